// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "core/metrics/metric.h"

namespace rf::metrics {

inline Tensor floats(Shape shape, const std::vector<float>& values) { return Tensor::from<float>(std::move(shape), values); }
inline Tensor integers(Shape shape, const std::vector<std::int64_t>& values) {
    return Tensor::from<std::int64_t>(std::move(shape), values);
}

/// What DetectionOutput gives: class, confidence and corners of each detection, then the row that ends the list.
inline Tensor rows(const std::vector<std::array<float, 6>>& detections) {
    std::vector<float> values;
    for (const auto& d : detections) values.insert(values.end(), {0, d[0], d[1], d[2], d[3], d[4], d[5]});
    values.insert(values.end(), {-1, 0, 0, 0, 0, 0, 0});
    return floats({1, 1, static_cast<std::int64_t>(detections.size()) + 1, 7}, values);
}

/// A metric that has seen samples; messages of failures stay readable.
class Watched {
public:
    explicit Watched(const std::string& spec) : m_metric(create(spec).value()) {}

    Result<SampleScore> see(const std::vector<Tensor>& outputs, data::Annotation annotation, const std::vector<Tensor>& reference = {}) {
        return m_metric->update({m_samples++, "sample", outputs, std::move(annotation), reference});
    }
    /// The message of the error that seeing this gives.
    std::string complaint(const std::vector<Tensor>& outputs, data::Annotation annotation, const std::vector<Tensor>& reference = {}) {
        const auto seen = see(outputs, std::move(annotation), reference);
        return seen ? "no error" : seen.error().message();
    }
    double value() const { return m_metric->value(); }
    const Metric& metric() const { return *m_metric; }

private:
    std::unique_ptr<Metric> m_metric;
    std::int64_t m_samples = 0;
};

}  // namespace rf::metrics
