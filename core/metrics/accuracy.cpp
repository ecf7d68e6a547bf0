// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/metrics/factories.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// Whether a score goes before another one; NaN goes first, as in NumPy's argmax.
bool isAbove(float a, float b) { return std::isnan(a) ? !std::isnan(b) : a > b; }

/// How many classes are ranked before the label; of equal scores the lower index goes first.
std::int64_t rankOf(std::size_t label, std::span<const float> scores) {
    std::int64_t rank = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (isAbove(scores[i], scores[label]) || (i < label && !isAbove(scores[label], scores[i]))) ++rank;
    return rank;
}

struct Ranked {
    std::size_t label = 0, classes = 0;
    std::int64_t rank = 0, best = 0;
};

Result<Ranked> ranked(const Metric& metric, const Observation& seen, std::int64_t k) {
    const Tensor* output = classScores(seen.outputs);
    if (!output)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: needs an output with one score per class, such as 1x1000; the outputs are %2"), metric.name(),
                    shapesOf(seen.outputs));
    const std::int64_t classes = output->count();
    if (k > classes)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the network tells only %2 classes apart; use at most accuracy@%2"),
                    metric.name(), classes);
    RF_TRY(const data::ClassIndex label, annotationAs<data::ClassIndex>(metric, seen, "class numbers"));
    if (label < 0 || label >= classes)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: label %2 is outside the %3 classes of the network's output"),
                    metric.name(), label, classes);
    const std::vector<float> scores = toFloats(output->view());
    const auto index = static_cast<std::size_t>(label);
    return Ranked{index, scores.size(), rankOf(index, scores), bestClass(scores)};
}

/// Share of samples whose label is among the k best scores.
class Accuracy final : public Metric {
public:
    Accuracy(std::string name, std::int64_t k) : Metric(std::move(name), Better::Higher, Unit::Share), m_k(k) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const Ranked result, ranked(*this, seen, m_k));
        const bool hit = result.rank < m_k;
        ++m_samples;
        m_hits += hit;
        return SampleScore{hit ? 1.0 : 0.0, std::to_string(result.best)};
    }
    double value() const override { return m_samples == 0 ? 0.0 : static_cast<double>(m_hits) / static_cast<double>(m_samples); }
    std::optional<double> bestAfter(std::int64_t more) const override {
        return m_samples + more == 0 ? 0.0 : static_cast<double>(m_hits + more) / static_cast<double>(m_samples + more);
    }

private:
    std::int64_t m_k;
    std::int64_t m_hits = 0, m_samples = 0;
};

/// The mean over the classes that occur, or over a given number of classes, of the share of their samples that are recognised.
class AccuracyPerClass final : public Metric {
public:
    AccuracyPerClass(std::string name, std::int64_t k, std::int64_t classes)
        : Metric(std::move(name), Better::Higher, Unit::Share), m_k(k), m_count(classes) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const Ranked result, ranked(*this, seen, m_k));
        m_classes.resize(std::max(m_classes.size(), result.classes));
        Count& count = m_classes[result.label];
        const bool hit = result.rank < m_k;
        ++count.samples;
        count.hits += hit;
        return SampleScore{hit ? 1.0 : 0.0, std::to_string(result.best)};
    }
    double value() const override {
        double sum = 0, present = 0;
        for (const Count& count : m_classes) {
            if (count.samples == 0) continue;
            sum += count.hits / count.samples;
            present += 1;
        }
        const double count = m_count > 0 ? static_cast<double>(m_count) : present;
        return count > 0 ? sum / count : 0.0;
    }

private:
    struct Count {
        double hits = 0, samples = 0;
    };
    std::int64_t m_k, m_count;
    std::vector<Count> m_classes;
};

std::int64_t topK(Parameters& parameters) { return parameters.integer("top_k", 1, std::numeric_limits<std::int64_t>::max()); }

}  // namespace

Created makeAccuracy(Parameters& parameters, const Context&) {
    const std::int64_t k = topK(parameters);
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<Accuracy>(fmt::format("accuracy@{}", k), k));
}

Created makeAccuracyPerClass(Parameters& parameters, const Context&) {
    const std::int64_t k = topK(parameters), classes = parameters.integer("classes", 0, std::numeric_limits<std::int64_t>::max());
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<AccuracyPerClass>(parameters.name(), k, classes));
}

}  // namespace rf::metrics
