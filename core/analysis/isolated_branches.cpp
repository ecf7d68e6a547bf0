// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/isolated_branches.h"

#include <algorithm>
#include <map>

#include "core/graph/build.h"
#include "core/graph/operators.h"

namespace rf::analysis {

namespace {

using graph::Graph;
using graph::Input;
using graph::Node;
using graph::NodeId;
using graph::Output;

// FakeQuantize may have moved up through it: the quantizer of a layer may stand above.
bool isAgnostic(const Node& node) { return graph::has(node, graph::Trait::PassesInt8); }

class Builder {
public:
    Builder(const Graph& reference, const Graph& quantized, const std::vector<Match>& matches)
        : m_reference(reference),
          m_quantized(quantized),
          m_computed(dependsOnInputs(quantized)),
          m_quantizedAbove(m_computed.size()),
          m_result{reference, {}},
          m_editor(m_result.graph) {
        for (const NodeId id : reference.parameters())
            if (const auto other = counterpart(quantized, reference.node(id))) m_trunk.emplace(*other, id);
        for (const Match& match : matches) m_trunk.emplace(match.quantized.node, match.reference.node);
        for (const NodeId id : quantized.topologicalOrder()) m_quantizedAbove[index(id)] = quantizedAbove(quantized.node(id));
    }

    Branches build(const std::vector<Match>& matches) && {
        for (std::size_t i = 0; i < matches.size(); ++i) addBranch(i, matches[i]);
        return std::move(m_result);
    }

private:
    bool computed(NodeId id) const { return m_computed[index(id)]; }

    /// Whether a tensor comes from a FakeQuantize, directly or through agnostic operators.
    bool quantizedAbove(const Node& node) const {
        if (!computed(node.id)) return false;
        if (node.isFakeQuantize()) return true;
        return isAgnostic(node) &&
               std::any_of(node.inputs.begin(), node.inputs.end(), [&](Output o) { return m_quantizedAbove[index(o.node)]; });
    }

    void addBranch(std::size_t matchIndex, const Match& match) {
        const Node& layer = m_quantized.node(match.quantized.node);
        if (layer.isFakeQuantize() || graph::has(layer, graph::Trait::Stateful) || !hasQuantizer(layer)) return;
        Branch branch{matchIndex, match.reference, copyOf(match.quantized)};
        if (const auto bias = biasAdd(match.quantized)) {
            const Node& add = m_quantized.node(bias->node);
            std::vector<Output> inputs;
            for (const Output source : add.inputs) inputs.push_back(source == match.quantized ? branch.copy : resolve(source));
            branch.copy = clone(add, std::move(inputs), bias->port);
            // Without a counterpart the bias was created by bias correction, and the float layer has none.
            if (const auto found = m_trunk.find(bias->node); found != m_trunk.end()) branch.reference = {found->second, bias->port};
        }
        graph::addResult(m_editor, m_result.graph.node(branch.copy.node).name + "/result", branch.copy);
        m_result.branches.push_back(branch);
    }

    /// Whether a quantizer acts on any input of the layer. One further up belongs to the operator it moved away from, not
    /// to the agnostic ones on the way.
    bool hasQuantizer(const Node& layer) const {
        return std::any_of(layer.inputs.begin(), layer.inputs.end(), [&](Output source) {
            if (!computed(source.node)) return isQuantizedConstant(source.node);
            return isAgnostic(layer) ? m_quantized.node(source.node).isFakeQuantize() : m_quantizedAbove[index(source.node)];
        });
    }

    /// Weights behind a FakeQuantize, or stored as integers with their scale (Const i8, Convert, Multiply).
    bool isQuantizedConstant(NodeId id) const {
        const Node& node = m_quantized.node(id);
        if (node.isFakeQuantize()) return true;
        if (node.type == graph::op::kConvert && isFloat(node.outputs[0].type)) {
            const Node& from = m_quantized.node(node.inputs[0].node);
            return from.isConstant() && isInteger(from.outputs[0].type) && bitWidth(from.outputs[0].type) <= 8;
        }
        return std::any_of(node.inputs.begin(), node.inputs.end(), [&](Output source) { return isQuantizedConstant(source.node); });
    }

    /// The Add of a constant that alone reads `tensor`.
    std::optional<Output> biasAdd(Output tensor) const {
        const auto uses = m_quantized.consumers(tensor);
        if (uses.size() != 1) return std::nullopt;
        const Node& add = m_quantized.node(uses[0].node);
        if (add.type != graph::op::kAdd || add.inputs.size() != 2) return std::nullopt;
        const NodeId other = add.inputs[uses[0].port == 0 ? 1 : 0].node;
        if (computed(other) || isQuantizedConstant(other)) return std::nullopt;
        return Output{add.id, 0};
    }

    /// The tensor of the combined graph that a copied layer reads where the quantized graph reads `source`: the float
    /// tensor of that layer, or a copy of the quantizer or constant in between.
    Output resolve(Output source) {
        const Node& node = m_quantized.node(source.node);
        const auto trunk = m_trunk.find(source.node);
        if (computed(node.id) && !m_quantizedAbove[index(node.id)] && trunk != m_trunk.end()) return {trunk->second, source.port};
        return copyOf(source);
    }

    Output copyOf(Output source) {
        const auto known = m_copies.find(source.node);
        if (known != m_copies.end()) return {known->second, source.port};
        const Node& node = m_quantized.node(source.node);
        std::vector<Output> inputs;
        for (const Output input : node.inputs) inputs.push_back(resolve(input));
        const Output copy = clone(node, std::move(inputs), source.port);
        m_copies.emplace(source.node, copy.node);
        return copy;
    }

    Output clone(Node node, std::vector<Output> inputs, int port) {
        node.name = "isolated/" + node.name;
        node.inputs = std::move(inputs);
        for (graph::PortType& type : node.outputs) type.tensorNames.clear();  // unique within a model, as names are
        return {m_editor.add(std::move(node)), port};
    }

    const Graph& m_reference;
    const Graph& m_quantized;
    std::vector<bool> m_computed;  ///< by quantized node, as the next
    std::vector<bool> m_quantizedAbove;
    Branches m_result;
    graph::Editor m_editor;
    std::map<NodeId, NodeId> m_trunk;   ///< quantized node → float node
    std::map<NodeId, NodeId> m_copies;  ///< quantized node → its copy; shared by all branches
};

}  // namespace

Branches isolatedBranches(const Graph& reference, const Graph& quantized, const std::vector<Match>& matches) {
    return Builder(reference, quantized, matches).build(matches);
}

}  // namespace rf::analysis
