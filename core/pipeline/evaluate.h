// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"

namespace rf::pipeline {

struct EvaluateOptions {
    int threads = 0;
    engine::Arithmetic arithmetic = engine::Arithmetic::Deployed;
};

/// The value of a metric of one network over a labelled data set.
struct Evaluation {
    double value = 0.0;
    std::int64_t samples = 0;
    double seconds = 0.0;  ///< of running, without compiling
};

/// InvalidArgument when the metric is unknown or the data has no labels.
Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, const std::string& metric,
                            const engine::Engine& engine, const EvaluateOptions& options, const Progress& progress);

}  // namespace rf::pipeline
