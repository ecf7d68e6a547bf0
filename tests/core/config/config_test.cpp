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
    EXPECT_EQ(readOk(R"({"compression": {"algorithms": [{"name": "DefaultQuantization"}]}})").quantization.sampling.subsetSize,
              std::nullopt);
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

TEST(Config, NamesAFileThatIsNotThere) {
    const auto project = readFile("/nowhere/config.json");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().code(), ErrorCode::NotFound);
}

TEST(Config, RefusesOtherEndings) {
    const auto project = readFile("/nowhere/config.toml");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().message(), "/nowhere/config.toml: a configuration must end in .json, .yml or .yaml");
}

TEST(Config, ReadsOverridesAndEveryKindOfIgnoredScope) {
    const auto settings = readOk(R"({
        "overrides": [{"quantizer": "conv1:0", "low": -1, "high": 1.5}, {"quantizer": "conv2/fq_input_0", "range_estimator": {"preset": "quantile"}}],
        "compression": {"algorithms": [{"name": "DefaultQuantization", "params": {"ignored": {
            "patterns": [{"glob": "head/*"}, {"regex": "block[0-9]+"}], "subgraphs": [{"inputs": ["a"], "outputs": ["b", "c"]}],
            "structures": [["Convolution|GroupConvolution", "Add", "*"]]}}}]}})")
                              .quantization;
    EXPECT_EQ(settings.overrides.at(0), (quantization::RangeOverride{"conv1:0", {}, -1.0, 1.5}));
    EXPECT_EQ(settings.overrides.at(1).estimator->preset, quantization::EstimatorPreset::Quantile);
    EXPECT_EQ(settings.ignored.patterns, (std::vector<quantization::NamePattern>{{"head/*", false}, {"block[0-9]+", true}}));
    EXPECT_EQ(settings.ignored.subgraphs, (std::vector<quantization::IgnoredSubgraph>{{{"a"}, {"b", "c"}}}));
    EXPECT_EQ(settings.ignored.structures.at(0).types, (std::vector<std::string>{"Convolution|GroupConvolution", "Add", "*"}));
}

TEST(Config, ReadsStepsOfPreprocessingAndMetricsInEveryForm) {
    const Project project = readOk(R"({
        "data": {"sources": [{"location": "synthetic:3", "shape": [1, 3, 8, 8], "labels": "boxes", "labels_format": "voc"}, {"location": "const:1:2"}], "skip_limit": 2,
                 "preprocess": [{"type": "resize", "size": [300, 400], "aspect": "letterbox", "fill": [114]}, {"type": "crop", "fraction": 0.875},
                                {"type": "channels", "order": "gray"}, {"type": "convert", "to": "u8"}]},
        "metrics": ["accuracy@5", {"type": "map", "iou": 0.5, "limit": 0.01}, {"type": "command", "command": ["python3", "score.py"]}]})");
    EXPECT_EQ(project.data.sources.at(0).labelsFormat, data::AnnotationFormat::Voc);
    EXPECT_EQ(project.data.sources.at(0).labels, "/somewhere/boxes");
    EXPECT_EQ(project.data.sources.at(0).shape, (rf::Shape{1, 3, 8, 8}));
    EXPECT_EQ(project.data.sources.at(1).location, "const:1:2");
    EXPECT_EQ(project.data.skipLimit, 2);
    const std::vector<data::PreprocessStep> steps{data::Resize{.size = {{300, 400}}, .aspect = data::Aspect::Letterbox, .fill = {114}},
                                                  data::Crop{.fraction = 0.875}, data::Channels{data::ChannelOrder::Gray},
                                                  data::ConvertType{ElementType::U8}};
    EXPECT_EQ(project.data.preprocess.steps, steps);
    EXPECT_EQ(project.metrics.at(0).parameters.size(), 1u);
    EXPECT_EQ(project.metrics.at(1).limit, 0.01);
    EXPECT_EQ(project.metrics.at(2).parameters.at("command"), R"(["python3","score.py"])");
}

TEST(Config, TheShortKeyOfAMetricStandsBeforeTheOthers) {
    const Project both = readOk(R"({"metrics": ["map"], "metric": "accuracy@5"})");
    ASSERT_EQ(both.metrics.size(), 2u);
    EXPECT_EQ(metrics::toText(both.metrics[0]), "accuracy@5");
    EXPECT_EQ(both.metrics[1].type, "map");
    EXPECT_EQ(readOk(R"({"metrics": ["accuracy@5", "map"]})"), both);
    EXPECT_EQ(readOk(R"({"metric": "accuracy@5"})"), readOk(R"({"metrics": ["accuracy@5"]})"));
    EXPECT_TRUE(readOk(R"({"metric": ""})").metrics.empty());
}

// Spec 02, section 1.1: each algorithm of a list samples for itself.
TEST(Config, TheAlgorithmsOfAListKeepWhatDiffersForThemselves) {
    using quantization::AlgorithmName;
    const auto settings = readOk(R"({"compression": {"algorithms": [
        {"name": "ActivationChannelAlignment", "params": {"stat_subset_size": 10}},
        {"name": "MinMaxQuantization", "params": {"stat_subset_size": 10, "preset": "mixed"}},
        {"name": "FastBiasCorrection", "params": {"threshold": 5}},
        {"name": "BiasCorrection", "params": {"stat_subset_size": 10, "threshold": 7}}]}})")
                              .quantization;
    const quantization::Sampling all{.subsetSize = std::nullopt};
    EXPECT_EQ(settings.sampling.subsetSize, 10);
    EXPECT_EQ(settings.biasCorrection.threshold, 5.0);
    EXPECT_EQ(settings.algorithms, (std::vector<quantization::AlgorithmEntry>{
                                       {AlgorithmName::ActivationChannelAlignment},
                                       {AlgorithmName::MinMaxQuantization},
                                       {AlgorithmName::FastBiasCorrection, all},
                                       {AlgorithmName::BiasCorrection, {}, quantization::BiasCorrectionSettings{true, false, 7.0}}}));
    EXPECT_EQ(settings.preset, quantization::Preset::Mixed);
}

}  // namespace
}  // namespace rf::config
