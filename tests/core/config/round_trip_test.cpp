// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck/gtest.h>

#include "core/config/algorithm_words.h"
#include "core/config/config.h"
#include "core/config/tables.h"

// Random configurations are made from the table itself, so that a new key is in the test as soon as it is in the table.
namespace rf::config {
namespace {

template <class T>
T oneOf(const std::vector<T>& choices) {
    return *rc::gen::elementOf(choices);
}

bool coin() { return *rc::gen::arbitrary<bool>(); }

std::string text() { return oneOf<std::string>({"a", "conv1/fq_input_0", "Конволюция", "with space", "x|y", "\"quoted\"", "/abs/dir"}); }

nlohmann::json value(const KeyInfo& key, const Shape& shape);

// What else a description of Accuracy Checker may say is in accuracy_checker_test.cpp.
nlohmann::json accuracyCheckerEngine() {
    const int size = *rc::gen::inRange(1, 100);
    nlohmann::json dataset{
        {"name", text()}, {"data_source", text()}, {"annotation_conversion", {{"converter", "imagenet"}, {"annotation_file", text()}}}};
    dataset["preprocessing"] =
        nlohmann::json::array({{{"type", "resize"}, {"size", size}}, {{"type", coin() ? "bgr_to_rgb" : "rgb_to_bgr"}}});
    dataset["metrics"] = nlohmann::json::array({{{"type", "accuracy"}, {"top_k", size}}});
    nlohmann::json engine{{"type", "accuracy_checker"}, {"name", text()}, {"stat_requests_number", 2}};
    engine["launchers"] = nlohmann::json::array({{{"framework", "dlsdk"}, {"adapter", "classification"}}});
    engine["datasets"] = nlohmann::json::array({dataset});
    return engine;
}

nlohmann::json object(const TableInfo& table, AlgorithmSet algorithms = kEveryAlgorithm) {
    if (table.name == "engine_accuracy_checker") return accuracyCheckerEngine();
    nlohmann::json result = nlohmann::json::object();
    for (const KeyInfo& key : table.keys)
        if (key.options.algorithms & algorithms && (key.options.required || key.name == "type" || coin()))
            result[key.name] = value(key, key.shape);
    // What the tables ask of several keys together.
    if (table.name == "pattern") result = {{coin() ? "glob" : "regex", text()}};
    if (table.name == "override" && coin())
        result = {{"quantizer", text()}, {"low", -1.5}, {"high", 2}};
    else if (table.name == "override")
        result = {{"quantizer", text()}, {"range_estimator", object(tableOf<quantization::RangeEstimator>().info())}};
    if (table.name == "resize") result["aspect"] = "letterbox";  // only it has a fill
    if (table.name == "pad") result["border"] = "value";         // only it has values
    if (table.name == "configuration" && result.contains("engine") && result["engine"].value("type", "") == "accuracy_checker")
        for (const char* key : {"data", "test_data", "metric", "metrics"}) result.erase(key);  // the engine says it
    return result;
}

nlohmann::json algorithmOf(AlgorithmBit name) { return {{"name", word(name)}, {"params", object(tableOf<Parameters>().info(), name)}}; }

nlohmann::json algorithms() {
    if (coin())
        return nlohmann::json::array(
            {algorithmOf(oneOf<AlgorithmBit>({kDefault, kAccuracyAware, kTunable, kMinMax, kOverflow, kWeightBias}))});
    nlohmann::json list = nlohmann::json::array();
    for (const AlgorithmBit name : {kAlignment, kMinMax, kFastBias, kWeightBias}) {
        list.push_back(algorithmOf(name));
        if (name != kMinMax) list.back()["params"].erase("ignored");  // shared by all
    }
    return list;
}

nlohmann::json number(const KeyInfo& key, const Shape& shape, bool whole) {
    if (key.name == "level_low") return -*rc::gen::inRange(1, 200);
    if (key.name == "level_high") return *rc::gen::inRange(0, 256);
    const double low = std::isinf(shape.low) ? -1000 : shape.low, high = std::isinf(shape.high) ? low + 2000 : shape.high;
    if (whole) return *rc::gen::inRange<std::int64_t>(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high) + 1);
    if (shape.infinite && coin()) return "Infinity";
    return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0;
}

nlohmann::json value(const KeyInfo& key, const Shape& shape) {
    if (key.name == "algorithms") return algorithms();
    if (key.name == "metric") return oneOf<std::string>({"accuracy@1", "accuracy@5"});
    if (key.name == "metrics" && shape.kind == Shape::Kind::OneOf)
        return oneOf<nlohmann::json>({"accuracy@5",
                                      "map:iou=0.5,limit=0.01",
                                      {{"type", "accuracy"}, {"limit", 0.02}},
                                      {{"type", "command"}, {"command", {"python3", "score.py"}}}});
    if (key.name == "size") return {32, 48};
    if (key.name == "scale") return {0.5, 127.5, 3};
    switch (shape.kind) {
        case Shape::Kind::Boolean: return coin();
        case Shape::Kind::Whole: return number(key, shape, true);
        case Shape::Kind::Number: return number(key, shape, false);
        case Shape::Kind::Text: return text();
        case Shape::Kind::OneOf: return value(key, oneOf(shape.shapes));
        case Shape::Kind::Choice: return oneOf(shape.words);
        case Shape::Kind::Map: return {{"group", 32}, {"auto_pad", "same_upper"}};
        case Shape::Kind::Object: return object(oneOf(shape.objects)());
        case Shape::Kind::Anything: return {{"free", {1, 2}}};
        case Shape::Kind::List: break;
    }
    nlohmann::json list = nlohmann::json::array();
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) list.push_back(value(key, *shape.element));
    return list;
}

