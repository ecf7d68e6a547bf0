// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open_source.h"

#include "core/data/text_fields.h"

namespace rf::data {

namespace {

Result<std::int64_t> syntheticCount(const std::string& location, const std::string& digits) {
    const auto count = number<std::int64_t>(digits);
    if (count && *count >= 1) return *count;
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "'%1' names no number of samples; write synthetic:N with N from 1, such as synthetic:300"), location);
}

Result<OpenedSource> openPath(const Source& source, const Location& location, bool mayBeDamaged) {
    // Labels of other formats than one class per record are read where all records are known.
    const std::string labels = source.labelsFormat == AnnotationFormat::Automatic ? source.labels : "";
    std::error_code ignored;
    if (!source.files.empty() && !std::filesystem::is_directory(source.location, ignored))
        return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: is no folder, so that %2 can't choose files of it"), source.location,
                    source.files);
    if (looksLikePattern(source.location)) {
        RF_TRY(FileList files, filesOfPattern(source.location));
        return openFiles(std::move(files), labels, mayBeDamaged);
    }
    const std::filesystem::path path = location.body;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: no such file or folder"), path);
    if (std::filesystem::is_directory(status)) {
        RF_TRY(FileList files, source.files.empty() ? filesOfFolder(path) : filesListed(path, source.files));
        return openFiles(std::move(files), labels, mayBeDamaged);
    }
    if (looksLikeImage(path))
        return openFiles({.place = path.string(), .folder = path.parent_path(), .names = {path.filename().string()}}, labels, mayBeDamaged);
    if (path.extension() == ".txt") {
        RF_TRY(FileList files, filesOfList(path));
        return openFiles(std::move(files), labels, mayBeDamaged);
    }
    if (looksLikeNpz(path)) return openNpz(location.body, location.member);
    if (looksLikeNpy(path)) return openNpy(path);
    if (path.extension() == ".bin") return openCifar(path);
    if (looksLikeIdx(path)) return openIdx(path, source.labels.empty());
    return fail(
        ErrorCode::InvalidFile,
        RF_TEXT("core",
                "%1: is no data that can be read; use a folder, pattern or list of pictures, a CIFAR-10 binary (.bin), an IDX file, "
                "an .npy or .npz file, raw:FILE?shape=…, tokens:FILE or synthetic:N"),
        path);
}

Result<OpenedSource> openKind(const Source& source, const InputInfo& input, std::size_t position, const DataSpec& spec) {
    RF_TRY(const Location location, parseLocation(source.location));
    switch (location.kind) {
        case Location::Kind::Path: return openPath(source, location, spec.skipLimit > 0);
        case Location::Kind::Raw: return openRaw(location);
        case Location::Kind::Tokens: return openTokens(location, input);
        case Location::Kind::Constant: return makeConstant(location, input);
        case Location::Kind::State: return makeState(location, input);
        case Location::Kind::Command:
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: a program gives the tensors of all inputs; name no other data"),
                        source.location);
        case Location::Kind::Synthetic: break;
    }
    RF_TRY(const std::int64_t count, syntheticCount(source.location, location.body));
    // Inputs of one sample differ: the seed is spread by a large odd number, 2^64 over the golden ratio.
    return makeSynthetic(count, input, spec.preprocess, spec.seed + position * 0x9e3779b97f4a7c15u);
}

}  // namespace

Result<OpenedSource> openSource(const Source& source, const InputInfo& input, std::size_t position, const DataSpec& spec) {
    RF_TRY(OpenedSource opened, openKind(source, input, position, spec));
    const Records& records = *opened.records;
    const bool varies = records.isEachAFile();
    if (records.size() == 0 || (!varies && elementCount(records.shape()).value_or(0) == 0))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: holds no samples"), source.location);
    const bool hasClasses = !source.labels.empty() && source.labelsFormat == AnnotationFormat::Automatic;
    if (hasClasses && !varies && !records.isEndless()) { RF_TRY(opened.labels, readLabels(source.labels, records.size())); }
    if (opened.state) opened.state->input = position;
    return opened;
}

}  // namespace rf::data
