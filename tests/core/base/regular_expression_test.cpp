// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/regular_expression.h"

#include "tests/support/pch.h"

namespace rf {
namespace {

using testing::HasSubstr;

bool matches(std::string_view pattern, std::string_view text) {
    const auto expression = RegularExpression::compile(pattern);
    if (!expression) throw std::runtime_error(expression.error().message());
    return expression->matches(text);
}

bool wildcardMatches(std::string_view pattern, std::string_view text) {
    return RegularExpression::fromWildcard(pattern).value().matches(text);
}

TEST(RegularExpression, DescribesTheWholeText) {
    EXPECT_TRUE(matches("conv[0-9]+", "conv12"));
    EXPECT_FALSE(matches("conv[0-9]+", "conv12/bias"));
    EXPECT_FALSE(matches("conv", "my_conv"));
    EXPECT_TRUE(matches("", ""));
    EXPECT_FALSE(matches("", "a"));
    EXPECT_TRUE(matches("^a$", "a"));
}

TEST(RegularExpression, KnowsGroupsRepetitionsAndCharacters) {
    EXPECT_TRUE(matches("(?:block|stage)\\d{1,2}/.*", "block3/conv"));
    EXPECT_FALSE(matches("(?:block|stage)\\d{1,2}/.*", "block333/conv"));
    EXPECT_TRUE(matches("outer\\|inner", "outer|inner"));
    EXPECT_TRUE(matches(".", "漢")) << "a character, not a byte";
}

TEST(RegularExpression, TakesLinearTimeAndLittleStackWhereBacktrackingDoesNot) {
    EXPECT_FALSE(matches("(a+)+(a*)*b", std::string(3000, 'a')));
    EXPECT_TRUE(matches(".*", std::string(300'000, 'a')));
}

struct BadExpression {
    std::string pattern, problem;
};

class BadRegularExpression : public testing::TestWithParam<BadExpression> {};

TEST_P(BadRegularExpression, IsRefusedWithWhatIsWrong) {
    const auto expression = RegularExpression::compile(GetParam().pattern);
    ASSERT_FALSE(expression);
    EXPECT_EQ(expression.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(expression.error().message(), HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(All, BadRegularExpression,
                         testing::Values(BadExpression{"a(b", "missing )"}, BadExpression{"x[abc", "missing ]"},
                                         BadExpression{"*conv", "no argument for repetition operator: *"},
                                         BadExpression{"(a)\\1", "invalid escape sequence: \\1"},
                                         BadExpression{"(?!a)b", "invalid perl operator: (?!"},
                                         BadExpression{"((a{1000}){1000}){1000}", "invalid repetition size"}));

TEST(Wildcard, KnowsOnlyTheStarAndTheQuestionMark) {
    EXPECT_TRUE(wildcardMatches("block?/*/conv", "block1/a/b/conv"));
    EXPECT_FALSE(wildcardMatches("block?/*/conv", "block12/a/conv"));
    EXPECT_FALSE(wildcardMatches("conv", "conv1"));
    EXPECT_TRUE(wildcardMatches("*", ""));
    EXPECT_TRUE(wildcardMatches("a.[b](c)+\\d", "a.[b](c)+\\d")) << "everything else stands for itself";
    EXPECT_FALSE(wildcardMatches("a.c", "abc"));
    EXPECT_TRUE(wildcardMatches("?", "é"));
    EXPECT_FALSE(wildcardMatches("*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace rf
