// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/project_config.h"
#include "core/data/dataset.h"
#include "core/graph/graph.h"

namespace rf::pipeline {

/// What the models of a search are measured by.
struct SearchMeasure {
    std::vector<metrics::MetricSpec> metrics;
    std::string reason;  ///< where the user named no metric: which one was taken and why; English
};

/// The project's metrics. Where it has none, those that the search names; where this names none either, accuracy if the data has
/// classes as labels and the network scores classes, else the distance to the float model, which needs no labels: `agreement` for
/// scores of classes, `ctc_agreement` for scores of classes step by step (a SoftMax over them), `nmse` for anything else. The limit
/// of a distance is the search's maximal drop itself.
Result<SearchMeasure> searchMeasure(const config::Project& project, const graph::Graph& model, const data::SampleSource& data);

/// The control with the names that the metrics have here. InvalidArgument for a name that belongs to none of them.
Result<search::AccuracyControl> withMetricNames(search::AccuracyControl control, const std::vector<metrics::MetricSpec>& measured);

}  // namespace rf::pipeline
