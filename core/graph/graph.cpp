// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph.h"

#include "core/graph/graph_state.h"

namespace rf::graph {

namespace {

Result<void> checkNode(const Node& node, const std::vector<std::shared_ptr<const Node>>& nodes) {
    for (std::size_t port = 0; port < node.inputs.size(); ++port) {
        const Output source = node.inputs[port];
        const bool exists = source.node.isValid() && index(source.node) < nodes.size() && nodes[index(source.node)] && source.port >= 0 &&
                            static_cast<std::size_t>(source.port) < nodes[index(source.node)]->outputs.size();
        if (!exists)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': input %2 is not connected to an output of another layer"),
                        node.name, port);
    }
    return {};
}

}  // namespace

const Node& Graph::State::at(NodeId id) const {
    RF_ASSERT(id.isValid() && index(id) < nodes.size() && nodes[index(id)]);
    return *nodes[index(id)];
}

std::unique_ptr<Graph::State> Graph::State::clone() const {
    auto copy = std::make_unique<State>();
    copy->info = info;
    copy->nodes = nodes;
    copy->consumers = consumers;
    copy->byName = byName;
    copy->removed = removed;
    return copy;
}

// Depth-first from every node in file order, producers before their consumer. An explicit stack: a chain of 100 000
// layers must not overflow the thread's.
Result<std::vector<NodeId>> Graph::State::sorted() const {
    enum class Mark : char { New, Open, Done };
    std::vector<Mark> marks(nodes.size(), Mark::New);
    std::vector<std::pair<std::size_t, std::size_t>> stack;  // node, next input to visit
    std::vector<NodeId> order;
    order.reserve(nodes.size());
    for (std::size_t root = 0; root < nodes.size(); ++root) {
        if (!nodes[root] || marks[root] != Mark::New) continue;
        stack.emplace_back(root, 0);
        marks[root] = Mark::Open;
        while (!stack.empty()) {
            auto& [current, next] = stack.back();
            const Node& node = *nodes[current];
            if (next == node.inputs.size()) {
                marks[current] = Mark::Done;
                order.push_back(node.id);
                stack.pop_back();
                continue;
            }
            const std::size_t producer = index(node.inputs[next++].node);
            if (marks[producer] == Mark::Open)
                return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1' depends on its own output: the layers form a cycle"),
                            nodes[producer]->name);
            if (marks[producer] == Mark::Done) continue;
            marks[producer] = Mark::Open;
            stack.emplace_back(producer, 0);
        }
    }
    return order;
}

const std::vector<NodeId>& Graph::State::order() const {
    const std::lock_guard lock(m_mutex);
    if (m_order) return *m_order;
    std::vector<NodeId>& order = m_order.emplace();
    for (const auto& node : nodes)
        if (node) order.push_back(node->id);
    return order;
}

const std::vector<NodeId>& Graph::State::topological() const {
    const std::lock_guard lock(m_mutex);
    if (!m_topological) m_topological = sorted().value();  // edits keep graphs acyclic
    return *m_topological;
}

Graph::Graph() : m_state(std::make_shared<State>()) {}

Result<Graph> Graph::create(std::vector<Node> nodes, GraphInfo info) {
    std::vector<std::shared_ptr<const Node>> shared;
    shared.reserve(nodes.size());
    for (Node& node : nodes) shared.push_back(std::make_shared<const Node>(std::move(node)));
    return create(std::move(shared), std::move(info));
}

Result<Graph> Graph::create(std::vector<std::shared_ptr<const Node>> nodes, GraphInfo info) {
    Graph graph;
    State& state = *graph.m_state;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!nodes[i]) continue;
        RF_ASSERT(index(nodes[i]->id) == i);
        RF_TRY_VOID(checkNode(*nodes[i], nodes));
        if (!state.byName.emplace(nodes[i]->name, nodes[i]->id).second)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "two layers have the name '%1'"), nodes[i]->name);
    }
    state.info = std::move(info);
    state.consumers.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i]) state.consumers[i].resize(nodes[i]->outputs.size());
    for (const auto& node : nodes) {
        if (!node) continue;
        for (std::size_t port = 0; port < node->inputs.size(); ++port) {
            const Output source = node->inputs[port];
            state.consumers[index(source.node)][static_cast<std::size_t>(source.port)].push_back({node->id, static_cast<int>(port)});
        }
    }
    state.nodes = std::move(nodes);
    if (auto order = state.sorted(); !order) return std::move(order).error();
    return graph;
}

const GraphInfo& Graph::info() const { return m_state->info; }
const std::vector<NodeId>& Graph::nodes() const { return m_state->order(); }
const std::vector<NodeId>& Graph::topologicalOrder() const { return m_state->topological(); }

bool Graph::contains(NodeId id) const { return id.isValid() && index(id) < m_state->nodes.size() && m_state->nodes[index(id)]; }
const Node& Graph::node(NodeId id) const { return m_state->at(id); }

std::shared_ptr<const Node> Graph::shared(NodeId id) const {
    RF_ASSERT(contains(id));
    return m_state->nodes[index(id)];
}

Output Graph::source(Input input) const {
    const Node& consumer = node(input.node);
    RF_ASSERT(input.port >= 0 && static_cast<std::size_t>(input.port) < consumer.inputs.size());
    return consumer.inputs[static_cast<std::size_t>(input.port)];
}

const Node& Graph::producer(Input input) const { return node(source(input).node); }

const PortType& Graph::type(Output output) const {
    const Node& producer = node(output.node);
    RF_ASSERT(output.port >= 0 && static_cast<std::size_t>(output.port) < producer.outputs.size());
    return producer.outputs[static_cast<std::size_t>(output.port)];
}

std::span<const Input> Graph::consumers(Output output) const {
    RF_ASSERT(contains(output.node));
    const auto& ports = m_state->consumers[index(output.node)];
    RF_ASSERT(output.port >= 0 && static_cast<std::size_t>(output.port) < ports.size());
    return ports[static_cast<std::size_t>(output.port)];
}

std::vector<Input> Graph::consumers(NodeId id) const {
    RF_ASSERT(contains(id));
    std::vector<Input> all;
    for (const auto& port : m_state->consumers[index(id)]) all.insert(all.end(), port.begin(), port.end());
    return all;
}

std::optional<NodeId> Graph::find(std::string_view name) const {
    const auto found = m_state->byName.find(std::string(name));
    if (found == m_state->byName.end()) return std::nullopt;
    return found->second;
}

namespace {
template <class Predicate>
std::vector<NodeId> select(const Graph& graph, Predicate predicate) {
    std::vector<NodeId> ids;
    for (const NodeId id : graph.nodes())
        if (predicate(graph.node(id))) ids.push_back(id);
    return ids;
}
}  // namespace

std::vector<NodeId> Graph::parameters() const {
    return select(*this, [](const Node& n) { return n.isParameter(); });
}
std::vector<NodeId> Graph::results() const {
    return select(*this, [](const Node& n) { return n.isResult(); });
}

}  // namespace rf::graph
