// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/regular_expression.h"

#include <functional>
#include <random>
#include <regex>

#include "tests/support/pch.h"

namespace rf {
namespace {

using testing::HasSubstr;

bool matches(std::string_view pattern, std::string_view text) {
    const auto expression = RegularExpression::compile(pattern);
    if (!expression) throw std::runtime_error(expression.error().message());
    return expression->matches(text);
}

bool wildcardMatches(std::string_view pattern, std::string_view text) { return RegularExpression::fromWildcard(pattern).value().matches(text); }

TEST(RegularExpression, DescribesTheWholeText) {
    EXPECT_TRUE(matches("conv[0-9]+", "conv12"));
    EXPECT_FALSE(matches("conv[0-9]+", "conv12/bias"));
    EXPECT_FALSE(matches("conv", "my_conv"));
    EXPECT_TRUE(matches("", ""));
    EXPECT_FALSE(matches("", "a"));
    EXPECT_TRUE(matches("^a$", "a"));
}

TEST(RegularExpression, KnowsTheSyntaxOfEcmaScript) {
    EXPECT_TRUE(matches("(?:block|stage)\\d{1,2}/.*", "block3/conv"));
    EXPECT_FALSE(matches("(?:block|stage)\\d{1,2}/.*", "block333/conv"));
    EXPECT_TRUE(matches("a{2,}", "aaaa"));
    EXPECT_FALSE(matches("a{2,}", "a"));
    EXPECT_TRUE(matches("a{3}", "aaa"));
    EXPECT_FALSE(matches("a{3}", "aaaa"));
    EXPECT_TRUE(matches("x|", ""));
    EXPECT_TRUE(matches("a??b+?", "bb"));
    EXPECT_TRUE(matches("\\x41\\u00e9\\.", "Aé."));
    EXPECT_TRUE(matches("[^a-c/]+", "xyz"));
    EXPECT_FALSE(matches("[^a-c/]+", "x/z"));
    EXPECT_TRUE(matches("[\\w-]+", "a-b_9"));
    EXPECT_TRUE(matches("[]-]|[^]", "-"));
    EXPECT_TRUE(matches("outer\\|inner", "outer|inner"));
    EXPECT_TRUE(matches(".*\\bconv\\b.*", "a/conv/b"));
    EXPECT_FALSE(matches(".*\\bconv\\b.*", "a/conv2/b"));
    EXPECT_FALSE(matches("a.b", "a\nb"));
    EXPECT_TRUE(matches(".", "漢")) << "a character, not a byte";
    EXPECT_TRUE(matches("[\xFF]", "\xFF")) << "names need not be UTF-8";
}

TEST(RegularExpression, LooksAhead) {
    EXPECT_TRUE(matches("(?!.*head).*", "backbone/conv"));
    EXPECT_FALSE(matches("(?!.*head).*", "net/head/conv"));
    EXPECT_TRUE(matches("(?=.*1)(?=.*2).*", "a2b1"));
    EXPECT_FALSE(matches("(?=.*1)(?=.*2).*", "a2b2"));
    // Inside one another: an "a" that is not followed by a "b" that a "c" follows.
    EXPECT_TRUE(matches("a(?!b(?=c)).*", "abd"));
    EXPECT_FALSE(matches("a(?!b(?=c)).*", "abc"));
}

TEST(RegularExpression, TakesLinearTimeAndLittleStackWhereBacktrackingDoesNot) {
    EXPECT_FALSE(matches("(a+)+(a*)*b", std::string(3000, 'a')));
    EXPECT_FALSE(matches("(a|aa)*(a|a)*(?=a)", std::string(3000, 'a')));
    EXPECT_TRUE(matches(".*", std::string(300'000, 'a')));
}

/// std::regex, another implementation, on all short texts over an alphabet; the patterns are random.
TEST(RegularExpression, AgreesWithTheStandardLibrary) {
    std::mt19937 random(1);
    const auto pick = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random); };
    const std::function<std::string(int)> expression = [&](int depth) -> std::string {
        static const std::vector<std::string> kAtoms = {"a", "b", "c", ".", "[ab]", "[^a]", "\\w"};
        static const std::vector<std::string> kRepeats = {"*", "+", "?", "{2}", "{1,2}", "{0,1}"};
        if (depth == 0) return kAtoms[pick(kAtoms.size())];
        switch (pick(5)) {
            case 0: return "(" + expression(depth - 1) + "|" + expression(depth - 1) + ")";
            case 1: return "(?:" + expression(depth - 1) + ")" + kRepeats[pick(kRepeats.size())];
            case 2: return "(?=" + expression(depth - 1) + ")" + expression(depth - 1);
            case 3: return "(?!" + expression(depth - 1) + ")" + expression(depth - 1);
            default: return expression(depth - 1) + expression(depth - 1);
        }
    };
    std::vector<std::string> texts = {""};
    for (std::size_t i = 0; i < texts.size() && texts[i].size() < 4; ++i)
        for (const char c : {'a', 'b', 'c'}) texts.push_back(texts[i] + c);
    int matching = 0;
    for (int i = 0; i < 300; ++i) {
        const std::string pattern = expression(3);
        const std::regex standard(pattern);
        const auto ours = RegularExpression::compile(pattern);
        ASSERT_TRUE(ours) << ours.error().message();
        for (const std::string& text : texts) {
            const bool expected = std::regex_match(text, standard);
            EXPECT_EQ(ours->matches(text), expected) << pattern << " on " << text;
            matching += expected ? 1 : 0;
        }
    }
    EXPECT_GT(matching, 1000);
}

struct BadExpression {
    std::string pattern, problem;
};

class BadRegularExpression : public testing::TestWithParam<BadExpression> {};

TEST_P(BadRegularExpression, IsRefusedWithWhatIsWrongAndWhere) {
    const auto expression = RegularExpression::compile(GetParam().pattern);
    ASSERT_FALSE(expression);
    EXPECT_EQ(expression.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(expression.error().message(), HasSubstr(GetParam().problem));
    EXPECT_THAT(expression.error().message(), HasSubstr(GetParam().pattern.substr(0, 100)));
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, BadRegularExpression,
                         testing::Values(BadExpression{"a(b", "before character 3 is not closed"}, BadExpression{"a)b", "the ')' at character 2 closes nothing"},
                                         BadExpression{"x[abc", "the '[' at character 2 is not closed"},
                                         BadExpression{"*conv", "nothing to repeat before character 1; write \\*"}, BadExpression{"a**", "before character 3"},
                                         BadExpression{"a{3,2}", "at character 2 must be {n}"}, BadExpression{"a{9999}", "not above 1000"},
                                         BadExpression{"a{", "at character 2"}, BadExpression{"[z-a]", "at character 2 runs backwards"},
                                         BadExpression{"(a)\\1", "\\1 at character 4 is not supported"}, BadExpression{"a\\", "nothing behind it"},
                                         BadExpression{"\\u12", "4 hexadecimal digits"}, BadExpression{"(?<n>a)", "group at character 1 must start with"},
                                         BadExpression{"(((a{1000}){1000}){1000}){1000}", "too large"},
                                         BadExpression{repeated("(", 5000), "too many groups"}));

TEST(Wildcard, KnowsOnlyTheStarAndTheQuestionMark) {
    EXPECT_TRUE(wildcardMatches("block?/*/conv", "block1/a/b/conv"));
    EXPECT_FALSE(wildcardMatches("block?/*/conv", "block12/a/conv"));
    EXPECT_FALSE(wildcardMatches("conv", "conv1"));
    EXPECT_TRUE(wildcardMatches("*", ""));
    EXPECT_TRUE(wildcardMatches("a.[b](c)+\\d", "a.[b](c)+\\d")) << "everything else stands for itself";
    EXPECT_FALSE(wildcardMatches("a.c", "abc"));
    EXPECT_TRUE(wildcardMatches("?", "é"));
    EXPECT_FALSE(wildcardMatches("*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
    EXPECT_FALSE(RegularExpression::fromWildcard(std::string(100'000, '*')));
}

}  // namespace
}  // namespace rf
