// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace rf::graph {

/// The only way to change a graph. Every call leaves the graph valid (connected, acyclic, unique names), so passes can read it
/// between edits. Borrows the graph and detaches it from its copies on the first edit. Breaking a precondition is a bug and
/// aborts.
class Editor {
public:
    explicit Editor(Graph& graph) : m_graph(graph) {}

    /// Adds a node whose inputs exist; its id is assigned. A name that is taken gets "_1", "_2" … appended.
    NodeId add(Node node);
    /// A constant named `name`.
    NodeId addConstant(const std::string& name, Tensor value);
    /// Connects `input` to `source` instead of what it read. The new edge must not close a cycle.
    void connect(Input input, Output source);
    /// Every consumer of `from`, except inputs of node `except`, reads `to` instead.
    void replaceUses(Output from, Output to, NodeId except = {});
    /// Replaces a node by a changed copy. Inputs, id and number of outputs stay; a new name must be free.
    void update(NodeId id, const std::function<void(Node&)>& change);
    /// Removes a node without consumers.
    void remove(NodeId id);
    /// Removes a node without consumers, then every producer that lost its last consumer by that (never Parameters).
    void removeWithDeadProducers(NodeId id);
    void setInfo(GraphInfo info);

    /// NotFound, with its name, for a node that an edit has removed: for passes that are handed ids by an earlier one.
    Result<void> checkPresent(NodeId id) const;
    /// `wanted`, or with the first free suffix "_1", "_2" …
    std::string freeName(const std::string& wanted) const;
    /// The graph as it is after the edits so far.
    const Graph& graph() const { return m_graph; }

private:
    Graph::State& detach();

    Graph& m_graph;
};

/// Walks a list of node ids while a pass edits the graph. Nodes that an edit has removed are skipped; nodes that the pass adds
/// are not visited. Borrows the graph.
class RemainingNodes {
public:
    RemainingNodes(const Graph& graph, std::vector<NodeId> ids) : m_graph(graph), m_ids(std::move(ids)) {}

    class Iterator {
    public:
        Iterator(const RemainingNodes& nodes, std::size_t at) : m_nodes(nodes), m_at(at) { skipRemoved(); }
        NodeId operator*() const { return m_nodes.m_ids[m_at]; }
        Iterator& operator++() {
            ++m_at;
            skipRemoved();
            return *this;
        }
        bool operator!=(const Iterator& other) const { return m_at != other.m_at; }

    private:
        void skipRemoved() {
            while (m_at < m_nodes.m_ids.size() && !m_nodes.m_graph.contains(m_nodes.m_ids[m_at])) ++m_at;
        }

        const RemainingNodes& m_nodes;
        std::size_t m_at;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, m_ids.size()}; }

private:
    const Graph& m_graph;
    std::vector<NodeId> m_ids;
};

/// Every node that `graph` has now, in file order, for a pass that edits it.
inline RemainingNodes remainingNodes(const Graph& graph) { return {graph, graph.nodes()}; }

}  // namespace rf::graph
