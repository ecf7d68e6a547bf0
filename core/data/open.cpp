// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

#include "core/base/nearest_match.h"
#include "core/data/annotation_readers.h"
#include "core/data/binding.h"
#include "core/data/command_source.h"

namespace rf::data {

namespace {

constexpr std::string_view kSynthetic = "synthetic:";

class BoundSource final : public SampleSource {
public:
    BoundSource(std::vector<Binding> bindings, std::shared_ptr<const Annotations> annotations)
        : m_bindings(std::move(bindings)), m_annotations(std::move(annotations)) {}

    std::int64_t size() const override { return m_bindings.front().records().size(); }
    bool hasLabels() const override { return m_annotations != nullptr; }
    Result<Annotation> annotation(std::int64_t index) const override { return m_annotations ? m_annotations->at(index) : Annotation{}; }
    std::string name(std::int64_t index) const override {
        const Records& records = m_bindings.front().records();
        return records.areImageFiles() ? records.place(index) : fmt::format("{}#{}", records.place(index), index);
    }

    Result<Sample> sample(std::int64_t index) const override {
        RF_ASSERT(index >= 0 && index < size());
        Sample sample;
        for (const Binding& binding : m_bindings) { RF_TRY(sample.inputs.emplace_back(), binding.read(index)); }
        RF_TRY(sample.annotation, annotation(index));
        return sample;
    }

private:
    std::vector<Binding> m_bindings;  // in the order of the model's inputs
    std::shared_ptr<const Annotations> m_annotations;  // null: there are none
};

std::vector<std::string> namesOf(std::span<const InputInfo> inputs) {
    std::vector<std::string> names;
    for (const InputInfo& input : inputs) names.push_back(input.name);
    return names;
}

std::string list(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

Result<std::int64_t> syntheticCount(const std::string& location) {
    std::int64_t count = 0;
    const char *begin = location.data() + kSynthetic.size(), *end = location.data() + location.size();
    const auto [rest, error] = std::from_chars(begin, end, count);
    if (error != std::errc{} || rest != end || count < 1)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "'%1' names no number of samples; write synthetic:N with N from 1, such as synthetic:300"), location);
    return count;
}

Result<OpenedSource> openFile(const Source& source) {
    const std::filesystem::path path = source.location;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: no such file or folder"), path);
    if (std::filesystem::is_directory(status) || looksLikeImage(path)) 
        return openImages(path, source.labelsFormat == AnnotationFormat::Automatic ? source.labels : "");
    if (looksLikeNpy(path)) return openNpy(path);
    if (path.extension() == ".bin") return openCifar(path);
    if (looksLikeIdx(path)) return openIdx(path, source.labels.empty());
    return fail(
        ErrorCode::InvalidFile,
        RF_TEXT(
            "core",
            "%1: is no data that can be read; use a CIFAR-10 binary (.bin), an IDX file, a .npy file, a folder of pictures or synthetic:N"),
        path);
}

Result<OpenedSource> openSource(const Source& source, const InputInfo& input, std::size_t position, const DataSpec& spec) {
    OpenedSource opened;
    if (source.location.starts_with(kSynthetic)) {
        RF_TRY(const std::int64_t count, syntheticCount(source.location));
        // Inputs of one sample differ: the seed is spread by a large odd number, 2^64 over the golden ratio.
        RF_TRY(opened, makeSynthetic(count, input, spec.preprocess, spec.seed + position * 0x9e3779b97f4a7c15u));
    } else {
        RF_TRY(opened, openFile(source));
    }
    const auto elements = elementCount(opened.records->shape());
    if (opened.records->size() == 0 || (!opened.records->areImageFiles() && elements.value_or(0) == 0))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: holds no samples"), source.location);
    if (!source.labels.empty() && !opened.records->areImageFiles() && source.labelsFormat == AnnotationFormat::Automatic) {
        RF_TRY(opened.labels, readLabels(source.labels, opened.records->size()));
    }
    return opened;
}

/// The source of every input, in their order.
Result<std::vector<Source>> assign(const DataSpec& spec, std::span<const InputInfo> inputs) {
    const std::vector<std::string> names = namesOf(inputs);
    std::vector<std::optional<Source>> assigned(inputs.size());
    for (Source source : spec.sources) {
        if (source.input.empty() && inputs.size() == 1) source.input = names[0];
        if (source.input.empty() && spec.sources.size() == 1 && source.location.starts_with(kSynthetic))
            return std::vector<Source>(inputs.size(), source);
        if (source.input.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: the model has %2 inputs (%3); say which one the data is for, as INPUT=%1"), source.location,
                        inputs.size(), list(names));
        const auto found = std::find(names.begin(), names.end(), source.input);
        const std::string near = nearestMatch(source.input, names);
        if (found == names.end() && !near.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the model has no input '%2'; did you mean '%3'?"), source.location,
                        source.input, near);
        if (found == names.end())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the model has no input '%2'; its inputs are %3"), source.location,
                        source.input, list(names));
        std::optional<Source>& slot = assigned[static_cast<std::size_t>(found - names.begin())];
        if (slot)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: input '%2' already gets its data from %3"), source.location,
                        source.input, slot->location);
        slot = source;
    }
    std::vector<Source> complete;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!assigned[i])
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "there is no data for input '%1'; add %1=FILE or give synthetic:N for all inputs"), names[i]);
        complete.push_back(*assigned[i]);
    }
    return complete;
}

