// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/quantization/placement/known_values.h"

/// A small declarative matcher for ignored patterns (spec 01, section 3.3).
namespace rf::quantization::placement {

/// One operator of a pattern.
struct PatternNode {
    std::vector<std::string> types;  ///< rule types (operator_traits.h); any of them
    bool constant = false;           ///< one operand has a known value
    bool context = false;            ///< "input" or "output" of the pattern: matched but not marked
    int from = kPrevious;            ///< which node feeds it; kNone starts another branch

    static constexpr int kPrevious = -2, kNone = -1;
};

/// Operators joined by edges. Ports do not matter; each edge is exactly one connection, and there is no other connection
/// between the matched tensors and operators (an induced sub-graph).
struct Pattern {
    struct Edge {
        int from, to;
    };
    std::string name;
    std::vector<PatternNode> nodes;
    std::vector<Edge> joins;         ///< edges besides those that the nodes' `from` says
    std::vector<int> mustNotBranch;  ///< nodes that fail the branching check are no match (section 3.3)
};

/// Finds patterns in one graph; the index over types is built once.
class PatternMatcher {
public:
    using Match = std::vector<graph::NodeId>;  ///< by position in Pattern::nodes

    PatternMatcher(const graph::Graph& graph, const KnownValues& known);
    /// Calls `found` for every match, in graph order of the first node.
    void forEachMatch(const Pattern& pattern, const std::function<void(const Match&)>& found) const;

private:
    const graph::Graph& m_graph;
    const KnownValues& m_known;
    std::unordered_map<std::string, std::vector<graph::NodeId>> m_byType;
};

}  // namespace rf::quantization::placement
