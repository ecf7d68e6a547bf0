// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/overflow_correction.h"

#include <cmath>

#include "core/quantization/weights.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

TEST(OverflowFactor, IsTheLargestSumOverTheLargestInteger) {
    // 2^31 - 1 = 2147483647.
    EXPECT_EQ(overflowFactor(2147483647.0, 1.0, 1.0), 1.0);
    EXPECT_EQ(overflowFactor(4294967294.0, 1.0, 1.0), 2.0);
    EXPECT_EQ(overflowFactor(1073741823.5, 0.5, 0.5), 2.0) << "4 · 1073741823.5 = 2 · 2147483647";
    EXPECT_EQ(overflowFactor(2147483647.9, 1.0, 1.0), 1.0) << "sums are whole numbers";
}

TEST(OverflowFactor, LeavesLayersWithoutAScale) {
    EXPECT_EQ(overflowFactor(1e30, 0.0, 1.0), 1.0);
    EXPECT_EQ(overflowFactor(1e30, 1.0, 0.0), 1.0);
}

const float kInputHigh = 65535.0f * 0x1p-15f;   // 65536 levels from 0: a step of 2^-15
const float kWeightHigh = 32767.0f * 0x1p-16f;  // 65535 levels around 0: a step of 2^-16

State layerWith(const std::string& weightLevels) {
    State state;
    state.model = test::graphFrom(R"(
        in = Parameter : f32 1x1x1x2
        zero = Const : f32
        ih = Const : f32
        fq = FakeQuantize(in, zero, ih, zero, ih) {levels: 65536} : f32 1x1x1x2
        w = Const : f32 1x1x1x1
        wl = Const : f32
        wh = Const : f32
        wq = FakeQuantize(w, wl, wh, wl, wh) {levels: )" +
                                      weightLevels + R"(} : f32 1x1x1x1
        conv = Convolution(fq, wq) : f32 1x1x1x2
        bias = Const : f32 1x1x1x1
        sum = Add(conv, bias) : f32 1x1x1x2
        out = Result(sum))",
                                  {{"ih", {kInputHigh}}, {"w", {0.25f}}, {"wl", {-kWeightHigh}}, {"wh", {kWeightHigh}}});
    state.floatModel = test::withoutQuantizers(state.model);
    return state;
}

ConstantQuantizer weightsAfter(const State& before, float outputMagnitude) {
    calibration::Statistics::Data data;
    data.samples = {0, 1};
    data.values[{{"sum", 0}, calibration::Reduction::AbsMax, calibration::Granularity::PerTensor, 1, 0.0}] = {
        2, 1, 1, {outputMagnitude / 3, outputMagnitude}};
    const State after = OverflowCorrection(Settings()).apply(before, {calibration::Statistics(std::move(data)), {}}, Progress()).value();
    return readConstantQuantizer(after.model, after.model.find("wq").value()).value();
}

// An output of 2 is a sum of 2 · 2^15 · 2^16 = 2^32, twice what fits.
TEST(OverflowCorrection, MakesWeightsSmallerAndTheirOutputsLarger) {
    const ConstantQuantizer weights = weightsAfter(layerWith("65535"), 2.0f);
    EXPECT_THAT(toFloats(weights.constant.view()), ElementsAre(FloatNear(0.125f, 1e-7f)));
    EXPECT_THAT(weights.limits[0], ElementsAre(-kWeightHigh));
    EXPECT_THAT(weights.limits[1], ElementsAre(kWeightHigh));
    EXPECT_THAT(weights.limits[2], ElementsAre(FloatNear(-2 * kWeightHigh, 1e-6f)));
    EXPECT_THAT(weights.limits[3], ElementsAre(FloatNear(2 * kWeightHigh, 1e-6f)));
}

TEST(OverflowCorrection, LeavesQuantizersThatCameWithTheModel) {
    State trained = layerWith("65535");
    trained.floatModel = trained.model;
    EXPECT_THAT(toFloats(weightsAfter(trained, 2.0f).constant.view()), ElementsAre(0.25f));
}

TEST(OverflowCorrection, LeavesLayersWhoseSumsFit) {
    const ConstantQuantizer weights = weightsAfter(layerWith("65535"), 0.9f);  // 0.9 · 2^31
    EXPECT_THAT(toFloats(weights.constant.view()), ElementsAre(0.25f));
    EXPECT_THAT(weights.limits[3], ElementsAre(kWeightHigh));
}

TEST(OverflowCorrection, LeavesEightBitWeights) {
    // With 255 levels the step is 2^-8 and a bit; an output of 2^20 would make a sum of about 2^43.
    const ConstantQuantizer weights = weightsAfter(layerWith("255"), 0x1p20f);
    EXPECT_THAT(toFloats(weights.constant.view()), ElementsAre(0.25f));
    EXPECT_THAT(weights.limits[3], ElementsAre(kWeightHigh));
}

}  // namespace
}  // namespace rf::quantization
