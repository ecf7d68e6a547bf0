// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/early_layers.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/analysis/layer_matching.h"
#include "core/graph/operators.h"
#include "core/graph/traversal.h"
#include "core/tensor/convert.h"

namespace rf::analysis {

namespace {

std::vector<double> valuesOf(const graph::Graph& graph, graph::Input input) {
    const graph::NodeId id = graph::constantBehind(graph, input);
    if (!id.isValid()) return {};
    const std::vector<float> values = toFloats(graph.node(id).value.view());
    return {values.begin(), values.end()};
}

/// The axis of a tensor of this rank along which a constant varies that is broadcast to it; nothing when there are several.
std::optional<int> varyingAxis(const Shape& constant, std::size_t rank) {
    std::optional<int> axis;
    for (std::size_t i = 0; i < constant.size(); ++i) {
        if (constant[i] == 1) continue;
        if (axis || constant.size() > rank) return std::nullopt;
        axis = static_cast<int>(rank - constant.size() + i);
    }
    return axis;
}

/// What reads a tensor, questions about its shape apart.
std::vector<graph::Input> readers(const graph::Graph& graph, graph::Output tensor) {
    std::vector<graph::Input> result;
    for (const graph::Input input : graph.consumers(tensor))
        if (graph.node(input.node).type != graph::op::kShapeOf) result.push_back(input);
    return result;
}

/// Follows a tensor through what is done to each channel alone: y = scale * x + offset.
class ChannelWalk {
public:
    ChannelWalk(const graph::Graph& graph, graph::Output tensor, int axis, std::size_t channels)
        : m_graph(graph), m_tensor(tensor), m_axis(axis), m_offset(channels) {}

    /// Until the channels meet, or the tensor has several readers.
    void run(bool throughTransposes) {
        while (step(throughTransposes)) {}
    }

    graph::Output tensor() const { return m_tensor; }
    int axis() const { return m_axis; }
    const std::vector<double>& offset() const { return m_offset; }
    const std::vector<double>& spread() const { return m_spread; }  ///< |gamma|, once a batch normalisation was passed
    bool changedValues() const { return m_changedValues; }

private:
    bool step(bool throughTransposes) {
        const auto next = readers(m_graph, m_tensor);
        if (next.size() != 1 || !m_spread.empty()) return false;
        const graph::Node& node = m_graph.node(next[0].node);
        const bool isPassed = node.type == graph::op::kConvert              ? isFloat(node.outputs[0].type)
                              : node.type == graph::op::kTranspose          ? throughTransposes && transpose(node)
                              : node.type == graph::op::kBatchNormInference ? normalize(node)
                                                                            : compute(node, next[0].port);
        if (!isPassed) return false;
        m_tensor = {next[0].node, 0};
        return true;
    }

    bool transpose(const graph::Node& node) {
        const std::vector<double> order = valuesOf(m_graph, {node.id, 1});
        const auto found = std::find(order.begin(), order.end(), static_cast<double>(m_axis));
        if (found == order.end()) return false;
        m_axis = static_cast<int>(found - order.begin());
        return true;
    }

    bool compute(const graph::Node& node, int port) {
        namespace op = graph::op;
        const bool adds = node.type == op::kAdd, subtracts = node.type == op::kSubtract, multiplies = node.type == op::kMultiply,
                   divides = node.type == op::kDivide;
        if (!(adds || subtracts || multiplies || divides) || node.inputs.size() != 2 || ((subtracts || divides) && port == 1)) return false;
        const auto values = perChannel(node, 1 - port);
        if (values.empty()) return false;
        for (std::size_t c = 0; c < m_offset.size(); ++c) {
            if (adds) m_offset[c] += values[c];
            if (subtracts) m_offset[c] -= values[c];
            if (multiplies) m_offset[c] *= values[c];
            if (divides) m_offset[c] /= values[c];
        }
        m_changedValues = true;
        return true;
    }

    bool normalize(const graph::Node& node) {
        // opset1 has gamma and beta in front of the data.
        const int gammaAt = node.opset == "opset1" ? 0 : 1;
        std::vector<double> gamma = valuesOf(m_graph, {node.id, gammaAt}), beta = valuesOf(m_graph, {node.id, gammaAt + 1});
        if (gamma.size() != m_offset.size() || beta.size() != m_offset.size()) return false;
        for (double& value : gamma) value = std::abs(value);
        m_spread = std::move(gamma);
        m_offset = std::move(beta);
        return true;
    }

    std::vector<double> perChannel(const graph::Node& node, int port) const {
        std::vector<double> values = valuesOf(m_graph, {node.id, port});
        const std::size_t rank = m_graph.type(m_tensor).shape.size();
        if (values.size() == 1) return std::vector<double>(m_offset.size(), values[0]);
        const graph::NodeId constant = graph::constantBehind(m_graph, {node.id, port});
        if (values.size() != m_offset.size() || varyingAxis(m_graph.node(constant).value.shape(), rank) != m_axis) return {};
        return values;
    }

