// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/weight_bias_correction.h"

#include <cmath>
#include <numeric>

#include "core/quantization/weights.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

using testing::ElementsAre;
using testing::FloatNear;
using testing::Pointwise;

// exact: mean 2.5, variance 5/4; quantized: mean 2.75, variance 35/16. v = sqrt(4/7), d = 2.5 - 2.75 v.
TEST(WeightShift, BringsMeanAndDeviationBack) {
    const WeightShift shift = weightShift(std::vector<float>{1, 2, 3, 4}, std::vector<float>{1, 2, 3, 5}, 0.0);
    EXPECT_NEAR(shift.variance, 0.755928946, 1e-9);
    EXPECT_NEAR(shift.mean, 0.421195398, 1e-9);
}

TEST(WeightShift, ADeadChannelStaysFinite) {
    const WeightShift shift = weightShift(std::vector<float>{0.5f, 0.5f}, std::vector<float>{1, 1}, 1e-5);
    EXPECT_EQ(shift.variance, 0.0);
    EXPECT_EQ(shift.mean, 0.5);
}

const std::vector<float> kTwoChannels = {0.6f, -1.4f, 1.7f, 0.2f, -0.6f, 0.9f, 1.2f, -1.8f};  // two output channels of four

/// Weights on a grid of whole numbers; `stored` times what the operator sees are in the file.
State layer(float stored) {
    std::vector<float> weights = kTwoChannels;
    for (float& weight : weights) weight *= stored;
    State state;
    state.model = test::graphFrom(R"(
        in = Parameter : f32 1x4x1x1
        w = Const : f32 2x4x1x1
        il = Const : f32
        ih = Const : f32
        ol = Const : f32
        oh = Const : f32
        wq = FakeQuantize(w, il, ih, ol, oh) {levels: 5} : f32 2x4x1x1
        conv = Convolution(in, wq) : f32 1x2x1x1
        out = Result(conv))",
                                  {{"w", weights}, {"il", {-2 * stored}}, {"ih", {2 * stored}}, {"ol", {-2}}, {"oh", {2}}});
    state.floatModel = test::withoutQuantizers(state.model);
    return state;
}

ConstantQuantizer corrected(const State& before) {
    Settings settings;
    settings.weightBiasEpsilon = 0.0;
    const State after = WeightBiasCorrection(settings).apply(before, {}, Progress()).value();
    return readConstantQuantizer(after.model, after.model.find("wq").value()).value();
}

double mean(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}
double deviation(std::span<const float> values) {
    double squares = 0.0;
    for (const float value : values) squares += std::pow(static_cast<double>(value) - mean(values), 2);
    return std::sqrt(squares / static_cast<double>(values.size()));
}

/// The same, the constant stored in half precision. The Convert goes when its constant gets new values.
TEST(WeightBiasCorrection, TakesWeightsBehindAConvert) {
    State state;
    state.model = test::graphFrom(R"(
        in = Parameter : f32 1x4x1x1
        l = Const : f32
        h = Const : f32
        half = Const : f16 2x4x1x1
        w = Convert(half) {destination_type: f32} : f32 2x4x1x1
        wq = FakeQuantize(w, l, h, l, h) {levels: 5} : f32 2x4x1x1
        conv = Convolution(in, wq) : f32 1x2x1x1
        out = Result(conv))",
                                  {{"half", kTwoChannels}, {"l", {-2}}, {"h", {2}}});
    state.floatModel = test::withoutQuantizers(state.model);
    const std::vector<float> quantized = toFloats(corrected(state).evaluated(Rounding::HalfEven).view());
    for (const std::size_t channel : {0u, 1u})  // halves have 11 bits
        EXPECT_NEAR(mean(std::span(quantized).subspan(4 * channel, 4)), mean(std::span(kTwoChannels).subspan(4 * channel, 4)), 1e-3);
}

TEST(WeightBiasCorrection, LeavesQuantizersThatCameWithTheModel) {
    State trained = layer(1.0f);
    trained.floatModel = trained.model;
    EXPECT_EQ(toFloats(corrected(trained).constant.view()), kTwoChannels);
}

