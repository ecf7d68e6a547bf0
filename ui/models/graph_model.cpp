// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/graph_model.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

#include "core/graph/operators.h"
#include "core/graph/traversal.h"
#include "core/tensor/convert.h"

namespace rf::ui {

namespace {

using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

/// What disappears from the drawing, and where to.
struct Folding {
    std::unordered_set<NodeId> constants;   ///< computed from constants only
    std::unordered_set<NodeId> quantizers;  ///< FakeQuantize drawn on an arrow
};

/// Constant inputs don't make its outputs constant.
bool isItsOwnSource(const Node& node) { return graph::has(node, graph::Trait::Stateful) || graph::has(node, graph::Trait::Random); }

Folding foldingOf(const Graph& graph, bool showConstants) {
    Folding folding;
    const auto isConstant = [&](Output source) { return folding.constants.contains(source.node); };
    for (const NodeId id : graph.topologicalOrder()) {
        const Node& node = graph.node(id);
        const bool computed = !node.inputs.empty() && !isItsOwnSource(node) && !node.isResult();
        if (node.isConstant() || (computed && std::all_of(node.inputs.begin(), node.inputs.end(), isConstant))) {
            folding.constants.insert(id);
            continue;
        }
        // Two quantizers in a row: the second is drawn as a box, so that neither is hidden.
        const bool onArrow = node.isFakeQuantize() && node.inputs.size() == 5 && !folding.quantizers.contains(node.inputs[0].node) &&
                             std::all_of(node.inputs.begin() + 1, node.inputs.end(), isConstant) && !graph.consumers(id).empty();
        if (onArrow) folding.quantizers.insert(id);
    }
    if (!showConstants) return folding;
    // The ranges of a quantizer that is drawn on an arrow have nowhere to point to and stay folded.
    std::unordered_set<NodeId> ranges;
    for (const NodeId id : graph.nodes()) {
        const auto uses = graph.consumers(id);
        const bool onlyRanges = !uses.empty() && std::all_of(uses.begin(), uses.end(), [&](graph::Input use) {
            return folding.quantizers.contains(use.node) && use.port > 0;
        });
        if (folding.constants.contains(id) && onlyRanges) ranges.insert(id);
    }
    folding.constants = std::move(ranges);
    return folding;
}

QuantizerMark markOf(const Graph& graph, const Node& node) {
    QuantizerMark mark;
    mark.node = node.id;
    mark.name = QString::fromStdString(node.name);
    mark.levels = static_cast<int>(node.attributes.integer("levels").value_or(256));
    mark.bits = static_cast<int>(std::ceil(std::log2(std::max(2, mark.levels))));
    const auto low = constantValues(graph, {node.id, 1}), high = constantValues(graph, {node.id, 2});
    if (!low.empty()) mark.low = *std::min_element(low.begin(), low.end());
    if (!high.empty()) mark.high = *std::max_element(high.begin(), high.end());
    mark.channels = static_cast<int>(std::max({std::size_t{1}, low.size(), high.size()}));
    return mark;
}

QString portText(const graph::PortType& type) { return QString::fromStdString(text(type.shape)); }

QString outputShapes(const Node& node) {
    QStringList shapes;
    for (const auto& type : node.outputs) shapes << portText(type);
    return shapes.join(QStringLiteral(", "));
}

/// The quantizer among the constants that lead to an input, if there is one.
const Node* weightsQuantizer(const Graph& graph, const Folding& folding, NodeId start) {
    for (const Node* node = &graph.node(start); folding.constants.contains(node->id) && !node->inputs.empty();
         node = &graph.node(node->inputs[0].node))
        if (node->isFakeQuantize()) return node;
    return nullptr;
}

/// What the constant that leads to an input takes in the exported model.
std::int64_t storedBytes(const Graph& graph, const Folding& folding, NodeId start) {
    constexpr std::int64_t kBitsPerByte = 8;
    const Node* quantizer = weightsQuantizer(graph, folding, start);
    const Node* node = &graph.node(start);
    while (!node->isConstant() && !node->inputs.empty()) node = &graph.node(node->inputs[0].node);
    const auto stored = static_cast<std::int64_t>(node->value.bytes().size());
    return quantizer ? node->value.count() * markOf(graph, *quantizer).bits / kBitsPerByte : stored;
}

NodeState stateOf(const Node& node, bool readsQuantizer) {
    const bool isFloating = std::any_of(node.outputs.begin(), node.outputs.end(), [](const auto& type) { return isFloat(type.type); });
    if (graph::traits(node).family == OperatorFamily::InputOutput || !isFloating) return NodeState::NotQuantizable;
    return readsQuantizer ? NodeState::Quantized : NodeState::Float;
}

}  // namespace

std::vector<float> constantValues(const graph::Graph& graph, graph::Input input) {
    const NodeId id = graph::constantBehind(graph, input);
    return id.isValid() ? toFloats(graph.node(id).value.view()) : std::vector<float>{};
}

GraphModel::GraphModel(const Graph& graph, const GraphModelOptions& options) {
    const Folding folding = foldingOf(graph, options.showConstants);
    std::set<Output> shown;  // tensors whose shape an arrow shows already
    for (const NodeId id : graph.topologicalOrder()) {
        if (folding.constants.contains(id)) continue;
        const Node& node = graph.node(id);
        if (folding.quantizers.contains(id)) {
            m_boxes.emplace(id, boxOf(node.inputs[0].node));
            continue;
        }
        GraphNode box;
        box.id = id;
        box.name = QString::fromStdString(node.name);
        box.type = QString::fromStdString(node.type);
        box.family = graph::traits(node).family;
        box.outputShapes = outputShapes(node);
        const int index = static_cast<int>(m_nodes.size());
        m_boxes.emplace(id, index);
        bool readsQuantizer = false;
        QStringList inputShapes;
        for (Output source : node.inputs) {
            inputShapes << portText(graph.type(source));
            if (folding.constants.contains(source.node)) {
                box.holdsConstants = true;
                m_boxes.emplace(source.node, index);
                box.weightBytes += storedBytes(graph, folding, source.node);
                if (const Node* quantizer = weightsQuantizer(graph, folding, source.node)) {
                    box.weights = markOf(graph, *quantizer);
                    readsQuantizer = true;
                }
                continue;
            }
            GraphEdge edge;
            if (folding.quantizers.contains(source.node)) {
                edge.quantizer = markOf(graph, graph.node(source.node));
                source = graph.node(source.node).inputs[0];
                readsQuantizer = true;
            }
            edge.from = boxOf(source.node);
            edge.to = index;
            edge.shape = portText(graph.type(source));
            edge.showsShape = shown.insert(source).second;
            m_edges.push_back(std::move(edge));
        }
        box.inputShapes = inputShapes.join(QStringLiteral(", "));
        const auto decided = options.states.find(id);
        box.state = decided != options.states.end() ? decided->second : stateOf(node, readsQuantizer);
        m_nodes.push_back(std::move(box));
    }
    // Constants behind constants (the weights behind their decompression) go where their consumer went; consumers first.
    const auto& order = graph.topologicalOrder();
    for (auto id = order.rbegin(); id != order.rend(); ++id) {
        if (m_boxes.contains(*id)) continue;
        for (const graph::Input use : graph.consumers(*id))
            if (const int box = boxOf(use.node); box >= 0 && m_boxes.emplace(*id, box).second) break;
    }
}

bool GraphModel::isDrawnLike(const GraphModel& other) const {
    const auto sameBox = [](const GraphNode& a, const GraphNode& b) { return a.name == b.name && a.label == b.label; };
    const auto sameArrow = [](const GraphEdge& a, const GraphEdge& b) { return a.from == b.from && a.to == b.to; };
    return std::equal(m_nodes.begin(), m_nodes.end(), other.m_nodes.begin(), other.m_nodes.end(), sameBox) &&
           std::equal(m_edges.begin(), m_edges.end(), other.m_edges.begin(), other.m_edges.end(), sameArrow);
}

int GraphModel::boxOf(NodeId id) const {
    const auto found = m_boxes.find(id);
    return found == m_boxes.end() ? -1 : found->second;
}

}  // namespace rf::ui
