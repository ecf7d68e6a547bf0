// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/layer_writer.h"

#include <algorithm>
#include <queue>
#include <unordered_map>

#include "core/ir/body_writer.h"
#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

using graph::Attributes;
using graph::FileHints;

bool hasPortsOfFile(const graph::Node& node) {
    return node.hints && node.hints->inputs.size() == node.inputs.size() && node.hints->outputs.size() == node.outputs.size();
}

void setNumber(Attributes& attributes, std::string_view name, std::int64_t value) {
    if (attributes.integer(name) != value) attributes.set(name, std::to_string(value));
}

Attributes identity(const graph::Node& node, std::int64_t layerId) {
    Attributes attributes = node.hints ? node.hints->attributes : Attributes{};
    setNumber(attributes, "id", layerId);
    const bool renamedByReader = node.hints && !node.hints->assignedName.empty() && node.hints->assignedName == node.name;
    if (!renamedByReader) attributes.set("name", node.name);
    attributes.set("type", node.type);
    if (!node.opset.empty()) attributes.set("version", node.opset);
    return attributes;
}

bool isPlacement(std::string_view name) { return name == "element_type" || name == "shape" || name == "offset" || name == "size"; }

void setElementType(Attributes& data, const graph::Node& constant) {
    const ElementType type = constant.value.type();
    const std::string* word = data.find("element_type");
    if (type != ElementType::Other) {
        if (!word || elementTypeFromName(*word) != type) data.set("element_type", std::string(name(type)));
        return;
    }
    if (word && !elementTypeFromName(*word)) return;
    std::string lower = constant.outputs[0].precision;  // "NF4" is "nf4" there, as every type is
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    data.set("element_type", lower);
}

// The data element of a Const: in the order of its file, with the type, shape and place it has now.
Attributes constantData(const graph::Node& node, const WeightsLayout& weights) {
    Attributes data;
    if (node.hints)
        for (const auto& [name, value] : node.hints->data.entries()) {
            const std::string* current = isPlacement(name) ? &value : node.attributes.find(name);
            if (current) data.set(name, *current);
        }
    for (const auto& [name, value] : node.attributes.entries()) data.set(name, value);
    setElementType(data, node);
    if (data.integers("shape") != node.value.shape()) data.set("shape", graph::joined(node.value.shape()));
    setNumber(data, "offset", static_cast<std::int64_t>(weights.offset(node)));
    setNumber(data, "size", static_cast<std::int64_t>(weights.size(node)));
    return data;
}

bool says(const std::string& precision, const graph::PortType& type) {
    const auto known = elementTypeFromPrecision(precision);
    return known ? *known == type.type
                 : type.precision == precision && (type.type == ElementType::Other || type.type == ElementType::Dynamic);
}

void setPrecision(Attributes& attributes, const graph::PortType& type) {
    const std::string* word = attributes.find("precision");
    if (word && says(*word, type)) return;
    const bool hasOneWord = type.type != ElementType::Other && type.type != ElementType::Dynamic;
    const std::string ownWord = type.precision.empty() ? "UNSPECIFIED" : type.precision;  // as OpenVINO writes it
    attributes.set("precision", hasOneWord ? std::string(precisionName(type.type)) : ownWord);
}

Result<void> appendPort(pugi::xml_node side, const Attributes& attributes, const Shape& shape, const std::string& extraXml,
                        const std::string& layer) {
    pugi::xml_node port = side.append_child("port");
    appendAttributes(port, attributes);
    for (const std::int64_t dimension : shape) port.append_child("dim").text() = static_cast<long long>(dimension);
    if (!appendChildren(port, extraXml))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': what a port carries through files is not XML"), layer);
    return {};
}

Result<void> appendInputs(pugi::xml_node layer, const graph::Graph& graph, const graph::Node& node) {
    if (node.inputs.empty()) return {};
    pugi::xml_node side = layer.append_child("input");
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        const FileHints::Port* hints = hasPortsOfFile(node) ? &node.hints->inputs[i] : nullptr;
        const graph::PortType& type = graph.type(node.inputs[i]);
        Attributes attributes = hints ? hints->attributes : Attributes{};
        setNumber(attributes, "id", inputPortId(node, i));
        const bool readsTheSame = hints && hints->source == node.inputs[i];
        const bool leavesPrecisionOut = hints && !attributes.find("precision");
        if (!leavesPrecisionOut && !(readsTheSame && hints->type)) setPrecision(attributes, type);
        const Shape& shape = readsTheSame && hints->shape ? *hints->shape : type.shape;
        RF_TRY_VOID(appendPort(side, attributes, shape, hints ? hints->extraXml : std::string{}, node.name));
    }
    return {};
}

Result<void> appendOutputs(pugi::xml_node layer, const graph::Node& node) {
    if (node.outputs.empty()) return {};
    pugi::xml_node side = layer.append_child("output");
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
        const bool fromFile = hasPortsOfFile(node);
        const graph::PortType& type = node.outputs[i];
        Attributes attributes = fromFile ? node.hints->outputs[i].attributes : Attributes{};
        setNumber(attributes, "id", outputPortId(node, i));
        const bool leavesPrecisionOut = fromFile && !attributes.find("precision") && type.type == ElementType::Dynamic;
        if (!leavesPrecisionOut) setPrecision(attributes, type);
        if (attributes.text("names") != type.tensorNames) {
            if (type.tensorNames.empty())
                attributes.erase("names");
            else
                attributes.set("names", type.tensorNames);
        }
        RF_TRY_VOID(appendPort(side, attributes, type.shape, type.extraXml, node.name));
    }
    return {};
}

// Puts the children into the order they had in the file; what the file did not have goes first.
void reorder(pugi::xml_node layer, const std::vector<std::string>& names) {
    std::unordered_map<std::string, std::queue<pugi::xml_node>> byName;
    for (const pugi::xml_node child : layer.children()) byName[child.name()].push(child);
    for (const std::string& name : names) {
        std::queue<pugi::xml_node>& waiting = byName[name];
        const bool wasEmpty = waiting.empty() && (name == "data" || name == "input" || name == "output");
        if (wasEmpty) waiting.push(layer.append_child(name.c_str()));
        if (waiting.empty()) continue;  // removed since
        layer.append_move(waiting.front());
        waiting.pop();
    }
}

}  // namespace

std::int64_t inputPortId(const graph::Node& node, std::size_t port) {
    return hasPortsOfFile(node) ? node.hints->inputs[port].id : static_cast<std::int64_t>(port);
}

std::int64_t outputPortId(const graph::Node& node, std::size_t port) {
    return hasPortsOfFile(node) ? node.hints->outputs[port].id : static_cast<std::int64_t>(node.inputs.size() + port);
}

Result<void> appendLayer(pugi::xml_node layers, const graph::Graph& graph, graph::NodeId id, std::int64_t layerId,
                         const WeightsLayout& weights) {
    const graph::Node& node = graph.node(id);
    pugi::xml_node layer = layers.append_child("layer");
    appendAttributes(layer, identity(node, layerId));
    const Attributes data = node.isConstant() ? constantData(node, weights) : node.attributes;
    if (!data.entries().empty()) appendAttributes(layer.append_child("data"), data);
    if (!appendChildren(layer, node.extraXml))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': what it carries through files is not XML"), node.name);
    RF_TRY_VOID(appendInputs(layer, graph, node));
    RF_TRY_VOID(appendOutputs(layer, node));
    RF_TRY_VOID(appendBodies(layer, node, weights));
    if (node.hints && !node.hints->children.empty()) reorder(layer, node.hints->children);
    return {};
}

}  // namespace rf::ir
