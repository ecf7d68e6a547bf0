// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nearest_match.h"

namespace rf {
namespace {

TEST(NearestMatch, FindsTheWordWithTheFewestChanges) {
    const std::vector<std::string> words{"performance", "mixed", "accuracy"};
    EXPECT_EQ(nearestMatch("preformance", words), "performance");
    EXPECT_EQ(nearestMatch("mixd", words), "mixed");
}

TEST(NearestMatch, AnswersNothingWhenNoWordIsNear) {
    const std::vector<std::string> words{"performance", "mixed", "accuracy"};
    EXPECT_EQ(nearestMatch("banana", words), "");
}

}  // namespace
}  // namespace rf
