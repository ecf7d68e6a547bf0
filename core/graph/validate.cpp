// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/validate.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/graph/operators.h"

namespace rf::graph {

namespace {

bool isKnown(ElementType type) { return type != ElementType::Dynamic && type != ElementType::Other; }

bool differs(std::int64_t a, std::int64_t b) { return a != kDynamic && b != kDynamic && a != b; }

std::string described(const Node& node) { return fmt::format("{} '{}'", node.type, node.name); }

class Validation {
public:
    explicit Validation(const Graph& graph) : m_graph(graph) {}

    std::vector<std::string> problems() {
        for (const NodeId id : m_graph.nodes()) checkConnections(m_graph.node(id));
        if (!m_problems.empty()) return std::move(m_problems);  // what follows trusts the connections
        checkOrder();
        for (const NodeId id : m_graph.nodes()) checkNode(m_graph.node(id));
        return std::move(m_problems);
    }

private:
    void report(std::string problem) { m_problems.push_back(std::move(problem)); }

    bool exists(Output output) const {
        return m_graph.contains(output.node) && output.port >= 0 &&
               output.port < static_cast<int>(m_graph.node(output.node).outputs.size());
    }

    void checkConnections(const Node& node) {
        if (m_graph.find(node.name) != node.id) report(fmt::format("{}: another layer has this name", described(node)));
        for (std::size_t port = 0; port < node.inputs.size(); ++port) {
            const Output source = node.inputs[port];
            if (!exists(source)) {
                report(fmt::format("{}: input {} reads an output that does not exist", described(node), port));
                continue;
            }
            const auto uses = m_graph.consumers(source);
            if (std::count(uses.begin(), uses.end(), Input{node.id, static_cast<int>(port)}) != 1)
                report(fmt::format("{}: input {} is not among the consumers of what it reads", described(node), port));
        }
        for (const Input use : m_graph.consumers(node.id)) {
            const bool reads = m_graph.contains(use.node) && use.port < static_cast<int>(m_graph.node(use.node).inputs.size()) &&
                               m_graph.source(use).node == node.id;
            if (!reads) report(fmt::format("{}: has a consumer that does not read it", described(node)));
        }
    }

    /// Takes layers away whose producers are all gone; what stays is on a cycle or behind one.
    void checkOrder() {
        std::unordered_map<NodeId, std::size_t> open;
        std::vector<NodeId> free;
        for (const NodeId id : m_graph.nodes())
            if ((open[id] = m_graph.node(id).inputs.size()) == 0) free.push_back(id);
        std::size_t taken = 0;
        while (!free.empty()) {
            const NodeId id = free.back();
            free.pop_back();
            ++taken;
            for (const Input use : m_graph.consumers(id))
                if (--open.at(use.node) == 0) free.push_back(use.node);
        }
        if (taken != m_graph.size()) report(fmt::format("{} layers are on a cycle or behind one", m_graph.size() - taken));
    }

    void checkNode(const Node& node) {
        if (node.isConstant()) checkConstant(node);
        if (node.isParameter() && !node.inputs.empty()) report(fmt::format("{}: has inputs", described(node)));
        if (node.isResult() && node.inputs.size() != 1) report(fmt::format("{}: needs one input", described(node)));
        if (node.isFakeQuantize() && node.inputs.size() != 5) report(fmt::format("{}: needs five inputs", described(node)));
        if (has(node, Trait::SameTypes)) checkTypes(node);
        if (has(node, Trait::Linear)) checkChannels(node);
        for (const Body& body : node.bodies)
            for (const std::string& problem : validate(*body.graph)) report(fmt::format("{}: {}: {}", described(node), body.role, problem));
    }

    void checkConstant(const Node& node) {
        if (!node.inputs.empty() || node.outputs.size() != 1) return report(fmt::format("{}: needs one output alone", described(node)));
        const PortType& output = node.outputs[0];
        if (isKnown(output.type) && node.value.type() != output.type)
            report(fmt::format("{}: holds {}, its output says {}", described(node), name(node.value.type()), name(output.type)));
        if (node.value.shape() != output.shape)
            report(fmt::format("{}: holds shape [{}], its output says [{}]", described(node), joined(node.value.shape()),
                               joined(output.shape)));
    }

    void checkTypes(const Node& node) {
        if (node.outputs.empty() || !isKnown(node.outputs[0].type)) return;
        for (std::size_t port = 0; port < node.inputs.size(); ++port) {
            if (!isDataPort(node, static_cast<int>(port))) continue;
            const ElementType type = m_graph.type(node.inputs[port]).type;
            if (isKnown(type) && type != node.outputs[0].type)
                report(
                    fmt::format("{}: input {} has type {}, the output {}", described(node), port, name(type), name(node.outputs[0].type)));
        }
    }

    void checkChannels(const Node& node) {
        if (node.inputs.size() < 2) return report(fmt::format("{}: needs data and weights", described(node)));
        const Shape &data = m_graph.type(node.inputs[0]).shape, &weights = m_graph.type(node.inputs[1]).shape;
        const WeightAxes axes = weightAxes(node, weights.size());
        const int highest = std::max({axes.input, axes.output, axes.groups});
        if (data.size() < 2 || weights.size() < 2 || highest >= static_cast<int>(weights.size())) return;
        const std::int64_t groups = axes.groups < 0 ? 1 : weights[static_cast<std::size_t>(axes.groups)];
        const std::int64_t perGroup = weights[static_cast<std::size_t>(axes.input)];
        const std::int64_t wanted = groups == kDynamic || perGroup == kDynamic ? kDynamic : groups * perGroup;
        if (const std::int64_t given = data[dataChannelAxis(node, data.size())]; differs(given, wanted))
            report(fmt::format("{}: its data has {} channels, its weights read {}", described(node), given, wanted));
    }

    static std::size_t dataChannelAxis(const Node& node, std::size_t rank) {
        const int axis = traits(node).channelAxis;
        if (axis >= 0) return static_cast<std::size_t>(axis);
        return rank - (node.attributes.flag("transpose_a").value_or(false) ? 2 : 1);
    }

    const Graph& m_graph;
    std::vector<std::string> m_problems;
};

}  // namespace

std::vector<std::string> validate(const Graph& graph) { return Validation(graph).problems(); }

#ifndef NDEBUG
void assertKeepsValid(const Graph& before, const Graph& after, std::string_view pass) {
    const std::vector<std::string> problems = validate(after);
    if (problems.empty() || !validate(before).empty()) return;
    for (const std::string& problem : problems) fmt::print(stderr, "after {}: {}\n", pass, problem);
    RF_ASSERT(problems.empty());
}
#endif

}  // namespace rf::graph