TEST(WeightBiasCorrection, QuantizedWeightsHaveTheMeanAndDeviationOfTheFloatOnes) {
    const std::vector<float> quantized = toFloats(corrected(layer(1.0f)).evaluated(Rounding::HalfEven).view());
    for (const std::size_t channel : {0u, 1u}) {
        const auto before = std::span(kTwoChannels).subspan(4 * channel, 4), after = std::span(quantized).subspan(4 * channel, 4);
        EXPECT_NEAR(mean(after), mean(before), 1e-6);
        EXPECT_NEAR(deviation(after), deviation(before), 1e-6);
    }
}

// Channel 0: W = {0.6, -1.4, 1.7, 0.2}, Q = {1, -1, 2, 0}. mean W = 0.275, variance = (0.36 + 1.96 + 2.89 + 0.04) / 4 -
// 0.075625 = 1.236875; mean Q = 0.5, variance = 1.5 - 0.25 = 1.25. v = sqrt(0.98950) = 0.9947362, d = 0.275 - v/2 = -0.2223681.
// Channel 1: W = {-0.6, 0.9, 1.2, -1.8}, Q = {-1, 1, 1, -2}. mean W = -0.075, variance = 1.4625 - 0.005625 = 1.456875;
// mean Q = -0.25, variance = 1.75 - 0.0625 = 1.6875. v = sqrt(0.8633333) = 0.9291573, d = -0.075 + v/4 = 0.1572893.
TEST(WeightBiasCorrection, MovesWeightsAndRangesOfEveryChannel) {
    const ConstantQuantizer weights = corrected(layer(1.0f));
    EXPECT_EQ(weights.layout.channels, 2) << "one range for all has become one per channel";
    const std::vector<float> expected = {0.374474f, -1.614999f, 1.468684f, -0.023421f, -0.400205f, 0.993531f, 1.272278f, -1.515194f};
    EXPECT_THAT(toFloats(weights.constant.view()), Pointwise(testing::FloatNear(1e-5f), expected));
    const std::vector<float> low = {-2.211840f, -1.701025f}, high = {1.767104f, 2.015604f};
    EXPECT_THAT(weights.limits[0], Pointwise(testing::FloatNear(1e-5f), low));
    EXPECT_THAT(weights.limits[1], Pointwise(testing::FloatNear(1e-5f), high));
    EXPECT_EQ(weights.limits[2], weights.limits[0]);
    EXPECT_EQ(weights.limits[3], weights.limits[1]);
}

// The saturation fix stores weights halved. Spec 02, section 3.3: weights (W v + d) / 2, input range x v + d of the halved
// range, output range twice that.
TEST(WeightBiasCorrection, KeepsHalvedWeightsHalved) {
    const ConstantQuantizer weights = corrected(layer(0.5f));
    EXPECT_NEAR(toFloats(weights.constant.view())[0], 0.374474f / 2, 1e-5);
    EXPECT_NEAR(weights.limits[0][0], -1.217104f, 1e-5) << "-1 v + d";
    EXPECT_NEAR(weights.limits[1][0], 0.772368f, 1e-5) << "1 v + d";
    EXPECT_NEAR(weights.limits[2][0], 2 * -1.217104f, 1e-5);
    EXPECT_NEAR(weights.limits[3][0], 2 * 0.772368f, 1e-5);
}

TEST(WeightBiasCorrection, LeavesFloatWeights) {
    State state;
    state.model = test::graphFrom("in = Parameter : f32 1x2\nw = Const : f32 2x2\nfc = MatMul(in, w) : f32 1x2\nout = Result(fc)",
                                  {{"w", {1, 2, 3, 4}}});
    const State after = WeightBiasCorrection(Settings()).apply(state, {}, Progress()).value();
    EXPECT_EQ(toFloats(after.model.node(after.model.find("w").value()).value.view()), (std::vector<float>{1, 2, 3, 4}));
}

}  // namespace
}  // namespace rf::quantization
