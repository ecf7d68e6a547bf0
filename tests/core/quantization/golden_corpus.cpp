// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/quantization/golden_corpus.h"

#include <algorithm>

#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::test {

namespace {

using quantization::Settings;
using Json = nlohmann::json;

std::string edge(const std::string& producer, const std::string& consumer, int port, std::int64_t levels, bool weights) {
    const std::string from = weights ? "constant" : originalName(producer);
    return from + " -> " + originalName(consumer) + ":" + std::to_string(port) + " levels " + std::to_string(levels) +
           (weights ? " weights" : " activations");
}

quantization::TensorConstraint constraint(const Json& params, const char* key) {
    quantization::TensorConstraint result;
    if (!params.contains(key)) return result;
    const Json& json = params[key];
    if (json.contains("bits")) result.bits = json["bits"].get<int>();
    if (json.contains("mode")) result.mode = json["mode"] == "symmetric" ? quantization::Mode::Symmetric : quantization::Mode::Asymmetric;
    if (json.contains("granularity"))
        result.granularity =
            json["granularity"] == "pertensor" ? calibration::Granularity::PerTensor : calibration::Granularity::PerChannel;
    if (json.contains("level_low")) result.levelLow = json["level_low"].get<std::int64_t>();
    if (json.contains("level_high")) result.levelHigh = json["level_high"].get<std::int64_t>();
    return result;
}

quantization::IgnoredScope ignoredScope(const Json& params) {
    quantization::IgnoredScope scope;
    if (!params.contains("ignored")) return scope;
    const Json& json = params["ignored"];
    scope.skipModel = json.value("skip_model", false);
    if (json.contains("scope")) scope.names = json["scope"].get<std::vector<std::string>>();
    if (!json.contains("operations")) return scope;
    for (const Json& operation : json["operations"]) {
        quantization::IgnoredOperation& entry = scope.operations.emplace_back();
        entry.type = operation["type"].get<std::string>();
        if (!operation.contains("attributes")) continue;
        for (const auto& item : operation["attributes"].items()) entry.attributes[item.key()] = item.value().dump();
    }
    return scope;
}

void addPlacedEdges(const quantization::Placement& placement, const graph::Graph& graph, const std::string& prefix,
                    std::set<std::string>& edges) {
    for (const quantization::Quantizer& quantizer : placement.quantizers) {
        const graph::Node& producer = graph.node(graph.node(quantizer.node).inputs[0].node);
        const std::string from = prefix + producer.name + ":" + std::to_string(graph.node(quantizer.node).inputs[0].port);
        const bool weights = quantizer.group == quantization::Group::Weights;
        for (const graph::Input use : graph.consumers(quantizer.node))
            edges.insert(edge(from, prefix + graph.node(use.node).name, use.port, quantizer.levels, weights));
    }
    for (const quantization::BodyPlacement& body : placement.bodies)
        addPlacedEdges(body.placement, body.placement.graph, prefix + graph.node(body.node).name + "|", edges);
}

/// Where the model of a result on a real network lies: its "source" is "data:<path>" or "converted:<file beside it>".
std::filesystem::path realModel(const std::filesystem::path& json) {
    const std::string source = readJson(json)["source"].get<std::string>();
    const std::string path = source.substr(source.find(':') + 1);
    return source.starts_with("data:") ? sharedDir() / "data" / path : json.parent_path() / path;
}

/// "[]" and "[1,1,1,1]" tell symmetric from asymmetric ranges of whole tensors (spec 01, section 5.5).
std::string schemeOfShape(const Json& range) {
    if (range["data"].size() > 1) return "channels";
    return range["shape"].empty() ? "symmetric tensor" : "asymmetric tensor";
}

}  // namespace

std::string originalName(std::string name) {
    const std::string renamed = "/pre_fq_input";
    if (const auto at = name.find(renamed); at != std::string::npos) name.erase(at, renamed.size());
    return name;
}

