// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/bias_correction.h"

#include "core/engine/reference/reference_engine.h"
#include "core/quantization/biased_layer.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::quantization {
namespace {

using Values = std::map<std::string, std::vector<float>>;

/// A 1x1 convolution `name` of one channel whose weights are quantized to whole numbers (levels -2 … 2).
std::string convolution(const std::string& name, const std::string& input, const std::string& batch = "1") {
    const std::string shape = " : f32 " + batch + "x1x1x2\n";
    return name + "/w = Const : f32 1x1x1x1\n" + name + "/q = FakeQuantize(" + name +
           "/w, low, high, low, high) {levels: 5} : f32 1x1x1x1\n" + name + " = Convolution(" + input + ", " + name +
           "/q) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1}" + shape;
}
std::string biased(const std::string& name, const std::string& input, const std::string& batch = "1") {
    return convolution(name, input, batch) + name + "/b = Const : f32 1x1x1x1\n" + name + "/sum = Add(" + name + ", " + name +
           "/b) : f32 " + batch + "x1x1x2\n";
}
std::string input(const std::string& batch = "1") {
    return "low = Const : f32\nhigh = Const : f32\nin = Parameter : f32 " + batch + "x1x1x2\n";
}
std::string operation(const std::string& name, const std::string& type, const std::string& inputs) {
    return name + " = " + type + "(" + inputs + ") : f32 1x1x1x2\n";
}
std::string result(const std::string& of) { return "out = Result(" + of + ")\n"; }

struct Case {
    Case(const std::string& text, Values values, std::vector<std::vector<float>> pictures, const std::set<std::string>& own = {}) {
        values["low"] = {-2};
        values["high"] = {2};
        state.model = test::graphFrom(text, values);
        state.floatModel = test::withoutQuantizers(state.model, own);
        for (const auto& picture : pictures) samples.push_back({test::floats({1, 1, 1, 2}, picture)});
    }

    Result<State> corrected(const Settings& settings, const std::map<std::string, float>& floatMeans,
                            const Progress& progress = Progress()) const {
        const test::SampleList source(samples);
        const auto engine = engine::referenceEngine();
        const auto collect = [&](const calibration::TensorRequest& request, const Progress& part) {
            return calibration::collectTensors(request, source, *engine, 1, part);
        };
        Settings all = settings;
        all.sampling.subsetSize = 5 * source.size();  // this algorithm takes a fifth
        const Step step{{std::make_shared<BiasCorrection>(all)}};
        const StepNeeds needs{{}, {}, source.all(), 5 * source.size()};
        return applyStep(step, needs, statistics(floatMeans, settings), state, collect, progress);
    }

    /// Means that are the same in every sample.
    calibration::Statistics statistics(const std::map<std::string, float>& floatMeans, const Settings& settings) const {
        const auto count = std::ssize(samples);
        calibration::Statistics::Data data;
        for (std::int64_t i = 0; i < count; ++i) data.samples.push_back(i);
        for (const auto& [tensor, mean] : floatMeans)
            data.values[meanRequest(state.model, {state.model.find(tensor).value(), 0}, 1, habitsOf(settings))] = {
                count, 1, 1, std::vector<float>(samples.size(), mean)};
        return calibration::Statistics(std::move(data));
    }

