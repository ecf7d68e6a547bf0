// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"

namespace rf::config {
namespace {

std::string messageOf(const std::string& text) {
    const auto project = readText(text, "/", "bad.json");
    return project ? "no error" : project.error().message();
}

TEST(ConfigProblems, AreToldAllAtOnceEachOnItsLine) {
    const auto project = readText(R"({
        "model": {"mode": "net.xml"},
        "compression": {"target_device": "TPU", "algorithms": [
            {"name": "DefaultQuantization", "preset": "mixed", "params": {"stat_subset_size": 0, "weights": {"bits": 1, "mode": 3}}},
            {"name": "FastBiasCorrection", "params": {"use_fast_bias": true}}]}})",
                                  "/", "bad.json");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().code(), ErrorCode::InvalidArgument);
    EXPECT_EQ(project.error().details().size(), 7u);
    EXPECT_EQ(project.error().message(),
              "bad.json: 7 things are wrong\n"
              "  'model.mode' is not a known key; did you mean 'model'?\n"
              "  'compression.target_device': unknown value \"TPU\"; did you mean 'CPU'? Possible are: "
              "ANY, CPU, CPU_SPR, GNA, GNA3, GNA3.5, GPU, NPU, VPU\n"
              "  'compression.algorithms[0].preset' would not be read there; put it into 'params'\n"
              "  'compression.algorithms[0].params.stat_subset_size' is 0; it must be a whole number from 1 up\n"
              "  'compression.algorithms[0].params.weights.bits' is 1; it must be a whole number from 2 to 16\n"
              "  'compression.algorithms[0].params.weights.mode': unknown value 3; use one of: symmetric, asymmetric\n"
              "  'compression.algorithms[1].params.use_fast_bias' does not belong here; it is a key of: DefaultQuantization, "
              "AccuracyAwareQuantization");
}

struct BadCase {
    const char* text;
    const char* sentence;
};

class BadConfig : public testing::TestWithParam<BadCase> {};

TEST_P(BadConfig, GetsOneSentenceWithKeyValueAndWhatWouldBeRight) {
    EXPECT_EQ(messageOf(GetParam().text), std::string("bad.json: ") + GetParam().sentence);
}

