// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "core/metrics/factories.h"
#include "core/metrics/tensor_distance.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// The outputs that are compared: all, or the one that the parameter "output" counts from 0.
Result<std::span<const Tensor>> chosen(const Metric& metric, std::span<const Tensor> outputs, std::int64_t output) {
    if (output < 0) return outputs;
    if (output < std::ssize(outputs)) return outputs.subspan(static_cast<std::size_t>(output), 1);
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: there is no output %2; the network has %3, counted from 0"), metric.name(),
                output, outputs.size());
}

using Measure = double (*)(const Distance&);

/// How far the outputs are from the float model's, over all elements of all samples.
class ReferenceDistance final : public Metric {
public:
    ReferenceDistance(std::string name, const MetricType& type, Measure measure, std::int64_t output)
        : Metric(std::move(name), type.better, type.unit), m_measure(measure), m_output(output) {}

    Result<SampleScore> update(const Observation& seen) override {
        if (seen.reference.size() != seen.outputs.size() || seen.outputs.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: the network has %2 outputs, its reference %3; a model to compare with must have the same"),
                        name(), seen.outputs.size(), seen.reference.size());
        RF_TRY(const auto outputs, chosen(*this, seen.outputs, m_output));
        RF_TRY(const auto reference, chosen(*this, seen.reference, m_output));
        Distance sample;
        for (std::size_t i = 0; i < outputs.size(); ++i) RF_TRY_VOID(sample.add(outputs[i].view(), reference[i].view()));
        m_all.merge(sample);
        return SampleScore{m_measure(sample), {}};
    }
    double value() const override { return m_all.count > 0 ? m_measure(m_all) : std::numeric_limits<double>::quiet_NaN(); }

private:
    Measure m_measure;
    std::int64_t m_output;
    Distance m_all;
};

/// Sums of the difference from the numbers that the network should give.
struct Errors {
    double absolute = 0, squared = 0, count = 0;

    void add(const Errors& other) {
        absolute += other.absolute;
        squared += other.squared;
        count += other.count;
    }
};

class TargetError final : public Metric {
public:
    using Measure = double (*)(const Errors&);
    TargetError(std::string name, Measure measure, std::int64_t output)
        : Metric(std::move(name), Better::Lower, Unit::Number), m_measure(measure), m_output(output) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const data::TargetValues target, annotationAs<data::TargetValues>(*this, seen, "numbers"));
        RF_TRY(const auto outputs, chosen(*this, seen.outputs, m_output));
        const std::vector<float> values = outputs.empty() ? std::vector<float>{} : toFloats(outputs.front().view());
        const std::vector<float> wanted = toFloats(target.values.view());
        if (values.size() != wanted.size() || values.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: sample %2 has %3 target values, but the network's output has %4"),
                        name(), seen.sample, wanted.size(), values.size());
        Errors sample;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double difference = static_cast<double>(values[i]) - static_cast<double>(wanted[i]);
            sample.add({std::abs(difference), difference * difference, 1});
        }
        m_all.add(sample);
        return SampleScore{m_measure(sample), values.size() == 1 ? fmt::format("{:.9g}", values[0]) : std::string{}};
    }
    double value() const override { return m_all.count > 0 ? m_measure(m_all) : std::numeric_limits<double>::quiet_NaN(); }

private:
    Measure m_measure;
    std::int64_t m_output;
    Errors m_all;
};

double meanAbsolute(const Errors& errors) { return errors.absolute / errors.count; }
double meanSquared(const Errors& errors) { return errors.squared / errors.count; }
double rootMeanSquared(const Errors& errors) { return std::sqrt(meanSquared(errors)); }

std::int64_t outputOf(Parameters& parameters) { return parameters.integer("output", -1, std::numeric_limits<std::int64_t>::max()); }

}  // namespace

Created makeReferenceDistance(Parameters& parameters, const Context&) {
    const std::string_view type = parameters.type().type;
    const Measure measure = type == "nmse"   ? Measure([](const Distance& d) { return d.nmse(); })
                            : type == "sqnr" ? Measure([](const Distance& d) { return d.sqnr(); })
                                             : Measure([](const Distance& d) { return d.cosine(); });
    const std::int64_t output = outputOf(parameters);
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<ReferenceDistance>(parameters.name(), parameters.type(), measure, output));
}

Created makeTargetError(Parameters& parameters, const Context&) {
    const std::string_view type = parameters.type().type;
    const auto measure = type == "mae" ? meanAbsolute : type == "mse" ? meanSquared : rootMeanSquared;
    const std::int64_t output = std::max<std::int64_t>(outputOf(parameters), 0);
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<TargetError>(parameters.name(), measure, output));
}

}  // namespace rf::metrics
