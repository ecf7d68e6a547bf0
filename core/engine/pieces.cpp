// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/pieces.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/graph/operators.h"
#include "core/graph/subgraph.h"

namespace rf::engine {

namespace {

using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

bool isState(const Node& node) { return graph::has(node, graph::Trait::Stateful); }

/// Whether a tensor has the same value after it was a result of one network and an input of the next. The files say "no
/// dimensions" of scalars and of unknown ranks alike.
bool canCross(const graph::PortType& type) {
    const bool isWide = isFloat(type.type) ? bitWidth(type.type) >= 32 : isInteger(type.type) && bitWidth(type.type) >= 8;
    return (isWide || type.type == ElementType::Boolean) && !type.shape.empty();
}

/// The nodes whose values depend on the inputs, each after what it reads, and those that become ready together side by side:
/// what hangs off one place of the network stays near it.
class ComputedNodes {
public:
    explicit ComputedNodes(const Graph& graph) : m_graph(graph) {
        for (const NodeId id : graph.topologicalOrder())
            if (const Node& node = graph.node(id); isComputed(node)) m_missing.emplace(id, 0);
        std::deque<NodeId> ready;
        for (const NodeId id : graph.topologicalOrder()) {
            const auto entry = m_missing.find(id);
            if (entry == m_missing.end()) continue;
            for (const Output source : graph.node(id).inputs) entry->second += m_missing.contains(source.node);
            if (entry->second == 0) ready.push_back(id);
        }
        for (; !ready.empty(); ready.pop_front()) {
            m_positions.emplace(ready.front(), m_order.size());
            m_order.push_back(ready.front());
            for (const graph::Input reader : graph.consumers(ready.front()))
                if (const auto entry = m_missing.find(reader.node); entry != m_missing.end() && --entry->second == 0)
                    ready.push_back(reader.node);
        }
    }

    const std::vector<NodeId>& order() const { return m_order; }
    std::optional<std::size_t> position(NodeId id) const {
        const auto found = m_positions.find(id);
        return found == m_positions.end() ? std::nullopt : std::optional(found->second);
    }

private:
    bool isComputed(const Node& node) const {
        if (node.isParameter() || node.isResult() || node.isConstant()) return false;
        return node.inputs.empty() || isState(node) || std::any_of(node.inputs.begin(), node.inputs.end(), [&](Output source) {
                   return m_missing.contains(source.node) || m_graph.node(source.node).isParameter();
               });
    }

    const Graph& m_graph;
    std::unordered_map<NodeId, int> m_missing;  ///< inputs that are computed and not in the order yet
    std::vector<NodeId> m_order;
    std::unordered_map<NodeId, std::size_t> m_positions;
};

/// How many tensors cross a cut before each position, and how many of these must not.
class Crossings {
public:
    Crossings(const Graph& graph, const ComputedNodes& computed)
        : m_all(computed.order().size() + 1), m_forbidden(computed.order().size() + 1) {
        std::map<std::string, std::pair<std::size_t, std::size_t>> states;
        for (std::size_t at = 0; at < computed.order().size(); ++at) {
            const Node& node = graph.node(computed.order()[at]);
            for (int port = 0; port < static_cast<int>(node.outputs.size()); ++port) {
                std::size_t last = at;
                for (const graph::Input reader : graph.consumers(Output{node.id, port}))
                    last = std::max(last, computed.position(reader.node).value_or(at));
                count(m_all, at, last);
                if (!canCross(node.outputs[static_cast<std::size_t>(port)])) count(m_forbidden, at, last);
            }
            if (isState(node)) states.emplace(node.attributes.text("variable_id"), std::pair(at, at)).first->second.second = at;
        }
        for (const auto& [name, span] : states) count(m_forbidden, span.first, span.second);
        for (std::vector<int>* counts : {&m_all, &m_forbidden}) std::partial_sum(counts->begin(), counts->end(), counts->begin());
    }

    bool isAllowed(std::size_t cut) const { return m_forbidden[cut] == 0; }
    int tensors(std::size_t cut) const { return m_all[cut]; }

private:
    /// As differences, which are summed up in the end.
    static void count(std::vector<int>& differences, std::size_t made, std::size_t lastRead) {
        ++differences[made + 1];
        --differences[lastRead + 1];
    }