bool isForPictures(const PreprocessStep& step) {
    if (const auto* normalize = std::get_if<Normalize>(&step)) return normalize->mean.size() > 1 || normalize->scale.size() > 1;
    return !std::holds_alternative<ConvertType>(step);
}

/// Preprocessing is meant for pictures; the other inputs of such a model (sizes, masks, ids) are left alone. Where there is
/// no picture at all, one mean and one scale still make sense.
Result<std::vector<Binding>> bindInputs(const std::vector<OpenedSource>& opened, std::span<const InputInfo> inputs,
                                        const Preprocess& preprocess) {
    const bool anyPicture =
        std::any_of(opened.begin(), opened.end(), [](const OpenedSource& source) { return source.records->layout() != Layout::Plain; });
    const bool needsPicture = std::any_of(preprocess.steps.begin(), preprocess.steps.end(), isForPictures);
    if (!anyPicture && needsPicture)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "preprocess: sizes, channels and values per channel need pictures, but %1 holds none"),
                    opened.front().records->place(0));
    std::vector<Binding> bindings;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const bool applies = !anyPicture || opened[i].records->layout() != Layout::Plain;
        RF_TRY(bindings.emplace_back(), Binding::create(opened[i].records, inputs[i], applies ? preprocess : Preprocess{}));
    }
    return bindings;
}

Result<void> checkCounts(const std::vector<Source>& sources, const std::vector<OpenedSource>& opened) {
    for (std::size_t i = 1; i < opened.size(); ++i)
        if (opened[i].records->size() != opened[0].records->size())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 has %2 samples, but %3 has %4; all inputs need the same number"),
                        sources[0].location, opened[0].records->size(), sources[i].location, opened[i].records->size());
    return {};
}

/// Paths below the folder of the data, or numbers where records are no files of their own.
std::vector<std::string> recordNames(const Records& records, const std::string& location) {
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < records.size(); ++i) {
        const std::filesystem::path place = records.place(i);
        names.push_back(records.areImageFiles() ? place.lexically_relative(location).generic_string() : std::to_string(i));
    }
    return names;
}

Result<void> checkLabelSources(const std::vector<Source>& sources) {
    std::set<std::string> files;
    for (const Source& source : sources)
        if (!source.labels.empty()) files.insert(source.labels);
    if (files.size() < 2) return {};
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 and %2: labels are given twice; give them for one input only"),
                *files.begin(), *files.rbegin());
}

}  // namespace

Result<std::shared_ptr<const SampleSource>> open(const DataSpec& spec, std::span<const InputInfo> inputs, const OpenOptions& options) {
    if (inputs.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the model has no inputs, so no data can be fed to it"));
    const bool isNamed =
        std::none_of(spec.sources.begin(), spec.sources.end(), [](const Source& source) { return source.location.empty(); });
    if (spec.sources.empty() || !isNamed)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no data is given; name a file, a folder of pictures or synthetic:N"));
    for (const InputInfo& input : inputs)
        if (input.type == ElementType::Other)
            return fail(ErrorCode::Unsupported,
                        RF_TEXT("core", "input '%1' takes elements that are no numbers, which data can't be read for"), input.name);
    RF_TRY_VOID(validate(spec.preprocess));
    if (isCommand(spec.sources.front())) return openCommand(spec, inputs, options);
    RF_TRY(const std::vector<Source> sources, assign(spec, inputs));
    RF_TRY_VOID(checkLabelSources(sources));

    std::vector<OpenedSource> opened;
    std::shared_ptr<const Annotations> annotations;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        RF_TRY(opened.emplace_back(), openSource(sources[i], inputs[i], i, spec));
        // Labels that were asked for win over those that a format carries.
        if (opened.back().labels && (!annotations || !sources[i].labels.empty())) annotations = annotationList(*opened.back().labels);
    }
    RF_TRY_VOID(checkCounts(sources, opened));
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (sources[i].labelsFormat != AnnotationFormat::Automatic && !sources[i].labels.empty()) {
            RF_TRY(annotations, readAnnotations(sources[i].labelsFormat, sources[i].labels, recordNames(*opened[i].records, sources[i].location)));
        }
    RF_TRY(std::vector<Binding> bindings, bindInputs(opened, inputs, spec.preprocess));
    return std::shared_ptr<const SampleSource>(std::make_shared<BoundSource>(std::move(bindings), std::move(annotations)));
}

}  // namespace rf::data
