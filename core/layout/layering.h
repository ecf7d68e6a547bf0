// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/layout/layout_types.h"

/// Steps of layered_layout.cpp, where the terms are explained; not for use outside this folder.
namespace rf::layout {

/// The layer of every box, from 0 at the top; every arrow goes at least one layer down. InvalidArgument when the arrows
/// form a cycle.
Result<std::vector<int>> assignLayers(const Problem& problem);

/// Neighbour lists of all vertices in one array.
struct Adjacency {
    std::vector<int> begin;  ///< where the list of a vertex starts; one more entry than vertices
    std::vector<int> targets;

    std::span<const int> of(int vertex) const {
        const auto v = static_cast<std::size_t>(vertex);
        return {targets.data() + begin[v], targets.data() + begin[v + 1]};
    }
};

/// The problem with every arrow cut into pieces that join neighbouring layers. Vertices below `boxes` are the boxes of
/// the problem, the others are dummies.
struct ProperGraph {
    int boxes = 0;
    std::vector<int> layer;                ///< by vertex
    std::vector<std::vector<int>> layers;  ///< vertices of each layer, left to right
    Adjacency below, above;                ///< neighbours in the next and in the previous layer
    std::vector<int> trunkBegin;           ///< by box: its first dummy; the trunk's dummies are consecutive, top down

    int size() const { return static_cast<int>(layer.size()); }
    bool isDummy(int vertex) const { return vertex >= boxes; }
};

ProperGraph properGraph(const Problem& problem, const std::vector<int>& layers);

}  // namespace rf::layout
