// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"

#include <limits>

#include "tests/support/temp_dir.h"

namespace rf::config {
namespace {

Project readOk(const std::string& text) {
    auto project = readText(text, "/somewhere", "test.json");
    EXPECT_TRUE(project) << (project ? "" : project.error().message());
    return project ? *project : Project{};
}

TEST(Config, ReadsTheExampleOfPotsDocumentationWithItsComments) {
    const Project project = readOk(R"({
        // the model
        "model": {"model_name": "net", "model": "net.xml", "weights": "sub/net.bin"},
        "engine": {"type": "simplified", "data_source": "images"},
        /* what to do */
        "compression": {
            "target_device": "ANY",
            "model_type": "transformer",
            "inplace_statistics": true,
            "algorithms": [{"name": "DefaultQuantization", "params": {
                "preset": "mixed", "stat_subset_size": 100, "shuffle_data": true, "seed": 3,
                "weights": {"bits": 8, "mode": "symmetric", "granularity": "perchannel", "level_low": -127, "level_high": 127,
                            "range_estimator": {"max": {"type": "quantile", "outlier_prob": 0.0001}}},
                "activations": {"range_estimator": {"preset": "quantile", "min": {"clipping_value": 0, "aggregator": "mean_no_outliers"}}},
                "ignored": {"scope": ["conv1", ["loop", "add"]],
                            "operations": [{"type": "Convolution", "attributes": {"output": 1280}}, {"type": "Add"}]},
                "saturation_fix": "all", "threshold": Infinity}}]}})");
    EXPECT_EQ(project.model, "/somewhere/net.xml");
    EXPECT_EQ(project.weights, "/somewhere/sub/net.bin");
    EXPECT_EQ(project.data.sources.at(0).location, "/somewhere/images");
    const quantization::Settings& settings = project.quantization;
    EXPECT_EQ(settings.device, "ANY");
    EXPECT_EQ(settings.modelType, quantization::ModelType::Transformer);
    EXPECT_EQ(settings.preset, quantization::Preset::Mixed);
    EXPECT_EQ(settings.sampling.subsetSize, 100);
    EXPECT_TRUE(settings.sampling.shuffleData);
    EXPECT_EQ(settings.sampling.seed, 3u);
    EXPECT_EQ(settings.weights.levelLow, -127);
    EXPECT_EQ(settings.weights.rangeEstimator->max.type, calibration::Reduction::Quantile);
    EXPECT_EQ(settings.activations.rangeEstimator->min.aggregator, calibration::Aggregator::MeanNoOutliers);
    EXPECT_EQ(settings.ignored.names, (std::vector<std::string>{"conv1", "loop|add"}));
    EXPECT_EQ(settings.ignored.operations.at(0).attributes.at("output"), "1280");
    EXPECT_EQ(settings.saturationFix, quantization::SaturationFix::All);
    EXPECT_EQ(settings.biasCorrection.threshold, std::numeric_limits<double>::infinity());
}

TEST(Config, AnAbsentSubsetSizeMeansTheWholeDataSetAsInPot) {
    EXPECT_EQ(readOk(R"({"compression": {"algorithms": [{"name": "DefaultQuantization"}]}})").quantization.sampling.subsetSize, std::nullopt);
}

TEST(Config, MinMaxQuantizationLeavesBiasesAlone) {
    const auto settings = readOk(R"({"compression": {"algorithms": [{"name": "MinMaxQuantization", "params": {}}]}})").quantization;
    EXPECT_EQ(settings.algorithms, (std::vector{quantization::AlgorithmEntry{quantization::AlgorithmName::MinMaxQuantization}}));
}

TEST(Config, WritingAndReadingGivesTheSameProject) {
    const Project project = readOk(R"({
        "model": {"model": "/m/net.xml"}, "compatibility": "pot", "runtime": "reference", "metric": "accuracy@5", "error_samples": 7,
        "data": {"sources": [{"input": "a", "location": "x.npy"}, {"input": "b", "location": "synthetic:9"}], "seed": 4,
                 "preprocess": {"size": [32, 48], "channels": "rgb", "mean": [1, 2, 3], "scale": [255], "interpolation": "area"}},
        "test_data": {"sources": [{"location": "t.npy", "labels": "l.txt"}]},
        "compression": {"target_device": "GPU", "keep_uncompressed_weights": true, "algorithms": [{"name": "DefaultQuantization", "params": {
            "preset": "accuracy", "use_fast_bias": false, "apply_for_all_nodes": true, "threshold": Infinity, "saturation_fix": "no",
            "range_estimator": {"preset": "quantile", "max": {"granularity": "pertensor", "clipping_value": 6.5}},
            "activations": {"bits": 4, "mode": "asymmetric"}, "ignored": {"skip_model": true}}}]}})");
    const auto again = readText(write(project), "/elsewhere", "written.json");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(*again, project);
    EXPECT_EQ(write(*again), write(project));
}

