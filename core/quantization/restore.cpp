// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/restore.h"

#include <algorithm>

#include "core/quantization/weights.h"

namespace rf::quantization {

using graph::Graph;
using graph::Input;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

bool sameValue(const Tensor& a, const Tensor& b) {
    const auto left = a.bytes(), right = b.bytes();
    return a.type() == b.type() && a.shape() == b.shape() &&
           (left.data() == right.data() || std::equal(left.begin(), left.end(), right.begin(), right.end()));
}

/// Makes constants of the float network again, and what stands between them and their reader.
class ConstantMaker {
public:
    /// `mine` is a constant that no other reader sees, so that it may be changed in place.
    ConstantMaker(Graph& model, const Graph& original, NodeId mine) : m_model(model), m_original(original), m_mine(mine) {}

    Output make(Output source) {
        const Node& node = m_original.node(source.node);
        const bool isThere = m_model.contains(node.id) && m_model.node(node.id).type == node.type;
        if (node.isConstant()) return {isThere ? constant(node) : add(node), 0};
        std::vector<Output> inputs;
        for (const Output input : node.inputs) inputs.push_back(make(input));
        if (isThere && m_model.node(node.id).inputs == inputs) return source;
        Node copy = node;
        copy.inputs = std::move(inputs);
        return {add(std::move(copy)), source.port};
    }
    /// Gives what was added the names it had, where they have become free.
    void takeNames() {
        for (const auto& [id, name] : m_added)
            if (!m_model.find(name)) graph::Editor(m_model).update(id, [&, to = name](Node& node) { node.name = to; });
    }

private:
    NodeId constant(const Node& node) {
        if (sameValue(m_model.node(node.id).value, node.value)) return node.id;
        if (node.id != m_mine) return add(node);
        graph::Editor(m_model).update(node.id, [&](Node& same) {
            same.value = node.value;
            same.outputs = node.outputs;
        });
        return node.id;
    }
    NodeId add(Node node) {
        const std::string name = node.name;
        const NodeId id = graph::Editor(m_model).add(std::move(node));
        m_added.emplace_back(id, name);
        return id;
    }

    Graph& m_model;
    const Graph& m_original;
    NodeId m_mine;
    std::vector<std::pair<NodeId, std::string>> m_added;
};

/// Gives `input` the constant that `source` is in the float network.
void restoreConstant(Graph& model, const Graph& original, Input input, Output source) {
    const graph::StoredWeights now = graph::weightsOf(model, input);
    if (!now.isConstant() || !graph::weightsOf(original, source).isConstant()) return;
    ConstantMaker maker(model, original, now.isShared ? NodeId{} : now.constant);
    const Output restored = maker.make(source), before = model.source(input);
    if (restored == before) return;
    graph::Editor editor(model);
    editor.connect(input, restored);
    if (model.consumers(before.node).empty()) editor.removeWithDeadProducers(before.node);
    maker.takeNames();
}

void removeAddedBias(Graph& model, const Graph& original, NodeId layer, NodeId add) {
    graph::Editor editor(model);
    editor.replaceUses({add, 0}, {layer, 0});
    editor.removeWithDeadProducers(add);
    const std::string names = original.type({layer, 0}).tensorNames;
    editor.update(layer, [&](Node& node) { node.outputs[0].tensorNames = names; });
}

}  // namespace

void restoreWeights(Graph& model, const Graph& original, NodeId quantizer) {
    for (const Input reader : model.consumers(quantizer))
        if (original.contains(reader.node)) return restoreConstant(model, original, {quantizer, 0}, original.source(reader));
}

void restoreBias(Graph& model, const Graph& original, NodeId layer) {
    const auto bias = findBias(model, layer);
    if (!bias) return;
    if (!original.contains(bias->add)) return removeAddedBias(model, original, layer, bias->add);
    restoreConstant(model, original, {bias->add, bias->port}, original.source({bias->add, bias->port}));
}

void bypass(Graph& model, const Graph& original, NodeId quantizer) {
    graph::Editor editor(model);
    const Output source = model.source({quantizer, 0});
    const std::string tensorNames = model.type({quantizer, 0}).tensorNames;
    editor.replaceUses({quantizer, 0}, source);
    editor.removeWithDeadProducers(quantizer);
    if (!original.contains(source.node)) return;
    const Node& before = original.node(source.node);
    editor.update(source.node, [&](Node& node) {
        if (node.name != before.name && !model.find(before.name)) node.name = before.name;
        std::string& names = node.outputs[graph::index(source.port)].tensorNames;
        if (names.empty() && tensorNames == before.outputs[graph::index(source.port)].tensorNames) names = tensorNames;
    });
}

}  // namespace rf::quantization
