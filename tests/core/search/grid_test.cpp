// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/grid.h"

#include "tests/support/pch.h"

namespace rf::search {
namespace {

using calibration::Aggregator;
using calibration::Reduction;

TEST(Grid, TriesOneKindOfTensorAtATime) {
    quantization::Settings base;
    base.weights.bits = 4;
    const std::vector<quantization::Settings> choices = estimatorChoices(base, false);
    ASSERT_EQ(choices.size(), 10u);
    EXPECT_EQ(choices[0].weights.rangeEstimator->min.type, Reduction::Min);
    EXPECT_EQ(choices[0].weights.rangeEstimator->max.type, Reduction::Max);
    EXPECT_EQ(choices[0].weights.bits, 4);
    EXPECT_FALSE(choices[0].activations.rangeEstimator);
    std::set<std::string> different;
    for (std::size_t i = 1; i < choices.size(); ++i) {
        EXPECT_EQ(choices[i].weights, base.weights);
        const auto& [preset, low, high] = *choices[i].activations.rangeEstimator;
        EXPECT_FALSE(preset);
        for (const auto* end : {&low, &high})
            EXPECT_EQ(end->aggregator, end->outlierProbability ? Aggregator::Mean : end == &low ? Aggregator::Min : Aggregator::Max);
        different.insert(fmt::format("{} {}", low.outlierProbability.value_or(0), high.outlierProbability.value_or(0)));
    }
    EXPECT_EQ(different.size(), 9u) << "three borders below times three above";
    EXPECT_TRUE(different.contains("0.001 0.0001"));
}

TEST(Grid, LosesTheRestOfTheSectionAsPotDoes) {
    quantization::Settings base;
    base.weights.bits = 4;
    EXPECT_FALSE(estimatorChoices(base, true)[0].weights.bits);
    EXPECT_EQ(estimatorChoices(base, true)[1].weights.bits, 4) << "only the section that is tried";
}

TEST(Grid, TriesBothBiasCorrections) {
    const std::vector<quantization::Settings> choices = biasChoices({});
    ASSERT_EQ(choices.size(), 2u);
    EXPECT_TRUE(choices[0].biasCorrection.fast);
    EXPECT_FALSE(choices[1].biasCorrection.fast);
}

}  // namespace
}  // namespace rf::search
