// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/analysis/layer_error.h"
#include "core/results/device_findings.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

/// A row of the layer table: a box of the graph with its errors from a run.
struct LayerRow {
    graph::NodeId node;  ///< in the drawn graph
    QString name, type, shape;
    NodeState state = NodeState::Float;
    std::optional<metrics::Distance> accumulated, isolated;
    std::int64_t weightBytes = 0;        ///< of its constants, as they are stored after the run
    std::optional<double> difference{};  ///< dB, between the two runs that are compared; below 0 the second is worse
    std::optional<double> saturation{};  ///< share of int8 sums that 16 bits cut off; nothing where it was not checked
};

/// One row per box in the order of execution. `errors` and `saturation` may come from an earlier run; they are matched by name.
std::vector<LayerRow> layerRows(const GraphModel& model, const std::vector<analysis::LayerError>& errors,
                                const std::optional<results::SaturationCheck>& saturation = {});

}  // namespace rf::ui
