// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/legacy_names.h"

#include <unordered_set>

#include "core/graph/tensor_names.h"

namespace rf::ir {

namespace {

// A comma inside a name is written "\\,".
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
            for (std::string& name : graph::tensorNames(port)) taken.insert(std::move(name));
    const auto addName = [&](graph::PortType& port, const std::string& layerName) {
        if (!taken.insert(layerName).second) return;
        port.tensorNames += (port.tensorNames.empty() ? "" : ",") + escaped(layerName);
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
