// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/progress.h"
#include "core/graph/node.h"
#include "core/layout/layout_types.h"

namespace rf::ui {

class GraphModel;
struct GraphNode;

constexpr double kNodeHeight = 24;

/// The text of a box: its label or name, shortened in the middle.
QString boxLabel(const GraphNode& node);

/// Boxes and arrows of the model in pixels at 100 %, by index in model.nodes() and model.edges(). For worker threads:
/// box widths come from the number of characters, not from a font, so the drawing is the same everywhere. Cancelled when
/// asked. Long networks go on in columns side by side; with `columnStarts` the columns begin with the boxes of these nodes.
Result<layout::Drawing> layoutOf(const GraphModel& model, const Progress& progress, const std::vector<graph::NodeId>& columnStarts = {});

}  // namespace rf::ui
