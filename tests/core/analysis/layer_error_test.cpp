// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/layer_error.h"

#include "core/engine/openvino/openvino_engine.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::analysis {
namespace {

using test::floats;
using test::graphFrom;
using test::SampleList;

const std::string kInput = "x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\none = Const : f32 1x1\nten = Const : f32 1x1\n";
const std::string kMultiply = " {auto_broadcast: numpy} : f32 1x2\n";

graph::Graph floatNetwork() {
    return graphFrom(kInput + "a = Multiply(x, one)" + kMultiply + "b = Multiply(a, ten)" + kMultiply + "out = Result(b)",
                     {{"one", {1}}, {"ten", {10}}});
}

/// Quantizers from 0 to 4: in front of a in steps of 1, in front of b in steps of 0.5.
graph::Graph quantizedNetwork() {
    return graphFrom(kInput +
                         "lo = Const : f32 1x1\nhi = Const : f32 1x1\n"
                         "xq = FakeQuantize(x, lo, hi, lo, hi) {levels: 5} : f32 1x2\na = Multiply(xq, one)" +
                         kMultiply + "aq = FakeQuantize(a, lo, hi, lo, hi) {levels: 9} : f32 1x2\nb = Multiply(aq, ten)" + kMultiply +
                         "out = Result(b)",
                     {{"one", {1}}, {"ten", {10}}, {"lo", {0}}, {"hi", {4}}});
}

const SampleList kSamples({{floats({1, 2}, {0.3f, 1.4f})}, {floats({1, 2}, {2.1f, 3.0f})}});

Result<std::vector<LayerError>> errors(const graph::Graph& quantized, LayerErrorOptions options, const Progress& progress = {}) {
    return layerErrors(floatNetwork(), quantized, kSamples, *engine::openvinoEngine(), options, progress);
}

// Sample 0: x = 0.3, 1.4. xq = 0, 1, so a is off by −0.3, −0.4. Then aq = 0, 1 and b = 0, 10 instead of 3, 14: −3, −4.
// b alone: aq of the float a = 0.5, 1.5, so b = 5, 15: +2, +1.
TEST(LayerErrors, TellsAccumulatedFromIsolatedError) {
    const auto result = errors(quantizedNetwork(), {.threads = 1, .samples = {0}});
    ASSERT_TRUE(result) << result.error().message();
    ASSERT_EQ(result->size(), 2u);
    const LayerError& a = result->at(0);
    const LayerError& b = result->at(1);
    EXPECT_EQ(a.layer, "a");
    EXPECT_EQ(a.type, "Multiply");
    EXPECT_NEAR(a.accumulated.noise, 0.09 + 0.16, 1e-5);
    EXPECT_NEAR(a.accumulated.shift, -0.7, 1e-5);
    ASSERT_TRUE(a.isolated && b.isolated);
    EXPECT_NEAR(a.isolated->noise, 0.09 + 0.16, 1e-5);
    EXPECT_NEAR(b.accumulated.noise, 9 + 16, 1e-4);
    EXPECT_NEAR(b.accumulated.signal, 9 + 196, 1e-3);
    EXPECT_NEAR(b.isolated->noise, 4 + 1, 1e-4);
    EXPECT_NEAR(b.isolated->shift, 3, 1e-5);
    EXPECT_NEAR(b.isolated->maxAbs, 2, 1e-5);
}

// Sample 1: x = 2.1, 3. a = 2, 3: off by −0.1, 0.
TEST(LayerErrors, AddsUpSamplesAndCountsEachOnce) {
    const auto result = errors(quantizedNetwork(), {.threads = 2, .samples = {0, 1, 0}});
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_NEAR(result->at(0).accumulated.noise, 0.09 + 0.16 + 0.01, 1e-5);
    EXPECT_EQ(result->at(0).accumulated.count, 4);
}

TEST(LayerErrors, IsTheSameForAnyNumberOfThreads) {
    const auto one = errors(quantizedNetwork(), {.threads = 1, .samples = {0, 1}});
    const auto three = errors(quantizedNetwork(), {.threads = 3, .samples = {0, 1}});
    ASSERT_TRUE(one && three);
    for (std::size_t i = 0; i < one->size(); ++i) {
        EXPECT_EQ(one->at(i).accumulated.noise, three->at(i).accumulated.noise);
        EXPECT_EQ(one->at(i).isolated->noise, three->at(i).isolated->noise);
    }
}

TEST(LayerErrors, AGraphHasNoErrorAgainstItself) {
    const auto result = errors(floatNetwork(), {.threads = 2, .samples = {0, 1}});
    ASSERT_TRUE(result) << result.error().message();
    for (const LayerError& error : *result) {
        EXPECT_EQ(error.accumulated.noise, 0) << error.layer;
        EXPECT_FALSE(error.isolated) << error.layer;
    }
}

TEST(LayerErrors, IsolatedErrorsAreLeftOutWhenNotAskedFor) {
    const auto result = errors(quantizedNetwork(), {.threads = 1, .samples = {0}, .isolated = false});
    ASSERT_TRUE(result);
    EXPECT_FALSE(result->at(1).isolated);
    EXPECT_NEAR(result->at(1).accumulated.noise, 25, 1e-4);
}

TEST(LayerErrors, CanBeStopped) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = errors(quantizedNetwork(), {.threads = 1, .samples = {0}}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Cancelled);
}

TEST(LayerErrors, NeedsSamples) {
    const auto result = errors(quantizedNetwork(), {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace rf::analysis
