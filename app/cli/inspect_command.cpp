// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "core/pipeline/optimize.h"
#include "core/tensor/convert.h"

namespace rf::cli {

namespace {

using Json = nlohmann::ordered_json;

Json floats(const graph::Graph& graph, graph::NodeId node, int port) {
    const graph::Node& producer = graph.producer({node, port});
    return producer.isConstant() ? Json(toFloats(producer.value.view())) : Json(nullptr);
}

Json portJson(const graph::PortType& port) {
    return Json{{"type", port.precision.empty() ? std::string(name(port.type)) : port.precision}, {"shape", port.shape}};
}

Json layerJson(const graph::Graph& graph, const graph::Node& node) {
    Json json{{"name", node.name}, {"type", node.type}, {"inputs", Json::array()}, {"outputs", Json::array()}};
    for (const graph::Output source : node.inputs)
        json["inputs"].push_back(graph.node(source.node).name + ":" + std::to_string(source.port));
    for (const graph::PortType& port : node.outputs) json["outputs"].push_back(portJson(port));
    if (node.isFakeQuantize() && node.inputs.size() == 5)
        json["quantizer"] = {{"levels", node.attributes.integer("levels").value_or(0)},
                             {"input_low", floats(graph, node.id, 1)},
                             {"input_high", floats(graph, node.id, 2)},
                             {"output_low", floats(graph, node.id, 3)},
                             {"output_high", floats(graph, node.id, 4)}};
    return json;
}

// One number, or the extremes of one per channel.
std::string rangeText(const Json& low, const Json& high) {
    if (!low.is_array() || !high.is_array() || low.empty() || high.empty()) return "computed range";
    const auto lows = low.get<std::vector<float>>(), highs = high.get<std::vector<float>>();
    const std::string text =
        fmt::format("{:.6g} … {:.6g}", *std::min_element(lows.begin(), lows.end()), *std::max_element(highs.begin(), highs.end()));
    return lows.size() > 1 || highs.size() > 1 ? fmt::format("{} over {} channels", text, std::max(lows.size(), highs.size())) : text;
}

class InspectCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("MODEL", m_project.model, kModelHelp)->required();
        app.add_option("--weights", m_project.weights, "The .bin, where it is not beside the .xml");
        app.add_flag("--constants", m_constants, "List constants too");
        declareJson(app);
    }

    Result<void> run() override {
        RF_TRY(const auto graph, pipeline::load(m_project, Progress()));
        Json layers = Json::array();
        for (const graph::NodeId id : graph.topologicalOrder())
            if (m_constants || !graph.node(id).isConstant()) layers.push_back(layerJson(graph, graph.node(id)));
        if (json()) {
            fmt::print("{}\n", Json{{"model", graph.info().name}, {"layers", layers}}.dump(2, ' ', false, Json::error_handler_t::replace));
            return {};
        }
        fmt::print("{}: {} layers\n", graph.info().name, graph.size());
        for (const Json& layer : layers) printLayer(layer);
        return {};
    }

private:
    static void printLayer(const Json& layer) {
        std::string shapes;
        for (const Json& port : layer["outputs"])
            shapes += (shapes.empty() ? "" : ", ") + port["type"].get<std::string>() + " " + text(port["shape"].get<Shape>());
        fmt::print("{:<24} {:<28} {}\n", layer["type"].get<std::string>(), shapes, layer["name"].get<std::string>());
        if (layer.contains("quantizer"))
            fmt::print("{:<24} {} levels, {}\n", "", layer["quantizer"]["levels"].get<int>(),
                       rangeText(layer["quantizer"]["input_low"], layer["quantizer"]["input_high"]));
    }

    config::Project m_project;
    bool m_constants = false;
};

}  // namespace

std::unique_ptr<Command> inspectCommand() { return std::make_unique<InspectCommand>(); }

}  // namespace rf::cli
