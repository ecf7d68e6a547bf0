// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/calibration/histogram.h"
#include "core/config/project_config.h"
#include "core/export/report.h"
#include "core/quantization/algorithm.h"

/// File to graph, graph and data to statistics, statistics to a quantized graph, graph to file.
namespace rf::pipeline {

enum class Stage { Load, Prepare, Calibrate, Quantize, Compare, Evaluate, Export };

/// Live picture of a run; called from the thread that runs it, every argument an immutable snapshot.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void stageEntered(Stage) {}
    virtual void placed(std::shared_ptr<const quantization::Placement>) {}
    virtual void histogramGrew(graph::Output, std::shared_ptr<const calibration::Histogram>) {}
};

/// What a run needs: the model as a value, so that the window's copy is never touched.
struct Job {
    graph::Graph model;
    config::Project project;
};

struct Outcome {
    graph::Graph prepared;      ///< float, as the algorithms saw it
    graph::Graph quantized;     ///< with FakeQuantize on weights: what analysis runs
    graph::Graph compressed;    ///< what is exported
    quantization::Placement placement;
    calibration::Statistics statistics;
    exporting::Report report;
};

/// Quantizes a model. The command line and the window call this and nothing else.
Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress);

/// Reads the model that a project names.
Result<graph::Graph> load(const config::Project& project, const Progress& progress);
/// Writes an outcome into a folder.
Result<void> save(const Outcome& outcome, const std::filesystem::path& folder, const Progress& progress);

}  // namespace rf::pipeline
