// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/scheme_choice.h"

#include "tests/support/pch.h"

namespace rf::quantization::placement {
namespace {

using calibration::Granularity;

Scheme scheme(int bits, Mode mode, Granularity granularity) {
    Scheme result;
    result.bits = bits;
    result.mode = mode;
    result.granularity = granularity;
    return result;
}

const Scheme kSymTensor = scheme(8, Mode::Symmetric, Granularity::PerTensor),
             kAsymTensor = scheme(8, Mode::Asymmetric, Granularity::PerTensor);
const Scheme kSymChannel = scheme(8, Mode::Symmetric, Granularity::PerChannel),
             kAsymChannel = scheme(8, Mode::Asymmetric, Granularity::PerChannel);

TEST(Intersect, KeepsCommonKindsInOrder) {
    EXPECT_EQ(intersect({kSymTensor, kAsymTensor}, {kAsymTensor}, 8), std::vector{kAsymTensor});
    EXPECT_EQ(intersect({kSymTensor, kAsymTensor}, {kSymTensor, kAsymTensor}, 8), (std::vector{kSymTensor, kAsymTensor}));
}

// The example of spec 01, section 2.4: a tensor that a convolution and a depthwise convolution read. Both lists are
// extended; the candidates they share then are the two of whole tensors, and performance picks the symmetric one.
TEST(Intersect, WidensListsThatHaveNothingInCommon) {
    const std::vector<Scheme> common = intersect({kSymTensor, kAsymTensor}, {kSymChannel, kAsymChannel}, 8);
    ASSERT_FALSE(common.empty());
    EXPECT_EQ(byPreset(common, Group::Activations, Preset::Performance), kSymTensor);
    EXPECT_EQ(byPreset(common, Group::Activations, Preset::Mixed), kAsymTensor);
}

TEST(Intersect, PrefersThePrimaryBitsThenTheFewerOnes) {
    const Scheme wide = scheme(16, Mode::Symmetric, Granularity::PerTensor), narrow = scheme(8, Mode::Symmetric, Granularity::PerTensor),
                 widest = scheme(32, Mode::Symmetric, Granularity::PerTensor);
    EXPECT_EQ(intersect({wide}, {narrow}, 16), std::vector{wide});
    EXPECT_EQ(intersect({wide}, {narrow}, 8), std::vector{narrow});
    EXPECT_EQ(intersect({widest}, {wide}, 8), std::vector{wide});
}

TEST(Levels, FollowFromTheLimitsOrTheBits) {
    EXPECT_EQ(levels(kSymChannel, Group::Weights), 255);   // -127 … 127
    EXPECT_EQ(levels(kAsymChannel, Group::Weights), 256);  // -128 … 127
    EXPECT_EQ(levels(kSymTensor, Group::Activations), 256);
    Scheme full = scheme(32, Mode::Symmetric, Granularity::PerTensor);
    full.levelLow = -2147483648LL;
    full.levelHigh = 2147483647LL;
    EXPECT_EQ(levels(full, Group::Activations), 4294967296LL);
    EXPECT_TRUE(isSigned(full));
    EXPECT_FALSE(isSigned(kSymTensor));
}

TEST(Constrained, FallsBackToTheUsersScheme) {
    TensorConstraint constraint;
    constraint.bits = 6;
    constraint.mode = Mode::Asymmetric;
    constraint.granularity = Granularity::PerTensor;
    EXPECT_EQ(constrained({kSymTensor, kAsymTensor}, constraint), std::vector{scheme(6, Mode::Asymmetric, Granularity::PerTensor)});
    constraint.bits = 8;
    EXPECT_EQ(constrained({kSymTensor, kAsymTensor}, constraint), std::vector{kAsymTensor});
}

}  // namespace
}  // namespace rf::quantization::placement
