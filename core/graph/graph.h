// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/graph/node.h"

namespace rf::graph {

/// Operators of one type that were made of written-out ones when the model was read.
struct FusedOperators {
    std::string type;
    int count = 0;
    bool operator==(const FusedOperators&) const = default;
};

/// What a model carries besides its nodes.
struct GraphInfo {
    std::string name;
    Attributes netAttributes;                ///< attributes of the IR's net element besides name and version
    std::string extraXml;                    ///< children of the net element besides layers and edges: rt_info, meta data
    std::vector<FusedOperators> fused = {};  ///< not in any file
};

/// A network as a value: nodes with stable ids, joined by ports. Acyclic, every input connected. Copying shares
/// everything and costs one reference count; the first edit of a copy (graph/edit.h only) detaches it.
/// Safe to read from several threads.
class Graph {
public:
    Graph();

    /// Builds a graph from nodes whose ids are their positions. InvalidFile names the layer when an input refers to a
    /// node or port that does not exist, when a name occurs twice, or when the nodes form a cycle.
    static Result<Graph> create(std::vector<Node> nodes, GraphInfo info);
    /// The same from shared nodes by id; null where there is none.
    static Result<Graph> create(std::vector<std::shared_ptr<const Node>> nodes, GraphInfo info);

    const GraphInfo& info() const;
    std::size_t size() const { return nodes().size(); }
    /// Ids in creation (file) order.
    const std::vector<NodeId>& nodes() const;
    /// Every node after the producers of its inputs; file order wherever that allows it, new nodes just before their
    /// first consumer. The reference lives until the graph is edited.
    const std::vector<NodeId>& topologicalOrder() const;

    bool contains(NodeId id) const;
    const Node& node(NodeId id) const;
    std::shared_ptr<const Node> shared(NodeId id) const;  ///< the node as graphs share it
    const Node& producer(Input input) const;              ///< the node that makes what `input` reads
    Output source(Input input) const;                     ///< the output that `input` reads
    const PortType& type(Output output) const;
    std::span<const Input> consumers(Output output) const;  ///< sorted by (node, port)
    std::vector<Input> consumers(NodeId id) const;          ///< of all outputs, by output port, then (node, port)
    std::optional<NodeId> find(std::string_view name) const;
    std::vector<NodeId> parameters() const;  ///< in file order
    std::vector<NodeId> results() const;

private:
    friend class Editor;
    struct State;
    std::shared_ptr<State> m_state;
};

}  // namespace rf::graph
