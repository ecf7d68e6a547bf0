// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/optimize.h"

/// What all runs end with (private to this module).
namespace rf::pipeline {

/// The samples that a run of these settings calibrates with.
std::vector<std::int64_t> calibrationSamples(const config::Project& project, const data::SampleSource& data);

/// The report of an outcome, without errors and scores.
Result<results::Report> reportOf(const Job& job, const Resources& resources, const Outcome& outcome);

/// The comparison layer by layer, on as many of the calibration samples as the project says.
Result<std::vector<analysis::LayerError>> comparedLayers(const Job& job, const Resources& resources, const Outcome& outcome,
                                                         const Progress& progress);

/// What the processor does to the exported network that its FakeQuantize don't say, on the same samples; goes into the report.
Result<void> checkOnDevice(const Job& job, const Resources& resources, Outcome& outcome, const Progress& progress);

/// The project's metrics of the float model and of what is exported. `data`: what they are measured on.
Result<std::vector<results::Score>> scoresOf(const Job& job, const Resources& resources, const graph::Graph& exported,
                                             std::span<const metrics::MetricSpec> specs, const data::SampleSource& data,
                                             const Progress& progress);

/// The samples that metrics are measured on: the project's test data, else its calibration data.
Result<std::shared_ptr<const data::SampleSource>> openTestData(const Job& job, const Resources& resources, const Progress& progress);

}  // namespace rf::pipeline
