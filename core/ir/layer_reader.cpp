// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/layer_reader.h"

#include <algorithm>
#include <array>

#include "core/ir/body_reader.h"
#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

using graph::FileHints;

Result<std::int64_t> dimension(pugi::xml_node element, const std::string& layer) {
    const auto value = integer(element.child_value());
    if (!value || *value < kDynamic)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "layer '%1': '%2' is not a dimension; expected a number, or -1 where it is not known"), layer,
                    element.child_value());
    return *value;
}

Result<void> readPort(pugi::xml_node element, const std::string& layer, FileHints::Port& hints, graph::PortType& type) {
    const auto id = fileId(element.attribute("id").value());
    if (!id)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': '%2' is not the id of a port"), layer,
                    element.attribute("id").value());
    hints.id = *id;
    hints.attributes = attributesOf(element);
    for (const pugi::xml_node child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        if (std::string_view(child.name()) != "dim") {
            appendXml(type.extraXml, child);
            continue;
        }
        RF_TRY(const std::int64_t size, dimension(child, layer));
        type.shape.push_back(size);
    }
    const std::string_view precision = element.attribute("precision").value();
    const auto known = elementTypeFromPrecision(precision);
    // "UNSPECIFIED" is OpenVINO's word for a type that is known only when the network runs.
    const bool dynamic = precision.empty() || precision == "UNSPECIFIED";
    type.type = known.value_or(dynamic ? ElementType::Dynamic : ElementType::Other);
    if (!known) type.precision = precision;
    type.tensorNames = element.attribute("names").value();
    return {};
}

Result<void> readInputs(pugi::xml_node element, Layer& layer) {
    for (const pugi::xml_node port : element.children("port")) {
        graph::PortType type;
        FileHints::Port& hints = layer.hints.inputs.emplace_back();
        RF_TRY_VOID(readPort(port, layer.node.name, hints, type));
        hints.shape = std::move(type.shape);
        hints.type = type.type;
        hints.extraXml = std::move(type.extraXml);
    }
    layer.node.inputs.resize(layer.hints.inputs.size());
    return {};
}

Result<void> readOutputs(pugi::xml_node element, Layer& layer) {
    for (const pugi::xml_node port : element.children("port"))
        RF_TRY_VOID(readPort(port, layer.node.name, layer.hints.outputs.emplace_back(), layer.node.outputs.emplace_back()));
    return {};
}

// The children every writer writes in this order; anything else is noted.
bool isOrdinary(const std::vector<std::string>& children, pugi::xml_node data) {
    static constexpr std::array kOrder{"data", "input", "output"};
    std::size_t next = 0;
    for (const std::string& child : children) {
        while (next < kOrder.size() && child != kOrder[next]) ++next;
        if (next++ >= kOrder.size()) return false;
    }
    return !data || data.first_attribute();
}

void readChildren(pugi::xml_node element, Layer& layer) {
    for (const pugi::xml_node child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string_view name = child.name();
        layer.hints.children.emplace_back(name);
        if (name != "data" && name != "input" && name != "output" && !belongsToBody(child)) appendXml(layer.node.extraXml, child);
    }
    const bool hasEmptyPorts =
        (element.child("input") && layer.hints.inputs.empty()) || (element.child("output") && layer.hints.outputs.empty());
    if (!hasEmptyPorts && isOrdinary(layer.hints.children, element.child("data"))) layer.hints.children.clear();
}

Result<void> readIdentity(pugi::xml_node element, Layer& layer) {
    layer.node.name = element.attribute("name").value();
    layer.node.type = element.attribute("type").value();
    layer.node.opset = element.attribute("version").value();
    layer.hints.attributes = attributesOf(element);
    const auto id = fileId(element.attribute("id").value());
    if (!id)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': '%2' is not the id of a layer, which is a number from 0"),
                    layer.node.name, element.attribute("id").value());
    if (layer.node.name.empty() || layer.node.type.empty())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the layer with id %1 has no name or no type"), *id);
    layer.hints.layerId = *id;
    return {};
}

}  // namespace

Result<PortIds> PortIds::of(const std::vector<FileHints::Port>& ports, const std::string& layer) {
    PortIds ids;
    ids.m_count = ports.size();
    ids.m_first = ports.empty() ? 0 : ports.front().id;
    bool consecutive = true;
    for (std::size_t i = 0; i < ports.size(); ++i) consecutive = consecutive && ports[i].id == ids.m_first + static_cast<std::int64_t>(i);
    if (consecutive) return ids;
    ids.m_count = 0;
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (!ids.m_scattered.emplace(ports[i].id, static_cast<int>(i)).second)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': two ports have the id %2"), layer, ports[i].id);
    return ids;
}

int PortIds::find(std::int64_t id) const {
    if (id >= m_first && id - m_first < static_cast<std::int64_t>(m_count)) return static_cast<int>(id - m_first);
    const auto found = m_scattered.find(id);
    return found == m_scattered.end() ? -1 : found->second;
}

Result<Layer> readLayer(pugi::xml_node element, const Weights& weights) {
    Layer layer;
    RF_TRY_VOID(readIdentity(element, layer));
    layer.node.attributes = attributesOf(element.child("data"));
    RF_TRY_VOID(readInputs(element.child("input"), layer));
    RF_TRY_VOID(readOutputs(element.child("output"), layer));
    RF_TRY(layer.inputIds, PortIds::of(layer.hints.inputs, layer.node.name));
    RF_TRY(layer.outputIds, PortIds::of(layer.hints.outputs, layer.node.name));
    readChildren(element, layer);
    if (layer.node.isConstant()) {
        layer.hints.data = layer.node.attributes;
        RF_TRY_VOID(weights.readInto(layer.node, layer.hints));
    }
    return layer;
}

}  // namespace rf::ir
