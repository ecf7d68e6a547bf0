// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/doctor.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <numeric>

#include "core/data/sample_view.h"
#include "core/data/sampler.h"
#include "core/metrics/registry.h"
#include "core/pipeline/doctor_evidence.h"
#include "core/quantization/prepare.h"
#include "core/tensor/convert.h"

namespace rf::pipeline {

namespace {

using analysis::EarlyLayer;
using analysis::PreprocessCandidate;

// Results of so many samples wait until they are scored in order.
constexpr std::int64_t kDoctorChunk = 32;
/// Passes samples on and notices whether any picture of three channels is not grey.
class ColourCheck final : public data::ForwardingSource {
public:
    ColourCheck(const data::SampleSource& source, const analysis::PictureInput& picture) : ForwardingSource(source), m_picture(picture) {}

    Result<data::Sample> sample(std::int64_t index) const override {
        RF_TRY(data::Sample sample, below().sample(index));
        if (!m_isColourful && isColourful(sample.inputs[m_picture.index])) m_isColourful = true;
        return sample;
    }

    bool isColourful() const { return m_isColourful; }

private:
    bool isColourful(const Tensor& tensor) const {
        const Shape& shape = tensor.shape();
        const bool first = shape.size() >= 3 && shape[shape.size() - 3] == 3 && m_picture.layouts.front() == data::ChannelAxis::First;
        const std::vector<float> values = toFloats(tensor.view());
        const std::size_t plane = first ? static_cast<std::size_t>(shape[shape.size() - 2] * shape.back()) : 1;
        for (std::size_t at = 0; at + 3 * plane <= values.size(); at += 3 * plane)
            for (std::size_t i = at; i < at + plane; ++i)
                if (values[i] != values[i + plane] || values[i] != values[i + 2 * plane]) return true;
        return false;
    }

    const analysis::PictureInput& m_picture;
    mutable std::atomic<bool> m_isColourful = false;
};

/// The network with its probes, over one candidate's data after the other. Stays where it is: probes borrow the observers.
class Examination {
public:
    Examination(const graph::Graph& graph, const data::DataSpec& data, const DoctorOptions& options)
        : m_graph(graph), m_data(data), m_options(options), m_inputs(engine::inputsOf(graph)) {}

    Result<Diagnosis> run(const engine::Engine& engine, const Progress& progress) {
        RF_TRY(m_picture, analysis::pictureInput(m_inputs));
        RF_TRY_VOID(checkData());
        m_layers = analysis::earlyLayers(m_graph, m_picture);
        for (const EarlyLayer& layer : m_layers) m_probes.push_back({layer.tensor, &m_moments.emplace_back(layer.channelAxis)});
        std::vector<PreprocessCandidate> candidates =
            analysis::preprocessCandidates(m_inputs[m_picture.index], m_picture, m_data.preprocess);
        RF_TRY_VOID(chooseMetric(candidates.front(), progress));
        m_reading = analysis::readingOf(m_graph, m_options.isClassifier || (m_metric && m_metric->type == "accuracy"));
        RF_TRY(m_program, engine.compile(m_graph, m_probes, {m_options.threads, engine::Arithmetic::Exact}, progress));
        std::optional<Error> impossible;  // an input whose shape leaves the layout open may come from a network that does not
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            if (m_areGrey && candidates[i].order == data::ChannelOrder::Bgr) continue;
            m_done = {static_cast<std::int64_t>(i), static_cast<std::int64_t>(candidates.size())};
            if (auto done = examine(candidates[i], progress); !done) {
                if (!candidates[i].layout || done.error().code() == ErrorCode::Cancelled) return std::move(done).error();
                impossible = std::move(done).error();
            }
        }
        if (m_seen.empty()) return *std::move(impossible);
        return diagnosis();
    }

private:
    Result<void> checkData() const {
        for (const data::Source& source : m_data.sources)
            if (source.location.starts_with("command:"))
                return fail(
                    ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: a program prepares its pictures by itself; the doctor needs stored pictures that it can prepare"),
                    source.location);
        return {};
    }