struct BadCase {
    const char* text;
    const char* sentence;
};

class BadConfig : public testing::TestWithParam<BadCase> {};

TEST_P(BadConfig, GetsOneSentenceWithKeyValueAndWhatWouldBeRight) {
    const auto project = readText(GetParam().text, "/", "bad.json");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().message(), std::string("bad.json: ") + GetParam().sentence);
}

#define RF_PARAMS(text) R"({"compression": {"algorithms": [{"name": "DefaultQuantization", "params": )" text "}]}}"
INSTANTIATE_TEST_SUITE_P(All, BadConfig, testing::Values(
    BadCase{RF_PARAMS(R"({"preset": "fast"})"),
            "'compression.algorithms[0].params.preset': unknown value \"fast\"; use one of: performance, mixed, accuracy, symmetric, asymmetric"},
    BadCase{RF_PARAMS(R"({"presett": "mixed"})"),
            "'compression.algorithms[0].params.presett' is not a known key; did you mean 'preset'?"},
    BadCase{RF_PARAMS(R"({"weights": {"bits": 1}})"),
            "'compression.algorithms[0].params.weights.bits' is 1; it must be a whole number from 2 to 16"},
    BadCase{RF_PARAMS(R"({"weights": {"level_low": 5, "level_high": 4}})"),
            "'compression.algorithms[0].params.weights.level_low' is 5; it must be below level_high, which is 4"},
    BadCase{RF_PARAMS(R"({"activations": {"range_estimator": {"max": {"outlier_prob": 2}}}})"),
            "'compression.algorithms[0].params.activations.range_estimator.max.outlier_prob' is 2; it must be a number from 0 to 1"},
    BadCase{RF_PARAMS(R"({"ignored": {"scope": [""]}})"),
            "'compression.algorithms[0].params.ignored.scope[0]' must be the name of a layer, or a list of names that leads into a body"},
    BadCase{RF_PARAMS(R"({"stat_subset_size": 0})"), "'compression.algorithms[0].params.stat_subset_size' is 0; it must be a whole number from 1 up"},
    BadCase{RF_PARAMS(R"({"shuffle_data": "yes"})"), "'compression.algorithms[0].params.shuffle_data' is \"yes\"; it must be true or false"},
    BadCase{R"({"compression": {"algorithms": [{"name": "Sparsity"}]}})",
            "'compression.algorithms[0].name': the algorithm 'Sparsity' is not available; use DefaultQuantization or MinMaxQuantization"},
    BadCase{R"({"compression": []})", "'compression' must be an object in braces, not []"},
    BadCase{R"({"engine": {"type": "accuracy_checker"}})",
            "'engine.type': the engine 'accuracy_checker' is not available; use simplified, or the key 'data'"}));

TEST(Config, NamesTheLineOfASyntaxError) {
    const auto project = readText("{\n  \"model\": {,}\n}", "/", "bad.json");
    ASSERT_FALSE(project);
    EXPECT_THAT(project.error().message(), testing::StartsWith("bad.json: is not valid JSON: line 2, column"));
}

TEST(Config, NamesAFileThatIsNotThere) {
    const auto project = readFile("/nowhere/config.json");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().code(), ErrorCode::NotFound);
}

}  // namespace
}  // namespace rf::config