std::vector<GoldenCase> goldenCases() {
    const std::filesystem::path corpus = sharedDir() / "golden";
    std::vector<GoldenCase> cases;
    for (const char* folder : {"golden", "real"}) {
        for (const auto& model : std::filesystem::directory_iterator(corpus / folder)) {
            const std::string name = model.path().filename().string();
            for (const auto& config : std::filesystem::directory_iterator(model.path())) {
                if (config.path().extension() != ".json") continue;
                const std::filesystem::path synthetic = corpus / "models" / name / (name + ".xml");
                cases.push_back(
                    {name, config.path().stem().string(), exists(synthetic) ? synthetic : realModel(config.path()), config.path()});
            }
        }
    }
    std::sort(cases.begin(), cases.end(), [](const GoldenCase& a, const GoldenCase& b) { return a.json < b.json; });
    return cases;
}

Json readJson(const std::filesystem::path& path) {
    // Python wrote "Infinity" where a threshold is off, which JSON does not know.
    const std::string infinity = ":Infinity";
    std::string text = readFile(path);
    for (auto at = text.find(infinity); at != std::string::npos; at = text.find(infinity, at)) text.replace(at, infinity.size(), ":1e308");
    return Json::parse(text);
}

Settings goldenSettings(const Json& golden) {
    const Json& params = golden["params"];
    Settings settings;
    settings.compatibility = quantization::Compatibility::Pot;
    settings.device = golden["target_device"].get<std::string>();
    const std::string preset = params.value("preset", "performance");
    settings.preset = preset == "mixed"      ? quantization::Preset::Mixed
                      : preset == "accuracy" ? quantization::Preset::Accuracy
                                             : quantization::Preset::Performance;
    if (params.value("model_type", "") == "transformer") settings.modelType = quantization::ModelType::Transformer;
    settings.weights = constraint(params, "weights");
    settings.activations = constraint(params, "activations");
    settings.ignored = ignoredScope(params);
    return settings;
}

std::set<std::string> goldenEdges(const Json& golden) {
    std::set<std::string> edges;
    for (const Json& quantizer : golden["fake_quantize"]) {
        const Json& producer = quantizer["producer"];
        const std::string from = producer[0].get<std::string>() + ":" + std::to_string(producer[2].get<int>());
        for (const Json& consumer : quantizer["consumers"]) {
            const std::string name = consumer[0].get<std::string>();
            // POT gives outputs that nobody reads a Result of this name while it works.
            if (name.find("/Fake_output_") != std::string::npos) continue;
            edges.insert(
                edge(from, name, consumer[2].get<int>(), quantizer["levels"].get<std::int64_t>(), quantizer["is_weight"].get<bool>()));
        }
    }
    return edges;
}

std::set<std::string> placedEdges(const quantization::Placement& placement) {
    std::set<std::string> edges;
    addPlacedEdges(placement, placement.graph, "", edges);
    return edges;
}

std::map<std::string, ActivationRange> goldenActivations(const Json& golden) {
    std::map<std::string, ActivationRange> activations;
    for (const Json& quantizer : golden["fake_quantize"]) {
        if (quantizer["is_weight"].get<bool>()) continue;
        const Json& consumer = quantizer["consumers"][0];
        const std::string edge = originalName(consumer[0].get<std::string>()) + ":" + std::to_string(consumer[2].get<int>());
        activations[edge] = {schemeOfShape(quantizer["input_low"]),
                             quantizer["input_low"]["data"].dump() + quantizer["input_high"]["data"].dump(), -1};
    }
    return activations;
}

std::map<std::string, ActivationRange> placedActivations(const quantization::Placement& placement) {
    std::map<std::string, ActivationRange> activations;
    for (const quantization::Quantizer& quantizer : placement.quantizers) {
        if (quantizer.group == quantization::Group::Weights) continue;
        const bool channels = quantizer.scheme.granularity == calibration::Granularity::PerChannel;
        const bool symmetric = quantizer.scheme.mode == quantization::Mode::Symmetric;
        const std::string scheme = channels ? "channels" : symmetric ? "symmetric tensor" : "asymmetric tensor";
        for (const graph::Input consumer : quantizer.consumers) {
            const std::string name = originalName(placement.graph.node(consumer.node).name);
            activations[name + ":" + std::to_string(consumer.port)] = {scheme, {}, quantizer.unifyGroup};
        }
    }
    return activations;
}

}  // namespace rf::test
