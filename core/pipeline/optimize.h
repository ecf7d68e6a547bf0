// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/calibration/histogram.h"
#include "core/config/project_config.h"
#include "core/export/report.h"
#include "core/metrics/metric.h"
#include "core/quantization/algorithm.h"

/// File to graph, graph and data to statistics, statistics to a quantized graph, graph to file.
namespace rf::pipeline {

enum class Stage { Prepare, Calibrate, Quantize, Compare, Evaluate };
constexpr int kStageCount = 5;

/// Live picture of a run; called from the threads that run it, one call at a time. Every argument is an immutable snapshot.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void stageEntered(Stage) {}
    /// Where quantizers will stand, before any data is run.
    virtual void placed(std::shared_ptr<const quantization::Placement>) {}
    /// The distribution of a tensor of the prepared graph so far. Only when wantsHistograms().
    virtual void histogramGrew(graph::Output, std::shared_ptr<const calibration::Histogram>) {}
    virtual bool wantsHistograms() const { return false; }
};

/// What a run needs: the model as a value, so that the window's copy is never touched.
struct Job {
    graph::Graph model;
    config::Project project;
    process::Permission permission{};  ///< for metrics and data that a program of the user computes; empty: none may run
};

struct Outcome {
    graph::Graph floatModel;  ///< prepared, as the quantized one is compared with it
    graph::Graph quantized;   ///< float weights behind FakeQuantize: what analysis runs
    graph::Graph exported;    ///< weights as integers, unless the settings keep them
    quantization::Placement placement;
    calibration::Statistics statistics;  ///< of the last step
    exporting::Report report;
};

/// Quantizes a model. The command line and the window call this and nothing else.
Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress);

/// Every metric that a project measures, in the order of its report.
Result<std::vector<metrics::MetricSpec>> metricsOf(const config::Project& project);

/// Reads the model that a project names.
Result<graph::Graph> load(const config::Project& project, const Progress& progress);
/// Writes an outcome into a folder, see exporting::exportModel.
Result<void> save(const Outcome& outcome, const std::filesystem::path& folder, const Progress& progress);

/// Where quantizers would stand with these settings, without any data: fast enough to preview.
Result<quantization::Placement> preview(const graph::Graph& model, const quantization::Settings& settings, const Progress& progress);

}  // namespace rf::pipeline
