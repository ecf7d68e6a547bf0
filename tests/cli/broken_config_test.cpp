// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

// Configurations with one thing wrong each, given to the real program: a sentence, exit code 2, and nothing written.
namespace rf::test {
namespace {

struct Broken {
    std::string name, text, sentence;
};

class BrokenConfig : public testing::TestWithParam<Broken> {};

TEST_P(BrokenConfig, GetsItsSentenceAndCode2AndNothingIsWritten) {
    const TempDir folder;
    const auto file = folder.write(GetParam().text.starts_with("yaml:") ? "broken.yml" : "broken.json",
                                   GetParam().text.starts_with("yaml:") ? GetParam().text.substr(5) : GetParam().text);
    const auto result = runCli(optimizeDemo(folder / "out", {"--config", file.string(), "--subset", "2"}));
    EXPECT_EQ(result.exitCode, 2) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr(GetParam().sentence));
    EXPECT_THAT(result.err, testing::HasSubstr(file.string()));
    EXPECT_EQ(result.out, "");
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

std::string params(const std::string& text) {
    return R"({"compression": {"algorithms": [{"name": "DefaultQuantization", "params": )" + text + "}]}}";
}
std::string algorithms(const std::string& text) { return R"({"compression": {"algorithms": )" + text + "}}"; }

INSTANTIATE_TEST_SUITE_P(
    All, BrokenConfig,
    testing::Values(
        Broken{"Empty", "", "is not valid JSON: line 1"},
        Broken{"Truncated", R"({"compression": {"algorithms": [{"name": "Defau)", "is not valid JSON: line 1"},
        Broken{"NotAnObject", "[1, 2]", "a configuration must be an object in braces, not [1,2]"},
        Broken{"DuplicateKey", R"({"model": {}, "data": {}, "model": {}})", "the key 'model' stands twice in one object"},
        Broken{"DuplicateKeyInside", params(R"({"preset": "mixed", "preset": "performance"})"), "the key 'preset' stands twice"},
        Broken{"TooDeep", std::string(70, '[') + std::string(70, ']'), "nested more than 64 deep"},
        Broken{"BrokenYaml", "yaml:compression: [1, 2\nmodel: }", "is not valid YAML"},
        Broken{"UnknownSection", R"({"compresion": {}})", "'compresion' is not a known key; did you mean 'compression'?"},
        Broken{"SectionOfAnotherType", R"({"compression": 3})", "'compression' must be an object in braces, not 3"},
        Broken{"UnknownDevice", R"({"compression": {"target_device": "TPU"}})", "'compression.target_device': unknown value \"TPU\""},
        Broken{"UnknownModelType", R"({"compression": {"model_type": "cnn"}})",
               "'compression.model_type': unknown value \"cnn\"; use one of: None, transformer, auto"},
        Broken{"UnknownCompatibility", R"({"compatibility": "nncf"})", "'compatibility': unknown value \"nncf\"; use one of: default, pot"},
        Broken{"UnknownMetric", R"({"metric": "beauty"})", "beauty"},
        Broken{"Cascade", R"({"model": {"cascade": [{"name": "p", "model": "p.xml"}]}})",
               "'model.cascade': several models that run as one can't be quantized together"},
        Broken{"UnknownAlgorithm", algorithms(R"([{"name": "MagnitudeSparsity"}])"),
               "'compression.algorithms[0].name': unknown value \"MagnitudeSparsity\""},
        Broken{"NearAlgorithm", algorithms(R"([{"name": "DefaultQuantisation"}])"), "did you mean 'DefaultQuantization'?"},
        Broken{"NoAlgorithms", algorithms("[]"), "'compression.algorithms' is []; it must be a list of at least one algorithm"},
        Broken{"AlgorithmsNotAList", algorithms(R"({"name": "DefaultQuantization"})"), "it must be a list of at least one algorithm"},
        Broken{"ParametersBesideParams", algorithms(R"([{"name": "DefaultQuantization", "preset": "mixed"}])"),
               "'compression.algorithms[0].preset' would not be read there; put it into 'params'"},
        Broken{"KeyOfAnotherAlgorithm", algorithms(R"([{"name": "MinMaxQuantization", "params": {"threshold": 2}}])"),
               "params.threshold' does not belong here; it is a key of: DefaultQuantization"},
        Broken{"QuantizedTwice", algorithms(R"([{"name": "DefaultQuantization"}, {"name": "MinMaxQuantization"}])"),
               "quantizes the model twice"},
        Broken{"AlignmentTooLate", algorithms(R"([{"name": "MinMaxQuantization"}, {"name": "ActivationChannelAlignment"}])"),
               "ActivationChannelAlignment changes the float model"},
        Broken{"UnknownKeyNearALegalOne", params(R"({"stat_subset_sise": 10})"),
               "'compression.algorithms[0].params.stat_subset_sise' is not a known key; did you mean 'stat_subset_size'?"},
        Broken{"UnknownPreset", params(R"({"preset": "fast"})"),
               "params.preset': unknown value \"fast\"; use one of: performance, mixed, accuracy"},
        Broken{"SubsetZero", params(R"({"stat_subset_size": 0})"), "params.stat_subset_size' is 0; it must be a whole number from 1 up"},
        Broken{"SubsetHalf", params(R"({"stat_subset_size": 1.5})"),
               "params.stat_subset_size' is 1.5; it must be a whole number from 1 up"},
        Broken{"SubsetText", params(R"({"stat_subset_size": "all"})"), "params.stat_subset_size' is \"all\"; it must be a whole number"},
        Broken{"SeedNegative", params(R"({"seed": -1})"), "params.seed' is -1; it must be a whole number from 0 up"},
        Broken{"ShuffleText", params(R"({"shuffle_data": "yes"})"), "params.shuffle_data' is \"yes\"; it must be true or false"},
        Broken{"BitsOne", params(R"({"weights": {"bits": 1}})"), "params.weights.bits' is 1; it must be a whole number from 2 to 16"},
        Broken{"BitsSeventeen", params(R"({"activations": {"bits": 17}})"),
               "params.activations.bits' is 17; it must be a whole number from 2 to 16"},
        Broken{"UnknownMode", params(R"({"weights": {"mode": "symetric"}})"),
               "params.weights.mode': unknown value \"symetric\"; did you mean 'symmetric'?"},
        Broken{"UnknownGranularity", params(R"({"weights": {"granularity": "perlayer"}})"),
               "params.weights.granularity': unknown value \"perlayer\"; "},
        Broken{"LevelsTheWrongWayRound", params(R"({"weights": {"level_low": 127, "level_high": -127}})"),
               "params.weights.level_low' is 127; it must be below level_high, which is -127"},
        Broken{"OutlierProbabilityTwo", params(R"({"activations": {"range_estimator": {"max": {"outlier_prob": 2}}}})"),
               "range_estimator.max.outlier_prob' is 2; it must be a number from 0 to 1"},
        Broken{"UnknownAggregator", params(R"({"activations": {"range_estimator": {"max": {"aggregator": "mode"}}}})"),
               "range_estimator.max.aggregator': unknown value \"mode\"; "},
        Broken{"UnknownEstimatorType", params(R"({"range_estimator": {"min": {"type": "percentile"}}})"),
               "range_estimator.min.type': unknown value \"percentile\"; use one of: min, max, abs_max, quantile, abs_quantile"},
        Broken{"ClippingValueText", params(R"({"range_estimator": {"max": {"clipping_value": "six"}}})"),
               "range_estimator.max.clipping_value' is \"six\"; it must be a number"},
        Broken{"UnknownSaturationFix", params(R"({"saturation_fix": true})"),
               "params.saturation_fix': unknown value true; use one of: first_layer, all, no"},
        Broken{"ThresholdNegative", params(R"({"threshold": -1})"), "params.threshold' is -1; it must be a number from 0 up"},
        Broken{"EmptyScopeName", params(R"({"ignored": {"scope": [""]}})"), "params.ignored.scope[0]' must be the name of a layer"},
        Broken{"ScopeOfNumbers", params(R"({"ignored": {"scope": [3]}})"), "params.ignored.scope[0]' must be the name of a layer"},
        Broken{"OperationWithoutType", params(R"({"ignored": {"operations": [{"attributes": {"group": 2}}]}})"),
               "params.ignored.operations[0].type' is missing"},
        Broken{"PatternOfTwoKinds", params(R"({"ignored": {"patterns": [{"glob": "a*", "regex": "a.*"}]}})"),
               "params.ignored.patterns[0]' must have either glob or regex"},
        Broken{"SubgraphWithoutEnd", params(R"({"ignored": {"subgraphs": [{"inputs": ["a"]}]}})"),
               "params.ignored.subgraphs[0].outputs' is missing"},
        Broken{"OverrideOfNothing", R"({"overrides": [{"quantizer": "conv"}]})",
               "'overrides[0]' must have either a range_estimator or both low and high"},
        Broken{"OverrideTheWrongWayRound", R"({"overrides": [{"quantizer": "conv", "low": 1, "high": -1}]})",
               "'overrides[0].low' is 1; it must be below high, which is -1"},
        Broken{"UnknownEngine", R"({"engine": {"type": "simple"}})",
               "'engine.type': unknown value \"simple\"; use one of: accuracy_checker, simplified, data_free"},
        Broken{"EngineWithoutData", R"({"engine": {"type": "simplified"}})", "'engine.data_source' is missing"},
        Broken{"CentralFractionTwo", R"({"engine": {"type": "simplified", "data_source": "x", "central_fraction": 2}})",
               "'engine.central_fraction' is 2; it must be a number from 0.001 to 1"},
        Broken{"LayoutWithoutSense", R"({"engine": {"type": "simplified", "data_source": "x", "layout": "NCWH"}})",
               "'engine.layout': unknown value \"NCWH\""},
        Broken{"SourceWithoutLocation", R"({"data": {"sources": [{"input": "image"}]}})", "'data.sources[0].location' is missing"},
        Broken{"DropNegative", algorithms(R"([{"name": "AccuracyAwareQuantization", "params": {"maximal_drop": -0.1}}])"),
               "params.maximal_drop' is -0.1; it must be a number from 0 up"},
        Broken{"SeveralAtOnce", params(R"({"preset": "fast", "seed": -1, "weigths": {}})"), "3 things are wrong\n  'compression"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace rf::test
