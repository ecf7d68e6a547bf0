// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/analysis/layer_error.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

/// A row of the layer table: a box of the graph with its errors from a run.
struct LayerRow {
    graph::NodeId node;  ///< in the drawn graph
    QString name, type, shape;
    NodeState state = NodeState::Float;
    std::optional<metrics::Distance> accumulated, isolated;
};

/// One row per box in the order of execution. `errors` may come from an earlier run; they are matched by name.
std::vector<LayerRow> layerRows(const GraphModel& model, const std::vector<analysis::LayerError>& errors);

}  // namespace rf::ui
