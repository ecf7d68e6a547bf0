// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/input_evidence.h"

#include <gmock/gmock.h>

#include <cmath>

namespace rf::analysis {
namespace {

EarlyLayer layerWith(EarlyLayer::Kind kind, std::vector<double> offset, std::vector<double> spread = {}) {
    EarlyLayer layer;
    layer.kind = kind;
    layer.offset = std::move(offset);
    layer.spread = std::move(spread);
    layer.rectified = true;
    return layer;
}

TEST(StudentLog, IsTheTDensityWithFourDegreesOfFreedom) {
    EXPECT_EQ(studentLog(0, 3), 0.0);
    EXPECT_NEAR(studentLog(4, 2), -2.5 * std::log(2.0), 1e-12);  // t = 2: 1 + 4/4
}

TEST(StatedDivergence, IsThatOfTwoNormalDistributions) {
    const auto layer = layerWith(EarlyLayer::Kind::BatchNormalization, {1, 1}, {2, 2});
    EXPECT_NEAR(*statedDivergence(layer, {{1, 1}, {2, 2}, {}}), 0.0, 1e-12);
    // One channel is a deviation off, (1 + 1 - 1 - 0) / 2; the other one is twice as wide, (4 - 1 - ln 4) / 2.
    EXPECT_NEAR(*statedDivergence(layer, {{3, 1}, {2, 4}, {}}), (0.5 + (3 - std::log(4.0)) / 2) / 2, 1e-12);
}

TEST(StatedDivergence, LeavesOutChannelsThatWereSwitchedOff) {
    EXPECT_NEAR(*statedDivergence(layerWith(EarlyLayer::Kind::BatchNormalization, {1, 0}, {2, 0}), {{3, 99}, {2, 99}, {}}), 0.5, 1e-12);
    EXPECT_FALSE(statedDivergence(layerWith(EarlyLayer::Kind::BatchNormalization, {1}, {0}), {{3}, {2}, {}}));
}

TEST(StatedSupport, CountsFourWitnessesInTheFirstLayerAndFewerBehindItUpToALimit) {
    EXPECT_EQ(statedSupport(0.5, 1), -2.0);
    EXPECT_EQ(statedSupport(0.5, 2), -1.0);
    EXPECT_EQ(statedSupport(1000, 1), -5.0);
}

TEST(ExplainedOffsets, AreAllWhereMeanResponsesCancelThem) {
    const auto layer = layerWith(EarlyLayer::Kind::Weighted, {1, 2, 3, 4});  // squared differences from 2.5: 2 · 2.25 + 2 · 0.25 = 5
    EXPECT_NEAR(*explainedOffsets(layer, {{7, 7, 7, 7}, {}, {}}), 1.0, 1e-12);
    EXPECT_NEAR(*explainedOffsets(layer, {{1, 2, 3, 4}, {}, {}}), 0.0, 1e-12);       // no response at all
    EXPECT_NEAR(*explainedOffsets(layer, {{2, 2, 3, 3}, {}, {}}), 0.8, 1e-12);       // 1 of 5 is left
    EXPECT_NEAR(*explainedOffsets(layer, {{-2, -4, -6, -8}, {}, {}}), -3.0, 1e-12);  // 20 instead of 5
}

TEST(ExplainedOffsets, NeedOffsetsThatDiffer) {
    EXPECT_FALSE(explainedOffsets(layerWith(EarlyLayer::Kind::Weighted, {3, 3, 3, 3}), {{1, 2, 3, 4}, {}, {}}));
    EXPECT_FALSE(explainedOffsets(layerWith(EarlyLayer::Kind::Weighted, {1, 2, 3}), {{1, 2, 3}, {}, {}}));
}

TEST(OffsetSupport, IsALikelihoodRatioThatNeverSpeaksAgainst) {
    EXPECT_NEAR(offsetSupport(0.75, 1), 2 * std::log(4.0), 1e-12);  // 4 witnesses, -4/2 · ln(1/4)
    EXPECT_NEAR(offsetSupport(0.75, 4), 0.5 * std::log(4.0), 1e-12);
    EXPECT_EQ(offsetSupport(-3, 1), 0.0);
    EXPECT_NEAR(offsetSupport(1, 1), 2 * std::log(100.0), 1e-12);
}

TEST(StuckShare, CountsChannelsThatAreAlwaysOrNeverActive) {
    auto layer = layerWith(EarlyLayer::Kind::Weighted, {});
    const ChannelStatistics seen{{}, {}, {0, 0.005, 0.02, 0.98, 0.5, 1, 0.995, 0.3}};
    EXPECT_EQ(stuckShare(layer, seen), 0.5);
    EXPECT_EQ(stuckSupport(0.5), -5.0);
    layer.rectified = false;
    EXPECT_FALSE(stuckShare(layer, seen));
}

TEST(Magnitude, IsAHabitThatRulesOutNothingByItself) {
    EXPECT_NEAR(logDeviation({{0, 0}, {2, 8}, {}}), std::log(4.0), 1e-12);
    EXPECT_EQ(magnitudeSupport(0), 0.0);
    EXPECT_NEAR(magnitudeSupport(std::log(10.0)), -2.5 * std::log(1.25), 1e-12);
    EXPECT_EQ(magnitudeSupport(std::log(1e9)), -2.0);
}

TEST(NormalizationSupport, IsBestForACentredInputOfUnitSpread) {
    EXPECT_EQ(normalizationSupport({{0, 0, 0}, {1, 1, 1}, {}}), 0.0);
    // One of two channels is three times as wide and two of its deviations off the centre.
    EXPECT_NEAR(normalizationSupport({{0, 6}, {1, 3}, {}}), (-2.5 * std::log(1.25) - 2.5 * std::log(2.0)) / 2, 1e-12);
    EXPECT_EQ(normalizationSupport({{1e9}, {1e-9}, {}}), -10.0);
}

}  // namespace
}  // namespace rf::analysis
