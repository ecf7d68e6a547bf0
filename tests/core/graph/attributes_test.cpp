// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/attributes.h"

namespace rf::graph {
namespace {

TEST(Attributes, ReadsTypedValuesAndAnswersNothingForMalformedOnes) {
    const Attributes attributes{{"strides", "1, 2"}, {"eps", "1e-3"}, {"flag", "true"}, {"bad", "1,x"}, {"empty", ""}};
    EXPECT_EQ(attributes.integers("strides"), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(attributes.number("eps"), 1e-3);
    EXPECT_EQ(attributes.flag("flag"), true);
    EXPECT_EQ(attributes.integers("bad"), std::nullopt);
    EXPECT_EQ(attributes.integers("empty"), std::vector<std::int64_t>{});
    EXPECT_EQ(attributes.integer("absent"), std::nullopt);
}

TEST(Attributes, KeepsTheOrderOfTheFileWhenAValueChanges) {
    Attributes attributes{{"a", "1"}, {"b", "2"}};
    attributes.set("a", "3");
    attributes.set("c", "4");
    EXPECT_EQ(attributes.entries(), (std::vector<std::pair<std::string, std::string>>{{"a", "3"}, {"b", "2"}, {"c", "4"}}));
}

}  // namespace
}  // namespace rf::graph
