// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/algorithm.h"

#include <gmock/gmock.h>

namespace rf::quantization {
namespace {

std::vector<std::vector<std::string>> namesOf(const Settings& settings) {
    std::vector<std::vector<std::string>> names;
    for (const Step& step : plan(settings)) {
        names.emplace_back();
        for (const auto& algorithm : step.algorithms) names.back().push_back(algorithm->name());
    }
    return names;
}

TEST(Plan, AlignsFirstAndSharesOnePassForTheRest) {
    EXPECT_EQ(namesOf({}),
              (std::vector<std::vector<std::string>>{{"ActivationChannelAlignment"}, {"MinMaxQuantization", "FastBiasCorrection"}}));
}

TEST(Plan, LeavesOutWhatIsSwitchedOff) {
    Settings settings;
    settings.channelAlignment = settings.correctBiases = false;
    EXPECT_EQ(namesOf(settings), (std::vector<std::vector<std::string>>{{"MinMaxQuantization"}}));
}

TEST(CheckSupported, RefusesExactBiasCorrectionByName) {
    Settings settings;
    EXPECT_TRUE(checkSupported(settings));
    settings.biasCorrection.fast = false;
    const auto checked = checkSupported(settings);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code(), ErrorCode::Unsupported);
    EXPECT_THAT(checked.error().message(), testing::HasSubstr("use_fast_bias"));
    settings.correctBiases = false;
    EXPECT_TRUE(checkSupported(settings));
}

TEST(CheckSupported, RefusesDevicesThatNeedOverflowCorrection) {
    Settings settings;
    settings.device = "GNA3";
    const auto checked = checkSupported(settings);
    ASSERT_FALSE(checked);
    EXPECT_THAT(checked.error().message(), testing::HasSubstr("GNA3"));
    settings.correctBiases = false;
    EXPECT_TRUE(checkSupported(settings));
}

}  // namespace
}  // namespace rf::quantization
