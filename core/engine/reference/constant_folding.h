// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>

#include "core/base/result.h"
#include "core/graph/graph.h"

namespace rf::engine {

struct FoldOptions {
    /// Constants stored in half precision stay in it: their Convert to f32 is left, and what only rearranges their
    /// elements is folded into the constant before the Convert.
    bool keepCompressed = true;
    /// Known shapes count as constants.
    bool foldShapeOf = false;
    /// A result larger than this many times its inputs, and larger than `alwaysFoldBytes`, is left to be computed when
    /// the network runs (a Broadcast of one number, say).
    std::int64_t largestGrowth = 4;
    std::int64_t alwaysFoldBytes = 1 << 20;
    std::stop_token token = {};
};

/// Replaces nodes that depend on constants alone by their values, in bodies too. The constant takes the name of the operation
/// (spec 01, section 3.1, item 2). Left alone: FakeQuantize; Converts that decompress integer weights, hence what follows them;
/// operators that the reference engine does not have or that fail. Constants nobody reads any more are removed. Cancelled
/// between two operations once stop was requested.
Result<graph::Graph> foldConstants(const graph::Graph& graph, const FoldOptions& options);

/// The value of `output` if it is the same in every run, such as the weights of a layer that are stored as integers or pass a
/// FakeQuantize. Nothing when it depends on inputs of the network or on an operator that the engine does not have.
std::optional<Tensor> constantValue(const graph::Graph& graph, graph::Output output);

}  // namespace rf::engine