    /// A metric that nobody named is only measured where the data has what it needs.
    Result<void> chooseMetric(const PreprocessCandidate& first, const Progress& progress) {
        RF_TRY(const auto source, open(first, progress));
        if (source->batch() > 1)
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "the model takes a batch of %1 samples, and the doctor looks at one at a time; reshape it to a batch of 1"),
                source->batch());
        m_samples = data::chooseSubset(source->size(), std::max<std::int64_t>(m_options.samples, 1), true, m_data.seed);
        if (m_samples.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the data has no samples"));
        const bool hasLabels = m_options.useLabels && source->hasLabels();
        if (m_options.metric) {
            RF_TRY(const metrics::MetricType* type, metrics::metricType(m_options.metric->type));
            if (type->needs != metrics::Needs::Annotations || !hasLabels)
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core", "%1 can't rank candidates: the doctor needs labels and a metric that compares with them"),
                            metrics::toText(*m_options.metric));
            m_metric = m_options.metric;
        } else if (hasLabels) {
            RF_TRY(const data::Annotation annotation, source->annotation(m_samples.front()));
            if (std::holds_alternative<data::ClassIndex>(annotation)) { RF_TRY(m_metric, metrics::parseSpec("accuracy@1")); }
        }
        return {};
    }

    Result<std::shared_ptr<const data::SampleSource>> open(const PreprocessCandidate& candidate, const Progress& progress) const {
        data::DataSpec spec = m_data;
        spec.preprocess = candidate.preprocess;
        return data::open(spec, m_inputs, {m_options.permission, progress.token()});
    }

    Result<void> examine(const PreprocessCandidate& candidate, const Progress& progress) {
        RF_TRY(const auto source, open(candidate, progress));
        const data::SampleView view(source, m_samples);
        const ColourCheck checked(view, m_picture);
        const bool checksColours = m_seen.empty() && m_picture.channels == 3;
        for (analysis::ChannelMoments& moments : m_moments) moments.restart();
        Seen seen;
        std::unique_ptr<metrics::Metric> metric;
        if (m_metric) {
            RF_TRY(metric, metrics::create(*m_metric, {m_options.permission, progress.token()}));
            RF_TRY_VOID(metric->start());
        }
        for (std::int64_t begin = 0; begin < view.size(); begin += kDoctorChunk)
            RF_TRY_VOID(
                runChunk(checksColours ? static_cast<const data::SampleSource&>(checked) : view, begin, metric.get(), seen, progress));
        if (metric && m_metric) {
            RF_TRY_VOID(metric->finish());
            seen.metric = metric->value();
            m_better = metric->better();
            m_unit = metric->unit();
        }
        for (analysis::ChannelMoments& moments : m_moments) seen.layers.push_back(moments.statistics());
        if (static_cast<std::int64_t>(seen.answers.size()) == view.size()) {
            seen.information = analysis::informationBySample(seen.answers);
            seen.mostInformation = analysis::mostInformation(seen.answers);
        }
        if (checksColours && !checked.isColourful()) noteGrey();
        m_candidates.push_back({.candidate = candidate, .evidence = layerEvidence(m_layers, seen)});
        seen.layers.clear();
        seen.answers.clear();
        m_seen.push_back(std::move(seen));
        return {};
    }

    Result<void> runChunk(const data::SampleSource& source, std::int64_t begin, metrics::Metric* metric, Seen& seen,
                          const Progress& progress) {
        std::vector<std::int64_t> which(static_cast<std::size_t>(std::min(kDoctorChunk, source.size() - begin)));
        std::iota(which.begin(), which.end(), begin);
        for (analysis::ChannelMoments& moments : m_moments) moments.expect(begin, static_cast<std::int64_t>(which.size()));
        std::vector<std::vector<Tensor>> outputs(which.size());
        const auto keep = [&](std::int64_t sample, std::span<const Tensor> results) -> Result<void> {
            outputs[static_cast<std::size_t>(sample - begin)].assign(results.begin(), results.end());
            return {};
        };
        RF_TRY_VOID(m_program->run(source, which, keep, Progress(progress.token(), {})));
        for (std::size_t i = 0; i < which.size(); ++i) {
            if (m_reading)
                if (auto answer = analysis::answerOf(*m_reading, outputs[i])) seen.answers.push_back(*std::move(answer));
            if (metric && m_metric) RF_TRY_VOID(score(*metric, source, which[i], outputs[i], seen));
        }
        return progress.advance(m_done.first * source.size() + begin + static_cast<std::int64_t>(which.size()),
                                m_done.second * source.size());
    }

    Result<void> score(metrics::Metric& metric, const data::SampleSource& source, std::int64_t sample, std::span<const Tensor> outputs,
                       Seen& seen) {
        RF_TRY(data::Annotation annotation, source.annotation(sample));
        auto scored = metric.update({sample, source.name(sample), outputs, std::move(annotation), {}});
        if (!scored && m_options.metric) return std::move(scored).error();
        if (!scored) {
            m_notes.push_back({RF_TEXT("core", "labels are left aside: %1"), {scored.error().message()}});
            m_metric.reset();
            return {};
        }
        seen.values.push_back(scored->value);
        return {};
    }

    /// Grey pictures are the same in every order.
    void noteGrey() {
        m_areGrey = true;
        m_notes.push_back(
            {RF_TEXT("core", "all pictures are grey: the order of their channels makes no difference, and only RGB was run")});
    }

    Result<Diagnosis> diagnosis() {
        Diagnosis result{.input = m_inputs[m_picture.index].name,
                         .samples = static_cast<std::int64_t>(m_samples.size()),
                         .layers = m_layers.size(),
                         .metric = {},
                         .candidates = std::move(m_candidates),
                         .verdict = {},
                         .notes = std::move(m_notes)};
        addAnswerEvidence(result.candidates, m_seen);
        describeNetwork(result);
        std::vector<std::size_t> order = weigh(result.candidates);
        if (!m_metric) {
            result.verdict = verdictByEvidence(result.candidates);
            return result;
        }
        std::vector<SampleValues> values;
        for (std::size_t i = 0; i < order.size(); ++i) {
            result.candidates[i].metric = m_seen[order[i]].metric;
            values.push_back(std::move(m_seen[order[i]].values));
        }
        result.metric = metrics::toText(*m_metric);
        result.unit = m_unit;
        rankByMetric(result.candidates, values, m_better);
        result.verdict = verdictByLabels(result.candidates, result.metric, m_unit);
        return result;
    }

    void describeNetwork(Diagnosis& result) const {
        const bool normalizes = std::any_of(m_layers.begin(), m_layers.end(),
                                            [](const EarlyLayer& layer) { return layer.kind == EarlyLayer::Kind::Normalization; });
        if (normalizes) result.notes.push_back({RF_TEXT("core", "the network itself subtracts or scales its input first")});
        if (!isFloat(m_inputs[m_picture.index].type))
            result.notes.push_back({RF_TEXT("core", "the input takes whole numbers (%1), so that the network scales them itself"),
                                    {std::string(name(m_inputs[m_picture.index].type))}});
        if (m_layers.empty())
            result.notes.push_back(
                {RF_TEXT("core", "no layer with constant weights was found behind the input: nothing is known of activations")});
        if (!m_reading)
            result.notes.push_back({RF_TEXT("core", "no output is known to be a distribution: nothing is concluded from the answers")});
    }

    const graph::Graph& m_graph;
    const data::DataSpec& m_data;
    const DoctorOptions& m_options;
    std::vector<data::InputInfo> m_inputs;
    analysis::PictureInput m_picture;
    std::vector<EarlyLayer> m_layers;
    std::deque<analysis::ChannelMoments> m_moments;
    std::vector<engine::Probe> m_probes;
    std::unique_ptr<engine::Program> m_program;
    std::optional<analysis::OutputReading> m_reading;
    std::optional<metrics::MetricSpec> m_metric;
    metrics::Better m_better = metrics::Better::Higher;
    metrics::Unit m_unit = metrics::Unit::Share;
    std::vector<std::int64_t> m_samples;
    std::pair<std::int64_t, std::int64_t> m_done;  ///< candidates before this one, of all
    bool m_areGrey = false;
    std::vector<CandidateScore> m_candidates;
    std::vector<Seen> m_seen;  ///< by candidate
    std::vector<Sentence> m_notes;
};

}  // namespace

std::string nameOf(const PreprocessCandidate& candidate) {
    std::string name = candidate.order == data::ChannelOrder::Rgb ? "RGB, " : candidate.order == data::ChannelOrder::Bgr ? "BGR, " : "";
    if (candidate.layout) name += *candidate.layout == data::ChannelAxis::First ? "CHW, " : "HWC, ";
    return name + candidate.normalization.name;
}

Result<Diagnosis> diagnose(const graph::Graph& graph, const data::DataSpec& data, const engine::Engine& engine,
                           const DoctorOptions& options, const Progress& progress) {
    const auto parts = progress.split({1, 30});
    RF_TRY(const graph::Graph prepared, quantization::prepare(graph, {}, parts[0]));
    return Examination(prepared, data, options).run(engine, parts[1]);
}

}  // namespace rf::pipeline
