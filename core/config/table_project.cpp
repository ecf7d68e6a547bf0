// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/metric_codec.h"
#include "core/config/tables.h"
#include "core/config/text_codecs.h"
#include "core/quantization/hardware_profile.h"

namespace rf::config {

namespace {

struct Devices {
    static std::vector<std::string> words() { return quantization::hardwareDevices(); }
};

using Metrics = std::vector<metrics::MetricSpec>;

/// The short way to name one metric: it stands before those of the list.
struct FirstMetric {
    static Shape shape(const KeyOptions&) { return {.kind = Shape::Kind::Text}; }
    static void read(Metrics& list, const Place& place, const Shape& shape, Reading& reading) {
        if (!place.json.is_string()) return reading.wrongValue(place, wanted(shape));
        if (place.json == "") return;
        Codec<metrics::MetricSpec>::read(*list.emplace(list.begin()), place, shape, reading);
    }
    static Json write(const Metrics&, Form) { return {}; }
};

/// All metrics; those that are there when it is read stay in front.
struct MetricList {
    static Shape shape(const KeyOptions& options) { return Codec<Metrics>::shape(options); }
    static void read(Metrics& list, const Place& place, const Shape& shape, Reading& reading) {
        Metrics more;
        Codec<Metrics>::read(more, place, shape, reading);
        list.insert(list.end(), more.begin(), more.end());
    }
    static Json write(const Metrics& list, Form form) { return Codec<Metrics>::write(list, form); }
};

constexpr auto kProjectSettings = [](auto member) {
    return [member](auto& p) -> auto& { return p.quantization.*member; };
};

// An Accuracy Checker description says everything about data and metrics.
void refuseSecondDescription(const Project&, const Place& place, Reading& reading) {
    if (!place.json.contains("engine") || !place.json["engine"].is_object() ||
        engineType(place.member("engine"), reading) != EngineType::AccuracyChecker)
        return;
    for (const char* key : {"data", "test_data", "metric", "metrics"})
        if (place.json.contains(key) && !place.json[key].is_null())
            reading.problem(fail(ErrorCode::InvalidArgument,
                                 RF_TEXT("core", "'%1' and the engine accuracy_checker say the same thing; leave one out"), key));
}

const Table<Project>& modelTable() {
    static const auto table =
        Table<Project>("model", RF_TEXT("core", "The model to quantize."))
            .key("model_name", &Project::modelName, RF_TEXT("core", "Name of the exported files."),
                 {.otherwise = "the model's", .option = "--name"})
            .key("model", &Project::model, RF_TEXT("core", "OpenVINO IR, .xml."),
                 {.otherwise = "given on the command line", .option = "--model"})
            .key("weights", &Project::weights, RF_TEXT("core", "The .bin, where it is not beside the .xml."),
                 {.otherwise = "beside the .xml", .option = "--weights"})
            .refused(
                "cascade",
                RF_TEXT("core",
                        "'%1': several models that run as one can't be quantized together; quantize each with a configuration of its own"));
    return table;
}

const Table<Project>& compressionTable() {
    using quantization::Settings;
    static const auto table =
        Table<Project>("compression", RF_TEXT("core", "What is done to the model."))
            .key<KnownWord<Devices>>("target_device", kProjectSettings(&Settings::device),
                                     RF_TEXT("core", "The device that the model is for; decides which layers are quantized and how."),
                                     {.option = "--device"})
            .key("model_type", kProjectSettings(&Settings::modelType),
                 RF_TEXT("core",
                         "Transformer keeps some layers in float and makes products of two activations symmetric; auto does so where the "
                         "network has attention and layer norms (never with compatibility pot); None never does."))
            .unused<bool>("inplace_statistics", RF_TEXT("core", "Accepted from POT; statistics are always reduced while the data runs."))
            .unused<bool>("dump_intermediate_model", RF_TEXT("core", "Accepted from POT; nothing is written before the result."))
            .key("keep_uncompressed_weights", kProjectSettings(&Settings::keepUncompressedWeights),
                 RF_TEXT("core", "Export weights as floats with quantizers behind them instead of integers."),
                 {.option = "--keep-uncompressed-weights"})
            .custom("algorithms", algorithmListShape(), readAlgorithms, writeAlgorithms, RF_TEXT("core", "What is run, in this order."));
    return table;
}

/// POT's `optimizer`: a name and its parameters.
struct Optimizer {
    static std::vector<std::string> names() { return {"Tpe"}; }
    static Shape shape() {
        const auto info = []() -> const TableInfo& {
            static const TableInfo table{
                "optimizer",
                RF_TEXT("core", "The search that drives TunableQuantization."),
                {{"name", RF_TEXT("core", "Which search."), {.kind = Shape::Kind::Choice, .words = names()}, Json(names()[0]), {}},
                 {"params", RF_TEXT("core", "Parameters of the search."), Codec<search::Search>::shape({}), Json(), {}}}};
            return table;
        };
        return {.kind = Shape::Kind::Object, .objects = {info}};
    }
    static void read(Project& project, const Place& place, Reading& reading) {
        if (!reading.isObject(place)) return;
        for (const auto& [key, value] : place.json.items())
            if (key != "name" && key != "params") reading.unknownKey(place, key, std::vector<std::string>{"name", "params"});
        if (place.json.contains("name") && place.json["name"] != names()[0]) reading.unknownWord(place.member("name"), names());
        if (place.json.contains("params")) tableOf<search::Search>().read(project.search.emplace(), place.member("params"), reading);
    }
    static Json write(const Project& project, Form form) {
        if (!project.search) return {};
        Json params = tableOf<search::Search>().write(*project.search, form);
        params["max_trials"] = project.search->maxTrials;  // must be there
        return {{"name", names()[0]}, {"params", std::move(params)}};
    }
};

}  // namespace

template <>
const Table<Project>& tableOf() {
    using quantization::Settings;
    static const auto table =
        Table<Project>("configuration", RF_TEXT("core", "A run: model, data, and what to do."))
            .section("model", modelTable, RF_TEXT("core", "The model to quantize."))
            .custom(
                "engine", engineShape(), readEngine, [](const Project&, Form) { return Json(); },
                RF_TEXT("core", "POT's way to name data; the section data can do more."))
            .key("data", &Project::data, RF_TEXT("core", "Samples to calibrate with."))
            .key("test_data", &Project::testData, RF_TEXT("core", "Samples to measure metrics on."),
                 {.otherwise = "the calibration data", .option = "--test-data"})
            .key<FirstMetric>("metric", &Project::metrics,
                              RF_TEXT("core", "Metric of the float and the quantized model, such as accuracy@1."),
                              {.otherwise = "accuracy is not measured", .option = "--metric"})
            .key<MetricList>(
                "metrics", &Project::metrics,
                RF_TEXT("core",
                        "Metrics that are measured, after the one of the key metric, each a text such as map:iou=0.5,limit=0.01, or an "
                        "object with type, limit and the metric's parameters."))
            .section("compression", compressionTable, RF_TEXT("core", "What is done to the model."))
            .key("layer_choices", kProjectSettings(&Settings::layers),
                 RF_TEXT("core", "Layers that are quantized in another way than the rest, such as a search has found."))
            .key("overrides", kProjectSettings(&Settings::overrides), RF_TEXT("core", "Ranges of single quantizers."))
            .custom("optimizer", Optimizer::shape(), Optimizer::read, Optimizer::write,
                    RF_TEXT("core", "The search that drives TunableQuantization."))
            .key("compatibility", kProjectSettings(&Settings::compatibility),
                 RF_TEXT("core", "pot reproduces the accidents of POT 2023.0.1."))
            .key("runtime", &Project::engine, RF_TEXT("core", "What runs the network: openvino:CPU or reference."),
                 {.otherwise = "the first one of this build", .option = "--engine"})
            .key("error_samples", &Project::errorSamples, RF_TEXT("core", "Samples for the comparison layer by layer; 0: none."),
                 {.low = 0, .option = "--error-samples"})
            .check(refuseSecondDescription);
    return table;
}

}  // namespace rf::config
