// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/open.h"

#include "core/base/nearest_match.h"
#include "core/data/preprocess.h"
#include "core/data/record_reader.h"

namespace rf::data {

namespace {

struct Format {
    bool (*recognises)(const Source& source);
    Result<Reader> (*open)(const Source& source, const InputInfo& input, const DataSpec& spec);
    ChannelOrder stored;  ///< how colours are kept; AsStored: not known
    bool resizes;         ///< honours preprocess.size
};

// One place to add a format; the first that recognises a source opens it.
constexpr Format kFormats[] = {
    {[](const Source& s) { return s.location.starts_with("synthetic:"); },
     [](const Source& s, const InputInfo& input, const DataSpec& spec) { return openSynthetic(s.location, input, spec.seed); }, ChannelOrder::AsStored, false},
    {[](const Source& s) { return std::filesystem::is_directory(s.location); },
     [](const Source& s, const InputInfo& input, const DataSpec& spec) { return openImageFolder(s.location, s.labels, input, spec.preprocess); },
     ChannelOrder::Bgr, true},
    {[](const Source& s) { return s.location.ends_with(".npy"); },
     [](const Source& s, const InputInfo&, const DataSpec&) { return openNpy(s.location, s.labels); }, ChannelOrder::AsStored, false},
    {[](const Source& s) { return looksLikeIdx(s.location); },
     [](const Source& s, const InputInfo&, const DataSpec&) { return openIdx(s.location, s.labels); }, ChannelOrder::AsStored, false},
    {[](const Source& s) { return looksLikeCifar(s.location); },
     [](const Source& s, const InputInfo&, const DataSpec&) { return openCifar(s.location); }, ChannelOrder::Rgb, false},
};

struct BoundInput {
    Reader reader;
    Preprocessor preprocessor;
};

/// Readers tied to inputs, in the order of the network's inputs.
class BoundSource : public SampleSource {
public:
    explicit BoundSource(std::vector<BoundInput> inputs) : m_inputs(std::move(inputs)) {}
    std::int64_t size() const override { return m_inputs[0].reader->size(); }
    bool hasLabels() const override {
        return std::any_of(m_inputs.begin(), m_inputs.end(), [](const BoundInput& input) { return input.reader->hasLabels(); });
    }
    Result<Sample> sample(std::int64_t index) const override {
        RF_ASSERT(index >= 0 && index < size());
        Sample sample;
        for (const BoundInput& input : m_inputs) {
            RF_TRY(const Record record, input.reader->record(index));
            sample.inputs.push_back(input.preprocessor.apply(record.values));
            if (record.label) sample.label = record.label;
        }
        return sample;
    }

private:
    std::vector<BoundInput> m_inputs;
};

std::vector<std::string> namesOf(std::span<const InputInfo> inputs) {
    std::vector<std::string> names;
    for (const InputInfo& input : inputs) names.push_back(input.name);
    return names;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
    return text;
}

Result<void> checkNames(const DataSpec& spec, std::span<const InputInfo> inputs) {
    const auto names = namesOf(inputs);
    for (const Source& source : spec.sources) {
        if (source.input.empty() && inputs.size() == 1) continue;
        if (source.input.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the model has %1 inputs (%2); say which one '%3' feeds, as in INPUT=SRC"), inputs.size(),
                        listed(names), source.location);
        if (std::find(names.begin(), names.end(), source.input) != names.end()) continue;
        const std::string nearest = nearestMatch(source.input, names);
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the model has no input '%1'; its inputs are %2%3"), source.input, listed(names),
                    nearest.empty() ? "" : " (did you mean '" + nearest + "'?)");
    }
    return {};
}

Result<const Source*> sourceOf(const InputInfo& input, const DataSpec& spec, std::size_t inputCount) {
    const Source* found = nullptr;
    for (const Source& source : spec.sources) {
        if (source.input != input.name && !(source.input.empty() && inputCount == 1)) continue;
        if (found) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "input '%1' has two sources: '%2' and '%3'"), input.name, found->location, source.location);
        found = &source;
    }
    if (!found) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "input '%1' has no data; add '%1=SRC'"), input.name);
    return found;
}

Result<BoundInput> bind(const Source& source, const InputInfo& input, const DataSpec& spec) {
    if (!source.location.starts_with("synthetic:") && !std::filesystem::exists(source.location))
        return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: there is no such file or folder"), source.location);
    const auto* format = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& f) { return f.recognises(source); });
    if (format == std::end(kFormats))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is not a kind of data that can be read; use a CIFAR-10 binary (.bin), an IDX file, a .npy file or a folder of images"),
                    source.location);
    if (spec.preprocess.size && !format->resizes)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: 'size' resizes image files only; these samples have a fixed size"), source.location);
    RF_TRY(auto reader, format->open(source, input, spec));
    if (reader->size() == 0) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has no samples"), source.location);
    RF_TRY(auto preprocessor, Preprocessor::create(spec.preprocess, format->stored, reader->shape(), input, source.location));
    return BoundInput{std::move(reader), std::move(preprocessor)};
}

}  // namespace

Result<std::shared_ptr<const SampleSource>> open(const DataSpec& spec, std::span<const InputInfo> inputs) {
    if (inputs.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the model has no inputs, so there is nothing to feed"));
    if (spec.sources.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no data is named; choose a file, a folder or synthetic:N"));
    RF_TRY_VOID(checkNames(spec, inputs));
    std::vector<BoundInput> bound;
    for (const InputInfo& input : inputs) {
        RF_TRY(const Source* source, sourceOf(input, spec, inputs.size()));
        RF_TRY(auto entry, bind(*source, input, spec));
        bound.push_back(std::move(entry));
        if (bound.back().reader->size() != bound.front().reader->size())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "input '%1' has %2 samples, but input '%3' has %4"), input.name,
                        bound.back().reader->size(), inputs[0].name, bound.front().reader->size());
    }
    return std::shared_ptr<const SampleSource>(std::make_shared<BoundSource>(std::move(bound)));
}

}  // namespace rf::data
