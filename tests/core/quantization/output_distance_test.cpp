// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/output_distance.h"

#include <gtest/gtest.h>

#include <cmath>

namespace rf::quantization {
namespace {

using Samples = std::vector<std::vector<Tensor>>;

Tensor tensor(std::vector<float> values) { return Tensor::from<float>({static_cast<std::int64_t>(values.size())}, values); }

constexpr OutputKind kValues[] = {OutputKind::Values};
constexpr OutputKind kProbabilities[] = {OutputKind::Probabilities};
constexpr OutputKind kLogarithms[] = {OutputKind::LogProbabilities};

// Signal 9 + 16 and 0 + 25, so 50; noise 1 + 0 and 4 + 0.
TEST(OutputDistance, CountsSquaredErrorsAsPartsOfAllSignal) {
    const Samples reference{{tensor({3, 4}), tensor({0, 5})}}, outputs{{tensor({4, 4}), tensor({-2, 5})}};
    const OutputDistance distance = outputDistance(outputs, reference, kValues).value();
    EXPECT_DOUBLE_EQ(distance.nmse, 0.1);
    EXPECT_EQ(distance.bySample, (std::vector<double>{0.02, 0.08}));
    EXPECT_FALSE(distance.divergence);
}

// p = (1, 0), q = (½, ½), so m = (¾, ¼): ½ · log(4/3) + ½ · (½ · log(2/3) + ½ · log 2) = 0.2157616; without a common class log 2.
TEST(OutputDistance, ComparesProbabilitiesByTheirDivergence) {
    const Samples reference{{tensor({1, 0}), tensor({1, 0}), tensor({0.25f, 0.75f})}};
    const Samples outputs{{tensor({0.5f, 0.5f}), tensor({0, 1}), tensor({0.25f, 0.75f})}};
    const OutputDistance distance = outputDistance(outputs, reference, kProbabilities).value();
    EXPECT_NEAR(distance.bySample[0], 0.2157616, 1e-7);
    EXPECT_NEAR(distance.bySample[1], std::log(2.0), 1e-12);
    EXPECT_EQ(distance.bySample[2], 0.0);
    EXPECT_NEAR(distance.divergence.value(), (0.2157616 + std::log(2.0)) / 3, 1e-7);
    // Σ noise = 0.5 + 2 + 0, Σ signal = 1 + 1 + 0.625.
    EXPECT_DOUBLE_EQ(distance.nmse, 2.5 / 2.625);
}

TEST(OutputDistance, TakesLogarithmsOfProbabilitiesBack) {
    const float half = std::log(0.5f), never = -200.0f;
    const Samples reference{{tensor({0, never})}}, outputs{{tensor({half, half})}};
    EXPECT_NEAR(outputDistance(outputs, reference, kLogarithms).value().total(), 0.2157616, 1e-6);
}

// Differences 1, 1, 1, 3: mean 1.5, deviation 1, standard error ½, and twice that is 1. Differences 1, 1, 1, −1: mean ½, standard error ½.
TEST(OutputDistance, IsClearlyLessBeyondTwoStandardErrors) {
    const auto of = [](std::vector<double> bySample) { return OutputDistance{std::move(bySample), 0.0, {}}; };
    EXPECT_TRUE(isClearlyNearer(of({1, 1, 1, 1}), of({2, 2, 2, 4})));
    EXPECT_FALSE(isClearlyNearer(of({2, 2, 2, 4}), of({1, 1, 1, 1})));
    EXPECT_FALSE(isClearlyNearer(of({1, 1, 1, 2}), of({2, 2, 2, 1})));
    EXPECT_FALSE(isClearlyNearer(of({1}), of({100})));
    EXPECT_FALSE(isClearlyNearer(of({1, 1}), of({1, 1})));
}

}  // namespace
}  // namespace rf::quantization