    const graph::Graph& m_graph;
    graph::Output m_tensor;
    int m_axis;
    std::vector<double> m_offset, m_spread;
    bool m_changedValues = false;
};

/// A rectifier reads the tensor, written out as Add(3) → Clamp or not.
bool isRectified(const graph::Graph& graph, graph::Output tensor) {
    const auto next = readers(graph, tensor);
    return std::any_of(next.begin(), next.end(), [&](graph::Input input) {
        const graph::Node& node = graph.node(input.node);
        if (graph::has(node, graph::Trait::Rectifies)) return true;
        if (node.type == graph::op::kMaxPool) return isRectified(graph, {node.id, 0});
        if (node.type != graph::op::kAdd || !graph::constantBehind(graph, {node.id, 1 - input.port}).isValid()) return false;
        const auto behind = readers(graph, {node.id, 0});
        return std::any_of(behind.begin(), behind.end(), [&](graph::Input i) { return graph.node(i.node).type == graph::op::kClamp; });
    });
}

EarlyLayer layerFrom(const graph::Graph& graph, const graph::Node& start, const ChannelWalk& walk) {
    EarlyLayer layer{EarlyLayer::Kind::Weighted,       start.name, walk.tensor(), walk.axis(), walk.offset(), walk.spread(),
                     isRectified(graph, walk.tensor())};
    if (!walk.spread().empty()) layer.kind = EarlyLayer::Kind::BatchNormalization;
    return layer;
}

std::size_t channelsOf(const graph::Graph& graph, graph::Output tensor, int axis) {
    const Shape& shape = graph.type(tensor).shape;
    return axis < static_cast<int>(shape.size())
               ? static_cast<std::size_t>(std::max<std::int64_t>(shape[static_cast<std::size_t>(axis)], 0))
               : 0;
}

/// What the constants right behind the input make of it.
std::optional<EarlyLayer> inputLayer(const graph::Graph& graph, const PictureInput& picture) {
    const graph::Output input{graph.parameters()[picture.index], 0};
    const std::size_t rank = graph.type(input).shape.size();
    if (picture.layouts.size() != 1) return std::nullopt;
    const int axis = static_cast<int>(picture.layouts[0] == data::ChannelAxis::First ? rank - 3 : rank - 1);
    ChannelWalk walk(graph, input, axis, static_cast<std::size_t>(picture.channels));
    walk.run(true);
    if (!walk.changedValues() && walk.spread().empty()) return std::nullopt;
    EarlyLayer layer = layerFrom(graph, graph.node(input.node), walk);
    if (layer.kind == EarlyLayer::Kind::Weighted) layer.kind = EarlyLayer::Kind::Normalization;
    return layer;
}

std::optional<EarlyLayer> weightedLayer(const graph::Graph& graph, const graph::Node& node) {
    const graph::Output response{node.id, 0};
    const int axis = node.type == graph::op::kMatMul ? static_cast<int>(graph.type(response).shape.size()) - 1 : 1;
    const std::size_t channels = axis < 0 ? 0 : channelsOf(graph, response, axis);
    if (channels == 0) return std::nullopt;
    ChannelWalk walk(graph, response, axis, channels);
    walk.run(false);
    return layerFrom(graph, node, walk);
}

std::optional<EarlyLayer> normalizationLayer(const graph::Graph& graph, const graph::Node& node) {
    const graph::Output data = node.inputs[node.opset == "opset1" ? 2 : 0];
    const std::size_t channels = channelsOf(graph, data, 1);
    if (channels == 0 || readers(graph, data).size() != 1) return std::nullopt;
    ChannelWalk walk(graph, data, 1, channels);
    walk.run(false);
    return walk.spread().empty() ? std::nullopt : std::optional(layerFrom(graph, node, walk));
}

}  // namespace

std::vector<EarlyLayer> earlyLayers(const graph::Graph& graph, const PictureInput& picture) {
    const graph::NodeId input = graph.parameters()[picture.index];
    const std::vector<graph::NodeId> reached = graph::descendants(graph, input, [](const graph::Node&) { return true; });
    const std::set<graph::NodeId> behind(reached.begin(), reached.end());
    const std::vector<bool> computed = dependsOnInputs(graph);
    std::vector<EarlyLayer> layers;
    std::set<graph::Output> seen;
    const auto add = [&](std::optional<EarlyLayer> layer) {
        if (layer && layers.size() < kMostEarlyLayers && seen.insert(layer->tensor).second) layers.push_back(*std::move(layer));
    };
    add(inputLayer(graph, picture));
    for (const graph::NodeId id : graph.topologicalOrder()) {
        const graph::Node& node = graph.node(id);
        if (!behind.contains(id)) continue;
        if (graph::has(node, graph::Trait::Linear) && !computed[static_cast<std::size_t>(node.inputs[1].node.value())])
            add(weightedLayer(graph, node));
        if (node.type == graph::op::kBatchNormInference) add(normalizationLayer(graph, node));
    }
    return layers;
}

}  // namespace rf::analysis
