// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/legacy_names.h"

#include <unordered_set>

namespace rf::ir {

namespace {

// The names of one tensor, still escaped: a comma inside a name is written "\,".
std::vector<std::string> splitNames(const std::string& names) {
    std::vector<std::string> parts;
    std::string part;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == ',' && (i == 0 || names[i - 1] != '\\'))
            parts.push_back(std::exchange(part, {}));
        else
            part += names[i];
    }
    if (!part.empty()) parts.push_back(std::move(part));
    return parts;
}

std::string escaped(const std::string& name) {
    std::string text;
    for (const char c : name) text += c == ',' ? std::string("\\,") : std::string(1, c);
    return text;
}

}  // namespace

void nameTensorsAfterLayers(std::vector<Layer>& layers) {
    std::unordered_set<std::string> taken;
    for (const Layer& layer : layers)
        for (const graph::PortType& port : layer.node.outputs)
            for (std::string& name : splitNames(port.tensorNames)) taken.insert(std::move(name));
    const auto addName = [&](graph::PortType& port, const std::string& layerName) {
        std::string name = escaped(layerName);
        if (!taken.insert(name).second) return;
        port.tensorNames += (port.tensorNames.empty() ? "" : ",") + name;
    };
    for (Layer& layer : layers)
        if (layer.node.isParameter() && !layer.node.outputs.empty()) addName(layer.node.outputs[0], layer.node.name);
    for (const Layer& layer : layers) {
        if (!layer.node.isResult() || layer.node.inputs.empty()) continue;
        const graph::Output source = layer.node.inputs[0];
        graph::Node& producer = layers[static_cast<std::size_t>(source.node.value())].node;
        const std::string suffix = producer.outputs.size() == 1 ? "" : "." + std::to_string(source.port);
        addName(producer.outputs[static_cast<std::size_t>(source.port)], producer.name + suffix);
    }
}

}  // namespace rf::ir
