// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/pattern.h"

#include <algorithm>

#include "core/graph/operators.h"

namespace rf::graph {

namespace {

/// Number of connections from `output` to `node`.
std::ptrdiff_t connections(const Node& node, Output output) { return std::count(node.inputs.begin(), node.inputs.end(), output); }

// Backtracking over the nodes of the pattern in their order. Every node but the first hangs on an earlier one by an edge,
// so the candidates are neighbours and the cost per first node is bounded by the fan-out.
class PatternSearch {
public:
    PatternSearch(const Graph& graph, const KnownValues& known, const Pattern& pattern,
                  const std::function<void(const PatternMatch&)>& found)
        : m_graph(graph), m_known(known), m_pattern(pattern), m_found(found) {
        for (int i = 0; i < static_cast<int>(pattern.nodes.size()); ++i) {
            const int from = pattern.nodes[index(i)].from;
            if (from == PatternNode::kPrevious && i > 0)
                m_edges.push_back({i - 1, i});
            else if (from >= 0)
                m_edges.push_back({from, i});
        }
        m_edges.insert(m_edges.end(), pattern.joins.begin(), pattern.joins.end());
        m_placed.assign(pattern.nodes.size(), NodeId{});
        m_tensors.assign(pattern.nodes.size(), -1);
        planOrder();
    }

    void from(NodeId first) {
        if (fits(m_order[0].node, first)) place(0, first);
    }

private:
    struct Step {
        int node;
        int edge;  ///< that ties it to a node placed earlier; -1 for the first
    };

    static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    void planOrder() {
        std::vector<bool> planned(m_pattern.nodes.size());
        m_order.push_back({0, -1});
        planned[0] = true;
        for (bool grew = true; grew;) {
            grew = false;
            for (int e = 0; e < static_cast<int>(m_edges.size()); ++e) {
                const auto [from, to] = m_edges[index(e)];
                if (planned[index(from)] == planned[index(to)]) continue;
                const int next = planned[index(from)] ? to : from;
                m_order.push_back({next, e});
                planned[index(next)] = true;
                grew = true;
            }
        }
        RF_ASSERT(m_order.size() == m_pattern.nodes.size());
    }

    bool fits(int position, NodeId id) const {
        const PatternNode& wanted = m_pattern.nodes[index(position)];
        const Node& node = m_graph.node(id);
        if (std::find(wanted.types.begin(), wanted.types.end(), ruleType(node)) == wanted.types.end()) return false;
        if (std::find(m_placed.begin(), m_placed.end(), id) != m_placed.end()) return false;
        return !wanted.constant ||
               std::any_of(node.inputs.begin(), node.inputs.end(), [&](Output input) { return m_known.contains(input.node); });
    }

    void place(std::size_t step, NodeId id) {
        const int position = m_order[step].node;
        m_placed[index(position)] = id;
        extend(step + 1);
        m_placed[index(position)] = {};
    }

    void extend(std::size_t step) {
        if (step == m_order.size()) {
            if (isInduced()) m_found({&m_pattern, m_placed});
            return;
        }
        const auto [from, to] = m_edges[index(m_order[step].edge)];
        if (m_order[step].node == to)
            extendDown(step, from);
        else
            extendUp(step, to);
    }

    // Several edges may leave a node; all of them start from the same tensor.
    void extendDown(std::size_t step, int from) {
        const NodeId producer = m_placed[index(from)];
        const int fixed = m_tensors[index(from)];
        const int ports = static_cast<int>(m_graph.node(producer).outputs.size());
        for (int port = std::max(fixed, 0); port < (fixed >= 0 ? fixed + 1 : ports); ++port) {
            m_tensors[index(from)] = port;
            NodeId before;
            for (const Input use : m_graph.consumers(Output{producer, port})) {
                if (use.node != before && fits(m_order[step].node, use.node)) place(step, use.node);
                before = use.node;
            }
        }
        m_tensors[index(from)] = fixed;
    }

    void extendUp(std::size_t step, int to) {
        const std::vector<Output> inputs = m_graph.node(m_placed[index(to)]).inputs;
        int& tensor = m_tensors[index(m_order[step].node)];
        const int before = tensor;
        for (const Output source : inputs) {
            if (!fits(m_order[step].node, source.node)) continue;
            tensor = source.port;
            place(step, source.node);
            tensor = before;
        }
    }

    bool isEdge(std::size_t from, std::size_t to) const {
        return std::any_of(m_edges.begin(), m_edges.end(),
                           [&](const Pattern::Edge& e) { return index(e.from) == from && index(e.to) == to; });
    }

    /// Exactly the edges of the pattern between the matched tensors and operators; each known operand used once.
    bool isInduced() const {
        for (std::size_t from = 0; from < m_placed.size(); ++from) {
            if (m_tensors[from] < 0) continue;
            for (std::size_t to = 0; to < m_placed.size(); ++to) {
                const auto expected = isEdge(from, to) ? 1 : 0;
                if (connections(m_graph.node(m_placed[to]), {m_placed[from], m_tensors[from]}) != expected) return false;
            }
        }
        for (std::size_t i = 0; i < m_placed.size(); ++i)
            if (m_pattern.nodes[i].constant && !hasKnownOperandOfItsOwn(i)) return false;
        return true;
    }

    bool hasKnownOperandOfItsOwn(std::size_t position) const {
        const Node& node = m_graph.node(m_placed[position]);
        return std::any_of(node.inputs.begin(), node.inputs.end(), [&](Output input) {
            if (!m_known.contains(input.node)) return false;
            return std::all_of(m_placed.begin(), m_placed.end(),
                               [&](NodeId other) { return connections(m_graph.node(other), input) == (other == node.id ? 1 : 0); });
        });
    }

    const Graph& m_graph;
    const KnownValues& m_known;
    const Pattern& m_pattern;
    const std::function<void(const PatternMatch&)>& m_found;
    std::vector<Pattern::Edge> m_edges;
    std::vector<Step> m_order;
    std::vector<NodeId> m_placed;
    std::vector<int> m_tensors;  ///< output port that the edges of a node leave from; -1 while none does
};

}  // namespace

NodeId PatternMatch::of(std::string_view role) const {
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (pattern->nodes[i].role == role) return nodes[i];
    return {};
}

PatternMatcher::PatternMatcher(const Graph& graph, const KnownValues& known) : m_graph(graph), m_known(known) {
    for (const NodeId id : graph.nodes()) m_byType[std::string(ruleType(graph.node(id)))].push_back(id);
}

void PatternMatcher::forEachMatch(const Pattern& pattern, const std::function<void(const PatternMatch&)>& found) const {
    PatternSearch search(m_graph, m_known, pattern, found);
    for (const std::string& type : pattern.nodes.front().types)
        if (const auto nodes = m_byType.find(type); nodes != m_byType.end())
            for (const NodeId id : nodes->second) search.from(id);
}

}  // namespace rf::graph
