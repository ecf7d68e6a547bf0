// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/target.h"
#include "core/metrics/metric.h"
#include "core/pipeline/run_keeper.h"
#include "core/results/report.h"

/// The whole path: file to graph, graph and data to statistics, statistics to quantized graph, graph to file.
namespace rf::pipeline {

struct Outcome {
    graph::Graph floatModel;  ///< prepared, for the comparison with the quantized graph
    graph::Graph quantized;   ///< float weights behind FakeQuantize, for analysis
    graph::Graph exported;    ///< weights as integers, unless the settings keep them
    quantization::Placement placement;
    std::vector<Measured> measured;  ///< by step: another run on the same data need not measure it again
    results::Report report;
    /// The device quantizes no layer of the model, except those already quantized or excluded by the user. No sample was read,
    /// and `exported` is the model as read (float weights behind a FakeQuantize of their own are stored as integers).
    bool nothingToQuantize = false;
};

/// Quantizes a model: runs all steps of its plan, then compares and scores the result as the project asks. The command line and
/// the window quantize only through this function. `measured`: from an earlier run on the same data. `keeper`: who follows the
/// run, see stored_run.h; null: nobody.
Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured = {},
                         RunKeeper* keeper = nullptr);

/// Reads the model that a project names.
Result<graph::Graph> load(const config::Project& project, const Progress& progress);
/// Writes an outcome, see exporting::exportModel.
Result<void> save(const Outcome& outcome, const exporting::Target& target, const Progress& progress);

/// Where quantizers would stand with these settings, without any data: fast enough to preview.
Result<quantization::Placement> preview(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress);

}  // namespace rf::pipeline
