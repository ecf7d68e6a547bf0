// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/graph/graph.h"
#include "core/layout/layout_types.h"

namespace rf::ui {

class GraphModel;

/// The drawing of the network, with planned quantizers or with the ranges of a run.
struct Picture {
    std::shared_ptr<const graph::Graph> graph;
    std::shared_ptr<const GraphModel> model;  ///< all layers; node ids are those of `graph`
    std::shared_ptr<const GraphModel> shown;  ///< with closed blocks as one box each, see graph_blocks.h
    layout::Drawing drawing;                  ///< of `shown`
};

}  // namespace rf::ui
