// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/export/report.h"

namespace rf::pipeline {

/// The value of a metric of one network over a labelled data set, as deployed.
struct Evaluation {
    double value = 0.0;
    std::int64_t samples = 0;
    double seconds = 0.0;
};
Result<Evaluation> evaluate(const graph::Graph& graph, const data::SampleSource& source, const std::string& metric,
                            const engine::Engine& engine, int threads, const Progress& progress);

}  // namespace rf::pipeline
