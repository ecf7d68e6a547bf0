// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/calibration/histogram.h"
#include "core/config/project_config.h"
#include "core/engine/engine.h"
#include "core/pipeline/statistics_memory.h"
#include "core/process/process.h"
#include "core/search/oracle.h"

namespace rf::pipeline {

/// The input of a run. The model is a value, so the window's copy is never touched.
struct Job {
    graph::Graph model;
    config::Project project;
    process::Permission permission{};  ///< for metrics and data that a program of the user computes; empty: none may run
    bool namesPreset = true;           ///< false: the run says too where another preset would be clearly better
};

/// The engine and the data of a run; shared and never changed.
struct Resources {
    std::shared_ptr<const engine::Engine> engine;
    std::shared_ptr<const data::SampleSource> samples;
    int threads = 0;
    std::shared_ptr<StatisticsMemory> memory = {};  ///< may be null
};

enum class Stage { Prepare, Calibrate, Quantize, Compare, Evaluate };
constexpr int kStageCount = 5;

struct Outcome;

/// A step of a search, and the way to its result.
class SearchProgress {
public:
    virtual ~SearchProgress() = default;
    virtual const std::vector<search::MetricInfo>& metrics() const = 0;
    virtual const search::SearchStep& step() const = 0;
    /// What a run that ended here would give, without the comparison of layers.
    virtual Result<Outcome> outcome(const Progress& progress) const = 0;
};

/// Receives live reports of a run from its threads, one call at a time. Every argument is an immutable snapshot.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void stageEntered(Stage) {}
    /// The distribution of a tensor of the prepared graph so far. Only when wantsHistograms().
    virtual void histogramGrew(graph::Output, std::shared_ptr<const calibration::Histogram>) {}
    virtual bool wantsHistograms() const { return false; }
    /// A step of a search is done; the search waits. An error ends the run.
    virtual Result<void> searchStepDone(const SearchProgress&) { return {}; }
};

/// The engine and the calibration data that a project names.
Result<Resources> open(const Job& job, const Progress& progress);

}  // namespace rf::pipeline
