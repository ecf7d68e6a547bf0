// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "core/graph/graph.h"

namespace rf::graph {

/// Tells whether two networks are the same computation: layers, their order, attributes, connections and values count; ids and
/// file locations do not. 128 bits make collisions by chance negligible; there is no protection against intent.
struct Fingerprint {
    std::uint64_t first = 0, second = 0;
    auto operator<=>(const Fingerprint&) const = default;
};

Fingerprint fingerprint(const Graph& graph);

}  // namespace rf::graph