#define RF_PARAMS(text) R"({"compression": {"algorithms": [{"name": "DefaultQuantization", "params": )" text "}]}}"
#define RF_AT "'compression.algorithms[0].params."
INSTANTIATE_TEST_SUITE_P(
    All, BadConfig,
    testing::Values(
        BadCase{RF_PARAMS(R"({"preset": "fast"})"),
                RF_AT "preset': unknown value \"fast\"; use one of: performance, mixed, accuracy, auto, symmetric, asymmetric"},
        BadCase{RF_PARAMS(R"({"presett": "mixed"})"), RF_AT "presett' is not a known key; did you mean 'preset'?"},
        BadCase{RF_PARAMS(R"({"weights": {"bits": 8.5}})"), RF_AT "weights.bits' is 8.5; it must be a whole number from 2 to 16"},
        BadCase{RF_PARAMS(R"({"weights": {"level_low": 5, "level_high": 4}})"),
                RF_AT "weights.level_low' is 5; it must be below level_high, which is 4"},
        BadCase{RF_PARAMS(R"({"activations": {"range_estimator": {"max": {"outlier_prob": 2}}}})"),
                RF_AT "activations.range_estimator.max.outlier_prob' is 2; it must be a number from 0 to 1"},
        BadCase{RF_PARAMS(R"({"activations": {"range_estimator": {"max": {"clipping_value": NaN}}}})"),
                RF_AT "activations.range_estimator.max.clipping_value' is \"NaN\"; it must be a number"},
        BadCase{RF_PARAMS(R"({"ignored": {"scope": [""]}})"),
                RF_AT "ignored.scope[0]' must be the name of a layer, or a list of names that leads into a body"},
        BadCase{RF_PARAMS(R"({"ignored": {"operations": [{"attributes": {}}]}})"),
                RF_AT "ignored.operations[0].type' is missing; it must be a text in quotes"},
        BadCase{RF_PARAMS(R"({"ignored": {"patterns": [{"glob": "a", "regex": "b"}]}})"),
                RF_AT "ignored.patterns[0]' must have either glob or regex"},
        BadCase{RF_PARAMS(R"({"ignored": {"structures": [[]]}})"),
                RF_AT "ignored.structures[0]' is []; it must be a list of at least one type"},
        BadCase{RF_PARAMS(R"({"shuffle_data": "yes"})"), RF_AT "shuffle_data' is \"yes\"; it must be true or false"},
        BadCase{RF_PARAMS(R"({"seed": 18446744073709551615})"), RF_AT "seed' is 18446744073709551615; it must be a whole number from 0 up"},
        BadCase{RF_PARAMS("3"), "'compression.algorithms[0].params' must be an object in braces, not 3"},
        BadCase{R"({"compression": {"algorithms": [{"name": "Default_Quantization"}]}})",
                "'compression.algorithms[0].name': unknown value \"Default_Quantization\"; did you mean 'DefaultQuantization'? Possible "
                "are: DefaultQuantization, "
                "AccuracyAwareQuantization, TunableQuantization, MinMaxQuantization, ActivationChannelAlignment, FastBiasCorrection, "
                "BiasCorrection, "
                "OverflowCorrection, WeightBiasCorrection, SmoothQuant"},
        BadCase{R"({"compression": {"algorithms": [{"params": {}}]}})",
                "'compression.algorithms[0].name' is missing; it must be one of: DefaultQuantization, AccuracyAwareQuantization, "
                "TunableQuantization, "
                "MinMaxQuantization, ActivationChannelAlignment, FastBiasCorrection, BiasCorrection, OverflowCorrection, "
                "WeightBiasCorrection, SmoothQuant"},
        BadCase{R"({"compression": {"algorithms": []}})", "'compression.algorithms' is []; it must be a list of at least one algorithm"},
        BadCase{
            R"({"compression": {"algorithms": [{"name": "MinMaxQuantization", "params": {"preset": "mixed", "ignored": {"scope": ["a"]}}},
                                                {"name": "FastBiasCorrection", "params": {"ignored": {"scope": ["b"]}}}]}})",
            "'compression.algorithms[1].params.ignored' differs from 'compression.algorithms[0].params.ignored'; all algorithms of the "
            "list share it"},
        BadCase{R"({"compression": {"algorithms": [{"name": "AccuracyAwareQuantization"}, {"name": "DefaultQuantization"}]}})",
                "'compression.algorithms[1]': AccuracyAwareQuantization and TunableQuantization quantize by themselves; leave the other "
                "quantizing algorithm out"},
        BadCase{R"({"compression": {"algorithms": [{"name": "AccuracyAwareQuantization", "params": {"maximal_drop": "1 %"}}]}})",
                RF_AT "maximal_drop' is \"1 %\"; it must be a number from 0 up"},
        BadCase{R"({"compression": []})", "'compression' must be an object in braces, not []"},
        BadCase{R"([])", "a configuration must be an object in braces, not []"},
        BadCase{
            R"({"model": {"cascade": []}})",
            "'model.cascade': several models that run as one can't be quantized together; quantize each with a configuration of its own"},
        BadCase{R"({"engine": {"type": "accuracy_checker"}})",
                "'engine' must have either config, the path of an Accuracy Checker file, or launchers and datasets"},
        BadCase{R"({"engine": {"type": "simple", "data_source": "x"}})",
                "'engine.type': unknown value \"simple\"; use one of: accuracy_checker, simplified, data_free"},
        BadCase{R"({"engine": {"type": "simplified"}})", "'engine.data_source' is missing; it must be a text in quotes"},
        BadCase{R"({"engine": {"type": "simplified", "data_source": "x", "central_fraction": 1.5}})",
                "'engine.central_fraction' is 1.5; it must be a number from 0.001 to 1"},
        BadCase{R"({"engine": {"type": "simplified", "data_source": "x", "device": "GPU"}})",
                "'engine.device': unknown value \"GPU\"; use one of: CPU"},
        BadCase{R"({"engine": {"type": "simplified", "data_source": "x", "layout": "NCWH"}})",
                "'engine.layout': unknown value \"NCWH\"; use one of: NCHW, NHWC, CHW, HWC"},
        BadCase{R"({"overrides": [{"quantizer": "a", "low": 1}]})",
                "'overrides[0]' must have either a range_estimator or both low and high"},
        BadCase{R"({"overrides": [{"quantizer": "a", "low": 1, "high": 1}]})",
                "'overrides[0].low' is 1; it must be below high, which is 1"},
        BadCase{R"({"optimizer": {"name": "Tpe", "params": {"max_trials": 3, "multinode": {}}}})",
                "'optimizer.params.multinode.name' is missing; it must be a text in quotes"},
        BadCase{R"({"data": {"sources": [{"input": "a"}]}})", "'data.sources[0].location' is missing; it must be a text in quotes"}));

TEST(ConfigProblems, HostileValuesAreShownShortened) {
    const std::string message = messageOf(R"({"model": {"model": [)" + std::string(500, '7') + "]}}");
    EXPECT_LT(message.size(), 200u);
}

}  // namespace
}  // namespace rf::config
