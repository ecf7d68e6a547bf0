// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/calibration/odd_tensor.h"
#include "core/calibration/statistic_request.h"
#include "core/tensor/tensor.h"

namespace rf::calibration {

/// The reductions of every sample: `values` holds, sample after sample, `rows` vectors of `channels` numbers each. A
/// per-tensor reduction has one channel; a tensor with batch N gives N rows (spec 01, section 4.3).
struct PerSample {
    std::int64_t samples = 0;
    std::int64_t rows = 1;
    std::int64_t channels = 1;
    std::vector<float> values;
    std::span<const float> row(std::int64_t sample, std::int64_t r) const {
        return std::span(values).subspan(static_cast<std::size_t>((sample * rows + r) * channels), static_cast<std::size_t>(channels));
    }
};

/// The answers of one pass over the data; immutable and cheap to copy through shared_ptr. Per-sample values are kept (a few
/// bytes each), so that another aggregator, preset or ignored scope needs no new pass.
class Statistics {
public:
    struct Data {
        std::map<StatisticRequest, PerSample> values;
        std::map<TensorName, std::vector<Shape>> shapes;  ///< observed shape per sample, in the order of `samples`
        std::map<TensorName, OddTensor> odd;              ///< most of these have no values
        std::vector<std::int64_t> samples;                ///< which samples of the data, in the order of all values
    };
    Statistics() = default;
    explicit Statistics(Data data) : m_data(std::make_shared<const Data>(std::move(data))) {}

    /// The answer to a request; null when it was not requested.
    const PerSample* find(const StatisticRequest& request) const;
    /// What is odd about a tensor on the samples that were measured together; null for most.
    const OddTensor* odd(const TensorName& tensor) const;
    /// Whether the request was answered: by values, or by the tensor having none.
    bool answers(const StatisticRequest& request) const;
    /// Observed shapes of a tensor, one per sample; empty when it was not watched.
    std::span<const Shape> shapes(const TensorName& tensor) const;
    /// The statistics of some of the samples, in the order asked for; they must be among samples().
    Statistics of(std::span<const std::int64_t> samples) const;
    /// Which samples of the data were measured.
    std::span<const std::int64_t> samples() const;
    const Data& data() const;

private:
    std::shared_ptr<const Data> m_data;
};

/// Joins statistics that were measured on different samples of the same data, in the order of the samples. The result equals
/// that of a single pass over all samples, if samples do not depend on one another. InvalidArgument when a sample is in two of
/// them, or when they do not answer the same requests.
Result<Statistics> join(std::span<const Statistics> parts);

/// The values of every sample with one row instead of several: ends of ends, means of means; of quantiles, their mean.
PerSample withOneRow(const PerSample& values, Reduction reduction);

/// The answers of two passes over the same samples as those of one. Both must have the same samples in the same order.
Statistics together(const Statistics& first, const Statistics& second);

}  // namespace rf::calibration
