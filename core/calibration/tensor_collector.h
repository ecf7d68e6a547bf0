// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/calibration/extremes.h"
#include "core/calibration/failures.h"
#include "core/calibration/histogram.h"
#include "core/calibration/reduce.h"
#include "core/calibration/statistics.h"
#include "core/engine/probe.h"

namespace rf::calibration {

/// The slot of each sample: its position in the list of samples that are run.
using Slots = std::unordered_map<std::int64_t, std::size_t>;

/// Answers every request about one tensor, sample by sample, while the network runs. Each sample has a slot of its own, so the
/// result does not depend on the order in which threads finish.
class TensorCollector : public engine::Observer {
public:
    using HistogramGrew = std::function<void(std::shared_ptr<const Histogram>)>;

    /// Shared by the collectors of one pass; borrowed.
    struct Run {
        const Slots& slots;
        Failures& failures;
    };
    /// `name` stands for the tensor in errors and `rank` for its place in execution order. A value that is not finite ends the run
    /// of a tensor that `mustBeFinite`, and makes any other an odd one. `grew` (may be empty: no
    /// histogram is kept) is called at most every 100 ms.
    TensorCollector(std::string name, std::size_t rank, bool mustBeFinite, std::vector<StatisticRequest> requests, Run run,
                    HistogramGrew grew);

    void observe(std::int64_t sample, TensorView tensor) override;
    void observeChannelsLast(std::int64_t sample, TensorView tensor) override;

    /// What is odd about the tensor, over all samples.
    std::optional<OddTensor> odd(std::span<const std::size_t> order) const;
    /// The answers to requests()[request], in the order of `order` (slots), for a tensor that has statistics. Where samples have
    /// different numbers of rows, as one row each.
    PerSample perSample(std::size_t request, std::span<const std::size_t> order) const;
    std::vector<Shape> shapes(std::span<const std::size_t> order) const;
    const std::vector<StatisticRequest>& requests() const { return m_requests; }
    /// A snapshot of the distribution so far; null when none is kept.
    std::shared_ptr<const Histogram> histogram() const;

private:
    struct Answer {
        std::int64_t rows = 0, channels = 0;
        std::vector<float> values;
    };
    struct Sample {
        std::int64_t index = 0;
        Shape shape;
        std::vector<Answer> answers;  ///< by request
        std::optional<Oddity> odd;    ///< then there are no answers
        Extremes ends;                ///< of the whole tensor
    };
    /// Requests that see the tensor in the same blocks.
    struct View {
        Granularity granularity;
        int channelAxis;
        std::vector<std::size_t> requests;
    };

    using BlocksOf = Result<Blocks> (*)(std::span<const std::int64_t> shape, Granularity granularity, int channelAxis);
    void take(std::int64_t index, Shape shape, TensorView tensor, BlocksOf blocksOf);
    Result<void> fill(Sample& sample, std::span<const float> values, BlocksOf blocksOf) const;
    bool hasSameChannels(std::span<const std::size_t> order) const;
    void addToHistogram(std::span<const float> values);

    std::string m_name;
    std::size_t m_rank;
    bool m_mustBeFinite;
    std::vector<StatisticRequest> m_requests;
    std::vector<View> m_views;
    Run m_run;
    std::vector<Sample> m_samples;

    HistogramGrew m_grew;
    mutable std::mutex m_mutex;  ///< the histogram's, and the time of its next snapshot
    Histogram m_histogram;
    std::chrono::steady_clock::time_point m_nextSnapshot{};
};

}  // namespace rf::calibration
