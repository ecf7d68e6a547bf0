// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/body_tensors.h"

#include <set>

#include "core/graph/build.h"

namespace rf::quantization {

using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

/// A result of the body that adds a leading axis for the iterations.
NodeId addStackedResult(Graph& body, Output tensor) {
    graph::Editor editor(body);
    const std::string name = body.node(tensor.node).name + "/measured";
    return graph::addResult(editor, name + "/result", {graph::addLeadingAxis(editor, name, tensor), 0});
}

/// A further output of the outer node: what a result of the body gives, iteration after iteration.
void addOutput(Node& outer, graph::Body& body, NodeId result, const Graph& inner, Output tensor) {
    graph::PortType type = inner.type(tensor);
    type.shape.insert(type.shape.begin(), kDynamic);
    type.tensorNames.clear();
    type.extraXml.clear();
    body.outputs.push_back({static_cast<int>(outer.outputs.size()),
                            result,
                            {{"axis", "0"}, {"start", "0"}, {"end", "-1"}, {"stride", "1"}, {"part_size", "1"}}});
    outer.outputs.push_back(std::move(type));
}

BodyTensors expose(Graph& graph, const BodyPlacement& place);

std::vector<BodyTensors> exposeAll(Graph& graph, const std::vector<BodyPlacement>& places) {
    std::vector<BodyTensors> bodies;
    for (const BodyPlacement& place : places) bodies.push_back(expose(graph, place));
    return bodies;
}

/// Tensors that quantizers of a body read, and what the bodies inside it hand out.
std::set<Output> wantedTensors(const Placement& placement, const std::vector<BodyTensors>& nested) {
    std::set<Output> wanted;
    for (const Quantizer& quantizer : placement.quantizers)
        if (quantizer.group != Group::Weights) wanted.insert(quantizer.source);
    for (const BodyTensors& inner : nested)
        for (const auto& [tensor, outside] : inner.outside) wanted.insert(outside);
    return wanted;
}

/// Tensors that are nested deeper are known by where they come out of the outermost node.
void follow(std::vector<BodyTensors>& nested, const std::map<Output, Output>& outside) {
    for (BodyTensors& body : nested) {
        for (auto& [tensor, place] : body.outside) place = outside.at(place);
        follow(body.bodies, outside);
    }
}

BodyTensors expose(Graph& graph, const BodyPlacement& place) {
    Node copy = graph.node(place.node);
    graph::Body& body = copy.bodies[static_cast<std::size_t>(place.body)];
    Graph inner = *body.graph;
    BodyTensors tensors{{}, exposeAll(inner, place.placement.bodies)};
    const std::set<Output> wanted = wantedTensors(place.placement, tensors.bodies);
    if (wanted.empty()) return tensors;

    std::map<Output, int> ports;
    for (const Output tensor : wanted) {
        ports.emplace(tensor, static_cast<int>(copy.outputs.size()));
        addOutput(copy, body, addStackedResult(inner, tensor), inner, tensor);
    }
    body.graph = std::make_shared<const Graph>(std::move(inner));
    copy.name += "/measured";
    copy.hints = nullptr;
    for (graph::PortType& type : copy.outputs) type.tensorNames.clear();
    graph::Editor editor(graph);
    const NodeId added = editor.add(std::move(copy));
    for (const auto& [tensor, port] : ports) {
        tensors.outside.emplace(tensor, Output{added, port});
        // Engines watch only what leads to a result.
        graph::addResult(editor, graph.node(added).name + "/result", {added, port});
    }
    follow(tensors.bodies, tensors.outside);
    return tensors;
}

}  // namespace

MeasurableBodies withBodyTensors(const Graph& floatModel, const Placement& placement) {
    MeasurableBodies measurable{floatModel, {}};
    measurable.bodies = exposeAll(measurable.graph, placement.bodies);
    return measurable;
}

}  // namespace rf::quantization