    std::vector<int> m_all, m_forbidden;
};

/// Where pieces begin, the first at 0; all positions count computed nodes.
std::vector<std::size_t> chooseCuts(const Crossings& crossings, std::size_t count, std::size_t limit) {
    std::vector<std::size_t> begins{0};
    while (count - begins.back() > limit) {
        const std::size_t first = begins.back() + std::max<std::size_t>(1, limit / 2), last = begins.back() + limit;
        std::optional<std::size_t> best;
        for (std::size_t cut = first; cut < count && (cut <= last || !best); ++cut)
            if (crossings.isAllowed(cut) && (!best || crossings.tensors(cut) < crossings.tensors(*best))) best = cut;
        if (!best) break;
        begins.push_back(*best);
    }
    return begins;
}

class Cutter {
public:
    Cutter(const Graph& graph, std::span<const Output> watched, const ComputedNodes& computed, const std::vector<std::size_t>& begins)
        : m_graph(graph), m_watched(watched), m_computed(computed), m_begins(begins) {}

    std::vector<Piece> cut() {
        for (const NodeId id : m_graph.parameters()) m_known.insert({id, 0});
        findOutputs();
        std::vector<Piece> pieces;
        for (std::size_t i = 0; i < m_begins.size(); ++i) {
            pieces.push_back(piece(i));
            const std::size_t end = i + 1 < m_begins.size() ? m_begins[i + 1] : m_computed.order().size();
            for (std::size_t at = m_begins[i]; at < end; ++at) addKnown(m_graph.node(m_computed.order()[at]));
        }
        return pieces;
    }

private:
    /// The piece that computes a tensor; what depends on no input belongs to the first.
    std::size_t pieceOf(NodeId id) const {
        const auto position = m_computed.position(id);
        if (!position) return 0;
        return static_cast<std::size_t>(std::upper_bound(m_begins.begin(), m_begins.end(), *position) - m_begins.begin()) - 1;
    }

    void findOutputs() {
        m_outputs.resize(m_begins.size());
        std::unordered_map<NodeId, std::vector<Output>> watched;
        for (const Output tensor : m_watched) watched[tensor.node].push_back(tensor);
        std::unordered_set<NodeId> reached;  // nodes from which an output of their piece is computed
        const auto add = [&](Output tensor) {
            m_outputs[pieceOf(tensor.node)].insert(tensor);
            reached.insert(tensor.node);
        };
        for (const NodeId id : m_graph.results()) add(m_graph.source({id, 0}));
        for (auto id = m_computed.order().rbegin(); id != m_computed.order().rend(); ++id) {
            for (const graph::Input reader : m_graph.consumers(*id)) {
                if (!m_computed.position(reader.node)) continue;
                if (pieceOf(reader.node) != pieceOf(*id))
                    add(m_graph.source(reader));
                else if (reached.contains(reader.node))
                    reached.insert(*id);
            }
            if (!reached.contains(*id))
                for (const Output tensor : watched[*id]) add(tensor);
        }
        for (const Output tensor : m_watched)
            if (!m_computed.position(tensor.node)) add(tensor);
    }

    void addKnown(const Node& node) {
        for (int port = 0; port < static_cast<int>(node.outputs.size()); ++port) m_known.insert({node.id, port});
    }

    Piece piece(std::size_t index) const {
        Piece piece;
        piece.outputs.assign(m_outputs[index].begin(), m_outputs[index].end());
        graph::Subgraph part = graph::subgraph(m_graph, piece.outputs, m_known);
        piece.graph = std::move(part.graph);
        piece.inputs = std::move(part.inputs);
        for (std::size_t i = 0; i < m_watched.size(); ++i)
            if (pieceOf(m_watched[i].node) == index) piece.watched.push_back({i, inPiece(piece, m_watched[i])});
        return piece;
    }

    Output inPiece(const Piece& piece, Output tensor) const {
        const auto input = std::find(piece.inputs.begin(), piece.inputs.end(), tensor);
        if (input != piece.inputs.end()) return {piece.graph.parameters()[static_cast<std::size_t>(input - piece.inputs.begin())], 0};
        return {*piece.graph.find(m_graph.node(tensor.node).name), tensor.port};
    }

    const Graph& m_graph;
    std::span<const Output> m_watched;
    const ComputedNodes& m_computed;
    const std::vector<std::size_t>& m_begins;
    std::set<Output> m_known;                 ///< what earlier pieces computed, and the inputs
    std::vector<std::set<Output>> m_outputs;  ///< by piece
};

}  // namespace

std::vector<Piece> pieces(const Graph& graph, std::span<const Output> watched, std::size_t limit) {
    const ComputedNodes computed(graph);
    const Crossings crossings(graph, computed);
    return Cutter(graph, watched, computed, chooseCuts(crossings, computed.order().size(), limit)).cut();
}

}  // namespace rf::engine