Project readText(const nlohmann::json& json) {
    const auto project = config::readText(json.dump(), "/folder", "random.json");
    if (!project) RC_FAIL(project.error().message() + "\n" + json.dump(2));
    return *project;
}

RC_GTEST_PROP(ConfigRoundTrip, ReadWriteReadGivesTheSameProject, ()) {
    const Project project = readText(object(tableOf<Project>().info()));
    for (const Form form : {Form::Differences, Form::Full}) {
        const std::string written = write(project, form);
        const auto again = config::readText(written, "/elsewhere", "written.json");
        if (!again) RC_FAIL(again.error().message() + "\n" + written);
        RC_ASSERT(*again == project);
        RC_ASSERT(write(*again, form) == written);
    }
}

RC_GTEST_PROP(ConfigRoundTrip, JsonIsYamlToo, ()) {
    const nlohmann::json json = object(tableOf<Project>().info());
    const auto yaml = config::readText(json.dump(1), "/folder", "random.yaml");
    if (!yaml) RC_FAIL(yaml.error().message() + "\n" + json.dump(2));
    RC_ASSERT(*yaml == readText(json));
}

TEST(ConfigRoundTrip, OnlyWhatDiffersIsWritten) {
    Project project;
    project.quantization.preset = quantization::Preset::Mixed;
    EXPECT_EQ(write(project), R"({
  "compression": {
    "algorithms": [
      {
        "name": "DefaultQuantization",
        "params": {
          "preset": "mixed",
          "stat_subset_size": 300
        }
      }
    ]
  }
}
)");
}

TEST(ConfigRoundTrip, AFullConfigurationListsDefaultsToo) {
    const auto full = nlohmann::json::parse(write(Project{}, Form::Full));
    EXPECT_EQ(full["compression"]["target_device"], "CPU");
    EXPECT_EQ(full["compression"]["algorithms"][0]["params"]["use_fast_bias"], true);
    EXPECT_EQ(full["compression"]["algorithms"][0]["params"]["saturation_fix"], "first_layer");
    EXPECT_EQ(full["error_samples"], 32);
}

}  // namespace
}  // namespace rf::config
