// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/edit.h"

#include <algorithm>

#include "core/graph/graph_state.h"

namespace rf::graph {

namespace {

void addUse(std::vector<Input>& uses, Input input) { uses.insert(std::lower_bound(uses.begin(), uses.end(), input), input); }
void dropUse(std::vector<Input>& uses, Input input) { uses.erase(std::lower_bound(uses.begin(), uses.end(), input)); }

}  // namespace

Graph::State& Editor::detach() {
    if (m_graph.m_state.use_count() > 1) m_graph.m_state = m_graph.m_state->clone();
    return *m_graph.m_state;
}

std::string Editor::freeName(const std::string& wanted) const {
    if (!m_graph.find(wanted)) return wanted;
    for (int suffix = 1;; ++suffix)
        if (std::string name = wanted + "_" + std::to_string(suffix); !m_graph.find(name)) return name;
}

Result<void> Editor::checkPresent(NodeId id) const {
    if (m_graph.contains(id)) return {};
    const auto removed = m_graph.m_state->removed.find(id);
    const std::string name = removed == m_graph.m_state->removed.end() ? std::to_string(id.value()) : removed->second;
    return fail(ErrorCode::NotFound, RF_TEXT("core", "layer '%1' is in the network no more: an earlier step has removed it"), name);
}

NodeId Editor::add(Node node) {
    node.name = freeName(node.name);
    Graph::State& state = detach();
    node.id = NodeId(static_cast<std::int32_t>(state.nodes.size()));
    for (std::size_t port = 0; port < node.inputs.size(); ++port) {
        const Output source = node.inputs[port];
        RF_ASSERT(m_graph.contains(source.node) && index(source.port) < state.at(source.node).outputs.size());
        addUse(state.consumers[index(source.node)][index(source.port)], {node.id, static_cast<int>(port)});
    }
    state.consumers.emplace_back(node.outputs.size());
    state.byName.emplace(node.name, node.id);
    state.nodes.push_back(std::make_shared<const Node>(std::move(node)));
    state.dropCache();
    return state.nodes.back()->id;
}

NodeId Editor::addConstant(const std::string& name, Tensor value) {
    Node node;
    node.name = name;
    node.type = op::kConst;
    node.opset = "opset1";
    node.outputs = {PortType{value.type(), value.shape(), {}, {}, {}}};
    node.value = std::move(value);
    return add(std::move(node));
}

void Editor::connect(Input input, Output source) {
    Graph::State& state = detach();
    RF_ASSERT(m_graph.contains(source.node) && index(source.port) < state.at(source.node).outputs.size());
    Node changed = state.at(input.node);
    RF_ASSERT(index(input.port) < changed.inputs.size());
    const Output before = std::exchange(changed.inputs[index(input.port)], source);
    dropUse(state.consumers[index(before.node)][index(before.port)], input);
    addUse(state.consumers[index(source.node)][index(source.port)], input);
    state.nodes[index(input.node)] = std::make_shared<const Node>(std::move(changed));
    state.dropCache();
}

void Editor::replaceUses(Output from, Output to, NodeId except) {
    const auto uses = m_graph.consumers(from);
    for (const Input input : std::vector<Input>(uses.begin(), uses.end()))
        if (input.node != except) connect(input, to);
}

void Editor::update(NodeId id, const std::function<void(Node&)>& change) {
    Graph::State& state = detach();
    Node changed = state.at(id);
    change(changed);
    const Node& before = state.at(id);
    RF_ASSERT(changed.id == before.id && changed.inputs == before.inputs && changed.outputs.size() == before.outputs.size());
    if (changed.name != before.name) {
        RF_ASSERT(state.byName.emplace(changed.name, id).second);
        state.byName.erase(before.name);
    }
    state.nodes[index(id)] = std::make_shared<const Node>(std::move(changed));
    state.dropCache();
}

void Editor::remove(NodeId id) {
    Graph::State& state = detach();
    const Node& node = state.at(id);
    for (const auto& uses : state.consumers[index(id)]) RF_ASSERT(uses.empty());
    for (std::size_t port = 0; port < node.inputs.size(); ++port)
        dropUse(state.consumers[index(node.inputs[port].node)][index(node.inputs[port].port)], {id, static_cast<int>(port)});
    state.consumers[index(id)].clear();
    state.byName.erase(node.name);
    state.removed.emplace(id, node.name);
    state.nodes[index(id)].reset();
    state.dropCache();
}

void Editor::removeWithDeadProducers(NodeId id) {
    std::vector<NodeId> dead{id};
    while (!dead.empty()) {
        const NodeId next = dead.back();
        dead.pop_back();
        if (!m_graph.contains(next)) continue;  // reached twice
        const std::vector<Output> inputs = m_graph.node(next).inputs;
        remove(next);
        for (const Output source : inputs)
            if (m_graph.contains(source.node) && m_graph.consumers(source.node).empty() && !m_graph.node(source.node).isParameter())
                dead.push_back(source.node);
    }
}

void Editor::setInfo(GraphInfo info) { detach().info = std::move(info); }

}  // namespace rf::graph
