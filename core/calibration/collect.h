// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "core/base/progress.h"
#include "core/calibration/histogram.h"
#include "core/calibration/statistics.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"

namespace rf::calibration {

struct CollectOptions {
    int threads = 0;
    std::vector<std::int64_t> samples = {};  ///< indices of the source to run, in this order
    /// Called about ten times a second while the data runs, and once at the end of each tensor, with the distribution
    /// seen so far; from one thread at a time. Empty: no histograms are kept, which is faster.
    std::function<void(graph::Output, std::shared_ptr<const Histogram>)> histogramGrew = {};
};

/// Answers all requests in one pass over the samples. The result is bit-identical for any number of threads.
/// InvalidArgument when there are no samples; InvalidFile names the tensor and sample where a value is not finite.
Result<Statistics> collect(const graph::Graph& graph, std::span<const StatisticRequest> requests, const data::SampleSource& source,
                           const engine::Engine& engine, const CollectOptions& options, const Progress& progress);

}  // namespace rf::calibration
