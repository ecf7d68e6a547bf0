// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "core/search/oracle.h"

namespace rf::test {

/// Layers that are in float.
using FloatLayers = std::set<std::string>;

/// An oracle without a network: a function says which samples a candidate has right. Every layer is a group of two quantizers.
class FakeOracle : public search::Oracle {
public:
    /// The value of a sample in a metric; `settings` is null for the float model.
    using Score = std::function<double(std::int64_t sample, const FloatLayers& inFloat, const quantization::Settings* settings)>;

    FakeOracle(std::int64_t samples, std::vector<std::string> layers, Score score) : m_samples(samples), m_layers(std::move(layers)) {
        add({"accuracy@1"}, std::move(score));
    }
    void add(search::MetricInfo metric, Score score) {
        m_metrics.push_back(std::move(metric));
        m_scores.push_back(std::move(score));
    }
    void setMetric(std::size_t index, search::MetricInfo metric) { m_metrics[index] = std::move(metric); }

    const std::vector<search::MetricInfo>& metrics() const override { return m_metrics; }
    std::int64_t samples() const override { return m_samples; }

    Result<search::Answer> ask(const search::Question& question, const Progress& progress) override {
        asked.push_back(question);
        RF_TRY_VOID(progress.advance(1, 1));
        std::vector<std::int64_t> samples(static_cast<std::size_t>(m_samples));
        std::iota(samples.begin(), samples.end(), std::int64_t{0});
        if (question.samples) samples = *question.samples;
        const FloatLayers inFloat = layersOf(question.candidate);
        const quantization::Settings* settings = question.candidate.settings ? &*question.candidate.settings : nullptr;

        search::Answer answer;
        for (std::size_t metric = 0; metric < m_metrics.size(); ++metric) {
            std::vector<double>& values = answer.perSample.emplace_back();
            for (const std::int64_t sample : samples) values.push_back(m_scores[metric](sample, inFloat, settings));
            answer.values.push_back(std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()));
            if (!question.mustReach.empty() && question.mustReach[metric]) {
                const double distance = *question.mustReach[metric] - answer.values[metric];
                const bool isShort = m_metrics[metric].better == metrics::Better::Higher ? distance > 0 : distance < 0;
                answer.gaveUp = answer.gaveUp || isShort;
            }
        }
        if (!question.perSample) answer.perSample.clear();
        answer.quantizedShare = settings ? 1.0 - static_cast<double>(inFloat.size()) / static_cast<double>(m_layers.size()) : 0.0;
        answer.seconds = static_cast<double>(samples.size());
        return answer;
    }

    Result<std::vector<search::Group>> groups(const search::Candidate& candidate, const Progress&) override {
        const FloatLayers inFloat = layersOf(candidate);
        std::vector<search::Group> groups;
        for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer)
            if (!inFloat.contains(*layer)) groups.push_back({quantizerOf(*layer), {*layer + "/fq_input_0", quantizerOf(*layer)}, {*layer}});
        return groups;
    }

    static std::string quantizerOf(const std::string& layer) { return layer + "/fq_weights_1"; }
    static FloatLayers layersOf(const search::Candidate& candidate) {
        FloatLayers layers;
        for (const std::string& quantizer : candidate.inFloat) layers.insert(quantizer.substr(0, quantizer.find('/')));
        return layers;
    }
    /// Questions about all samples, the float model's left out.
    std::ptrdiff_t evaluations() const {
        return std::count_if(asked.begin(), asked.end(),
                             [](const search::Question& question) { return !question.samples && question.candidate.settings; });
    }

    std::vector<search::Question> asked;

private:
    std::int64_t m_samples;
    std::vector<std::string> m_layers;
    std::vector<search::MetricInfo> m_metrics;
    std::vector<Score> m_scores;
};

/// The number of samples that candidates have right, the first ones of all; the float model has all.
inline FakeOracle::Score rightSamples(std::function<double(const FloatLayers& inFloat)> count) {
    return [count = std::move(count)](std::int64_t sample, const FloatLayers& inFloat, const quantization::Settings* settings) {
        return !settings || static_cast<double>(sample) < count(inFloat) ? 1.0 : 0.0;
    };
}
/// The same from a table; sets that it does not have have `otherwise`.
inline FakeOracle::Score fromTable(std::map<FloatLayers, double> table, double otherwise) {
    return rightSamples([table = std::move(table), otherwise](const FloatLayers& inFloat) {
        const auto found = table.find(inFloat);
        return found == table.end() ? otherwise : found->second;
    });
}
/// Samples are wrong while one of the layers that spoil them is quantized: losses add up.
inline FakeOracle::Score spoiledBy(std::map<std::string, std::vector<std::int64_t>> spoils) {
    return [spoils = std::move(spoils)](std::int64_t sample, const FloatLayers& inFloat, const quantization::Settings* settings) {
        for (const auto& [layer, samples] : spoils)
            if (settings && !inFloat.contains(layer) && std::find(samples.begin(), samples.end(), sample) != samples.end()) return 0.0;
        return 1.0;
    };
}

/// Keeps the steps; refuses them once there are more than `limit`.
class StepList : public search::SearchListener {
public:
    Result<void> stepDone(const search::SearchStep& step) override {
        if (steps.size() >= limit) return fail(ErrorCode::Io, "the disk is full");
        steps.push_back(step);
        return {};
    }
    /// "reverted a b: 0.95" for each step: what was tried, the layers in float, the first metric.
    std::vector<std::string> story() const {
        std::vector<std::string> lines;
        for (const search::SearchStep& step : steps) {
            std::string line = step.what;
            for (const std::string& layer : FakeOracle::layersOf(step.candidate)) line += " " + layer;
            lines.push_back(line + fmt::format(": {:.2f}", step.answer.values[0]));
        }
        return lines;
    }
    std::vector<search::SearchStep> steps;
    std::size_t limit = 1000;
};

}  // namespace rf::test