    State state;
    std::vector<std::vector<Tensor>> samples;
};

float biasOf(const State& state, const std::string& layer) {
    const auto bias = findBias(state.model, state.model.find(layer).value());
    return toFloats(state.model.node(bias.value().constant).value.view())[0];
}

Settings in(Compatibility compatibility) {
    Settings settings;
    settings.compatibility = compatibility;
    return settings;
}

class BothModes : public testing::TestWithParam<Compatibility> {};
INSTANTIATE_TEST_SUITE_P(BiasCorrection, BothModes, testing::Values(Compatibility::Default, Compatibility::Pot),
                         [](const auto& test) { return test.param == Compatibility::Pot ? "Pot" : "Default"; });

// The mean input is 3. Float: 0.8 · 3 + 0.5 = 2.9; with the weight 1: 3.5, its bias included. New bias: 0.5 - 0.6.
TEST_P(BothModes, AddsWhatTheMeanOutputLacks) {
    const Case one(input() + biased("a", "in") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {{1, 3}, {3, 5}});
    const State after = one.corrected(in(GetParam()), {{"a/sum", 2.9f}}).value();
    EXPECT_NEAR(biasOf(after, "a"), -0.1f, 1e-6f);
    EXPECT_EQ(after.model.size(), one.state.model.size());
}

// The FakeQuantize of the model cuts {1, 3} to {1, 2}, in the float model too: 0.8 · 1.5 + 0.5 = 1.7; with the weight 1: 2.
TEST_P(BothModes, AFakeQuantizeThatCameWithTheModelIsPartOfIt) {
    const Case trained(
        input() + "own = FakeQuantize(in, low, high, low, high) {levels: 5} : f32 1x1x1x2\n" + biased("a", "own") + result("a/sum"),
        {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {{1, 3}}, {"own"});
    EXPECT_NEAR(biasOf(trained.corrected(in(GetParam()), {{"a/sum", 1.7f}}).value(), "a"), 0.2f, 1e-6f);
}

// Weights of 0.8 that the model itself rounds to 1: nothing is left to make up for.
TEST_P(BothModes, LeavesLayersWhoseWeightsCameQuantized) {
    const Case trained(input() + biased("a", "in") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {{1, 3}}, {"a/q"});
    EXPECT_EQ(biasOf(trained.corrected(in(GetParam()), {{"a/sum", 2.5f}}).value(), "a"), 0.5f);
}

// The second layer reads 2.9 on average once the first is corrected (3.5 before). Float: 0.6 · 2.9 + 0.1 = 1.84; with the
// weight 1: 3. New bias: 0.1 - 1.16 = -1.06; had it seen the uncorrected first layer, -1.66. The crude FakeQuantize between
// them (levels at -4, 0 and 4) has no part in it.
TEST_P(BothModes, ALayerReadsWhatTheCorrectedLayersBeforeItGive) {
    const Case two(input() + "l = Const : f32\nh = Const : f32\n" + biased("a", "in") +
                       "fq = FakeQuantize(a/sum, l, h, l, h) {levels: 3} : f32 1x1x1x2\n" + biased("b", "fq") + result("b/sum"),
                   {{"a/w", {0.8f}}, {"a/b", {0.5f}}, {"b/w", {0.6f}}, {"b/b", {0.1f}}, {"l", {-4}}, {"h", {4}}}, {{1, 3}, {3, 5}});
    const State after = two.corrected(in(GetParam()), {{"a/sum", 2.9f}, {"b/sum", 1.84f}}).value();
    EXPECT_NEAR(biasOf(after, "a"), -0.1f, 1e-6f);
    EXPECT_NEAR(biasOf(after, "b"), -1.06f, 1e-6f);
    EXPECT_TRUE(after.model.node(after.model.find("fq").value()).isFakeQuantize());
    EXPECT_EQ(after.model.source({after.model.find("b").value(), 0}).node, after.model.find("fq").value()) << "it stays where it was";
}

// x has the mean 2. Float: a = 0.8 x + 0.5 = 2.1; b = 0.6 a + 0.1 = 1.36; a + b = 3.46; c = 1.2 · 3.46 + 0.2 = 4.352.
// Whole weights: a is 2.5, so its bias goes to 0.1; b is 2.1 + 0.1 = 2.2, so its bias goes to -0.74; c is 3.46 + 0.2 = 3.66,
// so its bias goes to 0.892.
TEST_P(BothModes, AResidualBranchJoinsCorrected) {
    const Case residual(input() + biased("a", "in") + biased("b", "a/sum") + operation("join", "Add", "a/sum, b/sum") +
                            biased("c", "join") + result("c/sum"),
                        {{"a/w", {0.8f}}, {"a/b", {0.5f}}, {"b/w", {0.6f}}, {"b/b", {0.1f}}, {"c/w", {1.2f}}, {"c/b", {0.2f}}},
                        {{1, 1}, {3, 3}});
    const State after = residual.corrected(in(GetParam()), {{"a/sum", 2.1f}, {"b/sum", 1.36f}, {"c/sum", 4.352f}}).value();
    EXPECT_NEAR(biasOf(after, "a"), 0.1f, 1e-6f);
    EXPECT_NEAR(biasOf(after, "b"), -0.74f, 1e-6f);
    EXPECT_NEAR(biasOf(after, "c"), 0.892f, 1e-6f);
}

// A path that goes round the first layer: x = {-1, 3}. Float: a = 0.8 x + 0.5 = {-0.3, 2.9}; + ReLU(x) = {-0.3, 5.9}; ReLU:
// {0, 5.9}, mean 2.95; b = 0.6 · 2.95 + 0.1 = 1.87. With the weight 1 and the corrected bias 0.3, a = {-0.7, 3.3} and the
// second layer reads {0, 6.3}, mean 3.15, and gives 3.25: its bias goes to 0.1 - 1.38. POT has it start from the float
// tensor instead: 2.95 + 0.1 = 3.05, and the bias goes to 0.1 - 1.18.
TEST(BiasCorrection, StartsFromFloatTensorsWherePotDoes) {
    const Case bypass(input() + operation("around", "ReLU", "in") + biased("a", "in") + operation("join", "Add", "a/sum, around") +
                          operation("act", "ReLU", "join") + biased("b", "act") + result("b/sum"),
                      {{"a/w", {0.8f}}, {"a/b", {0.5f}}, {"b/w", {0.6f}}, {"b/b", {0.1f}}}, {{-1, 3}});
    const std::map<std::string, float> means = {{"a/sum", 1.3f}, {"b/sum", 1.87f}};
    EXPECT_NEAR(biasOf(bypass.corrected(in(Compatibility::Default), means).value(), "b"), -1.28f, 1e-6f);
    EXPECT_NEAR(biasOf(bypass.corrected(in(Compatibility::Pot), means).value(), "b"), -1.08f, 1e-6f);
}

TEST(BiasCorrection, GivesAConvolutionWithoutBiasOneUnlessCompatible) {
    const Case bare(input() + convolution("a", "in") + result("a"), {{"a/w", {0.8f}}}, {{1, 3}, {3, 5}});
    const State after = bare.corrected(in(Compatibility::Default), {{"a", 2.4f}}).value();
    EXPECT_NEAR(biasOf(after, "a"), -0.6f, 1e-6f);  // 0.8 · 3 - 3
    const State pot = bare.corrected(in(Compatibility::Pot), {{"a", 2.4f}}).value();
    EXPECT_EQ(pot.model.size(), bare.state.model.size());
}

TEST(BiasCorrection, CorrectsABiasOfZeroUnlessCompatible) {
    const Case zero(input() + biased("a", "in") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.0f}}}, {{1, 3}, {3, 5}});
    EXPECT_NEAR(biasOf(zero.corrected(in(Compatibility::Default), {{"a/sum", 2.4f}}).value(), "a"), -0.6f, 1e-6f);
    EXPECT_EQ(biasOf(zero.corrected(in(Compatibility::Pot), {{"a/sum", 2.4f}}).value(), "a"), 0.0f);
}

