// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/data/annotation_readers.h"
#include "core/data/assign.h"
#include "core/data/bound_source.h"
#include "core/data/command_source.h"
#include "core/data/open_source.h"
#include "core/data/readable.h"
#include "core/data/sample_view.h"
#include "core/data/sampler.h"

namespace rf::data {

namespace {

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
    if (!anyPicture && std::any_of(preprocess.steps.begin(), preprocess.steps.end(), isForPictures))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "preprocess: sizes, channels and values per channel need pictures, but %1 holds none"),
                    opened.front().records->whole());
    std::vector<Binding> bindings;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const Records& records = *opened[i].records;
        const bool applies = !records.isEndless() && (!anyPicture || records.layout() != Layout::Plain);
        RF_TRY(bindings.emplace_back(), Binding::create(opened[i].records, inputs[i], applies ? preprocess : Preprocess{}));
    }
    return bindings;
}

/// The number that all sources have in common; what is the same for every sample goes with any.
Result<std::int64_t> commonCount(const std::vector<Source>& sources, const std::vector<OpenedSource>& opened) {
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < opened.size(); ++i) {
        if (opened[i].records->isEndless()) continue;
        if (!first) first = i;
        const std::int64_t count = opened[i].records->size(), expected = opened[*first].records->size();
        if (count != expected)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 has %2 samples, but %3 has %4; all inputs need the same number"),
                        sources[*first].location, expected, sources[i].location, count);
    }
    return first ? opened[*first].records->size() : 1;
}

/// The batch of the inputs, which must be one for all that take different data for every sample.
Result<std::int64_t> commonBatch(const std::vector<Binding>& bindings, std::int64_t records) {
    const Binding* first = nullptr;
    for (const Binding& binding : bindings) {
        if (binding.records().isEndless()) continue;
        if (!first) first = &binding;
        if (binding.batch() != first->batch())
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "input '%1' takes a batch of %2 samples and input '%3' one of %4; reshape the model to a batch of 1"),
                first->input().name, first->batch(), binding.input().name, binding.batch());
    }
    if (!first) return 1;
    if (records < first->batch())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: holds %2 samples, but input '%3' takes a batch of %4"),
                    first->records().whole(), records, first->input().name, first->batch());
    return first->batch();
}

std::vector<std::string> recordNames(const Records& records) {
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < records.size(); ++i) names.push_back(records.labelName(i));
    return names;
}

/// The labels of the data as a whole: those that were asked for win over those that a format carries.
Result<std::shared_ptr<const Annotations>> annotationsOf(const std::vector<Source>& sources, const std::vector<OpenedSource>& opened) {
    std::shared_ptr<const Annotations> annotations;
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (opened[i].labels && (!annotations || !sources[i].labels.empty()))
            annotations = withOffset(annotationList(*opened[i].labels), sources[i].labelOffset);
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (sources[i].labelsFormat != AnnotationFormat::Automatic && !sources[i].labels.empty()) {
            RF_TRY(annotations, readAnnotations(sources[i], recordNames(*opened[i].records)));
        }
    return annotations;
}

/// All records, or those that can be read where some may be damaged: one by one, before batches are made of them.
Result<void> chooseRecords(BoundSource::Parts& parts, std::int64_t count, std::int64_t skipLimit, const std::stop_token& token) {
    if (skipLimit > 0) {
        RF_TRY(Readable readable, readableRecords(
                                      count, [&](std::int64_t record) { return tryRecord(parts, record); }, skipLimit, token));
        parts.records = std::move(readable.records);
        parts.skipped = std::move(readable.skipped);
    } else {
        parts.records.resize(static_cast<std::size_t>(count));
        std::iota(parts.records.begin(), parts.records.end(), std::int64_t{0});
    }
    return {};
}

Result<void> checkLabelSources(const std::vector<Source>& sources) {
    std::set<std::string> files;
    for (const Source& source : sources)
        if (!source.labels.empty()) files.insert(source.labels);
    if (files.size() < 2) return {};
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 and %2: labels are given twice; give them for one input only"),
                *files.begin(), *files.rbegin());
}

Result<std::shared_ptr<const SampleSource>> stratified(std::shared_ptr<const SampleSource> source, std::uint64_t seed) {
    std::vector<std::int64_t> classes;
    for (std::int64_t i = 0; i < source->size(); ++i) {
        RF_TRY(const Annotation annotation, source->annotation(i));
        const auto* label = std::get_if<ClassIndex>(&annotation);
        if (!label || source->batch() > 1 || !source->states().empty())
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "%1: samples can be chosen by their classes where each has a class number and none follows another"),
                source->name(i));
        classes.push_back(*label);
    }
    return std::shared_ptr<const SampleSource>(std::make_shared<SampleView>(std::move(source), stratifiedOrder(classes, seed)));
}

Result<void> checkRequest(const DataSpec& spec, std::span<const InputInfo> inputs) {
    if (inputs.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the model has no inputs, so no data can be fed to it"));
    const bool isNamed =
        std::none_of(spec.sources.begin(), spec.sources.end(), [](const Source& source) { return source.location.empty(); });
    if (spec.sources.empty() || !isNamed)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no data is given; name a file, a folder of pictures or synthetic:N"));
    for (const InputInfo& input : inputs)
        if (input.type == ElementType::Other)
            return fail(ErrorCode::Unsupported,
                        RF_TEXT("core", "input '%1' takes elements that are no numbers, which data can't be read for"), input.name);
    return validate(spec.preprocess);
}

}  // namespace

Result<std::shared_ptr<const SampleSource>> open(const DataSpec& spec, std::span<const InputInfo> inputs, const OpenOptions& options) {
    RF_TRY_VOID(checkRequest(spec, inputs));
    if (isCommand(spec.sources.front())) return openCommand(spec, inputs, options);
    RF_TRY(const std::vector<Source> sources, assign(spec, inputs));
    RF_TRY_VOID(checkLabelSources(sources));

    BoundSource::Parts parts;
    std::vector<OpenedSource> opened;
    std::vector<InputInfo> shaped;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        RF_TRY(shaped.emplace_back(), withShape(inputs[i], sources[i]));
        RF_TRY(opened.emplace_back(), openSource(sources[i], shaped[i], i, spec));
        if (opened[i].state) parts.states.push_back(*opened[i].state);
    }
    RF_TRY(std::int64_t count, commonCount(sources, opened));
    if (spec.first > 0) count = std::min(count, spec.first);
    RF_TRY(parts.annotations, annotationsOf(sources, opened));
    RF_TRY(parts.bindings, bindInputs(opened, shaped, spec.preprocess));
    RF_TRY_VOID(chooseRecords(parts, count, spec.skipLimit, options.token));
    RF_TRY(parts.batch, commonBatch(parts.bindings, std::ssize(parts.records)));
    std::shared_ptr<const SampleSource> source = std::make_shared<BoundSource>(std::move(parts));
    return spec.stratify ? stratified(std::move(source), spec.seed) : source;
}

}  // namespace rf::data
