// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/graph/known_values.h"

/// A small declarative matcher for chains and branches of operators.
namespace rf::graph {

/// One operator of a pattern.
struct PatternNode {
    std::vector<std::string> types;  ///< any of these types, as rules know them (ruleType in operators.h)
    bool constant = false;           ///< one operand has a known value
    int from = kPrevious;            ///< which node feeds it; kNone starts another branch
    std::string role = {};           ///< what a match calls it; may be empty, several may have the same

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
    std::vector<Edge> joins = {};  ///< edges besides those that the nodes' `from` says
};

/// One match of a pattern: its operators. Borrows the pattern.
struct PatternMatch {
    const Pattern* pattern = nullptr;
    std::vector<NodeId> nodes;  ///< by position in Pattern::nodes
    /// The first operator with that role; invalid when the pattern has none.
    NodeId of(std::string_view role) const;
};

/// Finds patterns in one graph; the index over types is built once. Borrows the graph and its known values.
class PatternMatcher {
public:
    PatternMatcher(const Graph& graph, const KnownValues& known);
    /// Calls `found` for every match, in graph order of the first node.
    void forEachMatch(const Pattern& pattern, const std::function<void(const PatternMatch&)>& found) const;

private:
    const Graph& m_graph;
    const KnownValues& m_known;
    std::unordered_map<std::string, std::vector<NodeId>> m_byType;
};

}  // namespace rf::graph
