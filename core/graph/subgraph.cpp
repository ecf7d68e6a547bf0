// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/subgraph.h"

#include <map>
#include <unordered_set>

#include "core/graph/build.h"

namespace rf::graph {

namespace {

/// The nodes that compute some tensors, back to the known ones.
class Region {
public:
    Region(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known) : m_graph(graph), m_known(known) {
        m_open.assign(wanted.begin(), wanted.end());
        close();
        while (addWriters()) close();
    }

    bool contains(NodeId id) const { return m_nodes.contains(id); }
    const std::set<Output>& inputs() const { return m_inputs; }
    /// Nodes that write states: they have no consumer, and are wanted all the same.
    const std::vector<NodeId>& writers() const { return m_writers; }

private:
    void close() {
        while (!m_open.empty()) {
            const Output tensor = m_open.back();
            m_open.pop_back();
            if (m_known.contains(tensor))
                m_inputs.insert(tensor);
            else if (m_nodes.insert(tensor.node).second) {
                const std::vector<Output>& sources = m_graph.node(tensor.node).inputs;
                m_open.insert(m_open.end(), sources.begin(), sources.end());
            }
        }
    }

    /// Whether a state that is read here is written by a node that is not part yet.
    bool addWriters() {
        std::unordered_set<std::string> states;
        for (const NodeId id : m_nodes)
            if (m_graph.node(id).type == op::kReadValue) states.insert(m_graph.node(id).attributes.text("variable_id"));
        if (states.empty()) return false;
        bool added = false;
        for (const NodeId id : m_graph.nodes()) {
            const Node& node = m_graph.node(id);
            if (node.type != op::kAssign || m_nodes.contains(id) || !states.contains(node.attributes.text("variable_id"))) continue;
            m_nodes.insert(id);
            m_writers.push_back(id);
            m_open.insert(m_open.end(), node.inputs.begin(), node.inputs.end());
            added = true;
        }
        return added;
    }

    const Graph& m_graph;
    const std::set<Output>& m_known;
    std::vector<Output> m_open;
    std::unordered_set<NodeId> m_nodes;
    std::set<Output> m_inputs;
    std::vector<NodeId> m_writers;
};

}  // namespace

Subgraph subgraph(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known) {
    const Region region(graph, wanted, known);
    Subgraph part;
    Editor editor(part.graph);
    std::map<Output, Output> places;  // tensors of the whole network in the part
    for (const Output tensor : region.inputs()) {
        part.inputs.push_back(tensor);
        const PortType& type = graph.type(tensor);
        places[tensor] = {addParameter(editor, graph.node(tensor.node).name + "/" + std::to_string(tensor.port), type.type, type.shape), 0};
    }
    for (const NodeId id : graph.topologicalOrder()) {
        if (!region.contains(id)) continue;
        Node copy = graph.node(id);
        copy.hints = nullptr;
        for (Output& source : copy.inputs) source = places.at(source);
        const int ports = static_cast<int>(copy.outputs.size());
        const NodeId added = editor.add(std::move(copy));
        for (int port = 0; port < ports; ++port) places.emplace(Output{id, port}, Output{added, port});
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) addResult(editor, "wanted_" + std::to_string(i), places.at(wanted[i]));
    return part;
}

std::set<Output> neededInputs(const Graph& graph, std::span<const Output> wanted, const std::set<Output>& known) {
    return Region(graph, wanted, known).inputs();
}

}  // namespace rf::graph
