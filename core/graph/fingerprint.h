// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "core/graph/graph.h"

namespace rf::graph {

/// Tells whether two networks compute the same from the same: layers, their order, attributes, connections and values, but not
/// ids or where a file lies. 128 bits, so that chance plays no part; no protection against intent.
struct Fingerprint {
    std::uint64_t first = 0, second = 0;
    auto operator<=>(const Fingerprint&) const = default;
};

Fingerprint fingerprint(const Graph& graph);

}  // namespace rf::graph
