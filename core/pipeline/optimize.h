// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/target.h"
#include "core/metrics/metric.h"
#include "core/pipeline/run.h"
#include "core/results/report.h"

/// File to graph, graph and data to statistics, statistics to a quantized graph, graph to file.
namespace rf::pipeline {

struct Outcome {
    graph::Graph floatModel;  ///< prepared, as the quantized one is compared with it
    graph::Graph quantized;   ///< float weights behind FakeQuantize: what analysis runs
    graph::Graph exported;    ///< weights as integers, unless the settings keep them
    quantization::Placement placement;
    std::vector<Measured> measured;  ///< by step: another run on the same data need not measure it again
    results::Report report;
    /// The device quantizes no layer of the model that is not quantized already or left out by the user: no sample was read,
    /// and `exported` is the model as it was read (float weights behind a FakeQuantize of their own as integers).
    bool nothingToQuantize = false;
};

/// Quantizes a model: all steps of its plan, then what is wanted of the result. The command line and the window call this and
/// nothing else. `measured`: of an earlier run on the same data.
Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured = {});

/// Reads the model that a project names.
Result<graph::Graph> load(const config::Project& project, const Progress& progress);
/// Writes an outcome, see exporting::exportModel.
Result<void> save(const Outcome& outcome, const exporting::Target& target, const Progress& progress);

/// Where quantizers would stand with these settings, without any data: fast enough to preview.
Result<quantization::Placement> preview(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress);

}  // namespace rf::pipeline
