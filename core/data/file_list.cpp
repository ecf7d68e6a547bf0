// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <glob.h>

#include <algorithm>
#include <set>

#include "core/data/records.h"
#include "core/data/text_fields.h"
#include "core/data/text_lines.h"

namespace rf::data {

namespace {

bool isNpyName(const std::filesystem::path& path) { return path.extension() == ".npy"; }

/// Names below the folder that `wanted` accepts, with '/'.
Result<std::vector<std::string>> namesBelow(const std::filesystem::path& folder, bool (*wanted)(const std::filesystem::path&)) {
    std::vector<std::string> names;
    std::error_code error, ignored;  // what can't be told about one entry (a dangling link) makes it no file
    std::filesystem::recursive_directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        const bool isHidden = entry->path().filename().string().starts_with('.');
        if (isHidden && entry->is_directory(ignored)) entry.disable_recursion_pending();
        if (isHidden || !wanted(entry->path()) || !entry->is_regular_file(ignored)) continue;
        names.push_back(entry->path().lexically_relative(folder).generic_string());
    }
    if (error) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be read: %2"), folder, error.message());
    std::sort(names.begin(), names.end());
    return names;
}

struct GlobFree : glob_t {
    GlobFree() : glob_t{} {}
    ~GlobFree() { globfree(this); }
    GlobFree(const GlobFree&) = delete;
    GlobFree& operator=(const GlobFree&) = delete;
};

/// A line of a list: a file, and a label where what follows the last space, tab or comma is a whole number and the line as
/// a whole is no file.
struct Entry {
    std::string name;
    std::optional<std::int64_t> label;
};

Entry entryOf(const std::filesystem::path& folder, const std::string& line) {
    std::error_code ignored;
    if (std::filesystem::exists(folder / line, ignored)) return {line, std::nullopt};
    const auto split = line.find_last_of(" \t,");
    if (split == std::string::npos) return {line, std::nullopt};
    const auto label = number<std::int64_t>(std::string_view(line).substr(split + 1));
    if (!label || *label < 0) return {line, std::nullopt};
    return {line.substr(0, line.find_last_not_of(" \t,", split) + 1), label};
}

}  // namespace

bool looksLikeImage(const std::filesystem::path& path) {
    static const std::set<std::string, std::less<>> extensions{".bmp", ".gif", ".jpeg", ".jpg",  ".pbm", ".pgm",
                                                               ".png", ".ppm", ".tif",  ".tiff", ".webp"};
    std::string extension = path.extension().string();
    for (char& letter : extension)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return extensions.contains(extension);
}

bool looksLikePattern(const std::string& location) {
    std::error_code ignored;
    return location.find_first_of("*?[") != std::string::npos && !std::filesystem::exists(location, ignored);
}

Result<FileList> filesOfFolder(const std::filesystem::path& folder) {
    FileList files{.place = folder.string(), .folder = folder, .names = {}};
    RF_TRY(files.names, namesBelow(folder, looksLikeImage));
    if (files.names.empty()) { RF_TRY(files.names, namesBelow(folder, isNpyName)); }
    if (files.names.empty())
        return fail(ErrorCode::NotFound,
                    RF_TEXT("core", "%1: the folder holds no pictures (bmp, gif, jpg, png, ppm, tif, webp) and no .npy files"), folder);
    return files;
}

Result<FileList> filesOfPattern(const std::string& pattern) {
    GlobFree found;
    const int code = glob(pattern.c_str(), GLOB_NOSORT | GLOB_ERR, nullptr, &found);
    if (code == GLOB_NOMATCH) return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: no file has a name of this pattern"), pattern);
    if (code != 0) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folders of this pattern can't be read"), pattern);
    FileList files{.place = pattern, .folder = {}, .names = {found.gl_pathv, found.gl_pathv + found.gl_pathc}};
    std::sort(files.names.begin(), files.names.end());
    return files;
}

Result<FileList> filesOfList(const std::filesystem::path& list) {
    RF_TRY(const std::vector<NumberedLine> lines, nonBlankLines(list));
    FileList files{.place = list.string(), .folder = list.parent_path(), .names = {}};
    std::vector<std::int64_t> labels;
    for (const auto& [lineNumber, line] : lines) {
        Entry entry = entryOf(files.folder, line);
        std::error_code ignored;
        if (!entry.label && !std::filesystem::exists(files.folder / entry.name, ignored))
            return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: line %2: there is no file '%3'; write 'file' or 'file label'"), list,
                        lineNumber, line);
        if (!files.names.empty() && entry.label.has_value() == labels.empty())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: some lines have a label and some have none"), list,
                        lineNumber);
        files.names.push_back(std::move(entry.name));
        if (entry.label) labels.push_back(*entry.label);
    }
    if (files.names.empty()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the list names no files"), list);
    if (!labels.empty()) files.labels = std::move(labels);
    return files;
}

Result<OpenedSource> openFiles(FileList files, const std::string& labels, bool mayBeDamaged) {
    const bool areImages = looksLikeImage(files.names.front());
    for (const std::string& name : files.names)
        if (areImages ? !looksLikeImage(name) : !isNpyName(name))
            return fail(
                ErrorCode::InvalidFile,
                RF_TEXT("core", "%1: '%2' is no %3 as the files before it; files that hold one sample each are all pictures or all .npy"),
                files.place, name, areImages ? "picture" : ".npy file");
    OpenedSource source{.records = nullptr, .labels = files.labels};
    if (!labels.empty()) { RF_TRY(source.labels, readNamedLabels(labels, files.names)); }
    if (areImages) {
        source.records = imageRecords(std::move(files));
    } else {
        RF_TRY(source.records, npyFileRecords(std::move(files)));
    }
    // One file is decoded now, so that a missing decoder is told before a long run and not in the middle.
    auto first = source.records->read(0);
    if (!first && !mayBeDamaged) return std::move(first).error();
    return source;
}

}  // namespace rf::data