TEST_P(BothModes, SkipsLayersOfLargerBatches) {
    Case batch(input("2") + biased("a", "in", "2") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {});
    batch.samples = {{test::floats({2, 1, 1, 2}, {1, 3, 3, 5})}};
    EXPECT_EQ(biasOf(batch.corrected(in(GetParam()), {{"a/sum", 2.9f}}).value(), "a"), 0.5f);
}

// The shift is -0.6. POT compares it with the bias, 0.5; we with the larger of bias and mean output, 2.9.
TEST(BiasCorrection, LeavesABiasThatWouldChangeTooMuch) {
    const Case one(input() + biased("a", "in") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {{1, 3}, {3, 5}});
    const auto bias = [&](Compatibility compatibility, double threshold) {
        Settings settings = in(compatibility);
        settings.biasCorrection.threshold = threshold;
        return biasOf(one.corrected(settings, {{"a/sum", 2.9f}}).value(), "a");
    };
    EXPECT_EQ(bias(Compatibility::Pot, 1.19), 0.5f);
    EXPECT_NEAR(bias(Compatibility::Pot, 1.21), -0.1f, 1e-6f);
    EXPECT_EQ(bias(Compatibility::Default, 0.20), 0.5f);
    EXPECT_NEAR(bias(Compatibility::Default, 0.21), -0.1f, 1e-6f);
}

TEST_P(BothModes, StopsWhenAsked) {
    const Case one(input() + biased("a", "in") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {{1, 3}});
    std::stop_source stop;
    stop.request_stop();
    const auto after = one.corrected(in(GetParam()), {{"a/sum", 2.9f}}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().code(), ErrorCode::Cancelled);
}

TEST_P(BothModes, NamesALayerAroundWhichNothingWasMeasured) {
    const Case one(input() + biased("a", "in") + result("a/sum"), {{"a/w", {0.8f}}, {"a/b", {0.5f}}}, {{1, 3}});
    const auto after = one.corrected(in(GetParam()), {});
    ASSERT_FALSE(after);
    EXPECT_THAT(after.error().message(), testing::HasSubstr("'a'"));
}

}  // namespace
}  // namespace rf::quantization
