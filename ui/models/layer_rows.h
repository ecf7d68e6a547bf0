// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/analysis/layer_error.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

/// A line of the layer table: what the graph draws as a box, with what a run found out about it.
struct LayerRow {
    graph::NodeId node;  ///< in the drawn graph
    QString name, type, shape;
    NodeState state = NodeState::Float;
    std::optional<metrics::Distance> accumulated, isolated;
};

/// One row per box in the order of execution. `errors` may be of an earlier run: they are matched by name.
std::vector<LayerRow> layerRows(const GraphModel& model, const std::vector<analysis::LayerError>& errors);

}  // namespace rf::ui
