// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> kQuick = {"--subset", "2", "--engine", "reference"};

std::vector<std::string> ignoring(const std::filesystem::path& output, std::vector<std::string> options) {
    options.insert(options.begin(), kQuick.begin(), kQuick.end());
    return optimizeDemo(output, options);
}

/// The layers of the demo network that read a quantizer.
std::set<std::string> quantizedLayers(const nlohmann::json& report) {
    std::set<std::string> layers;
    for (const auto& quantizer : report["quantizers"]) {
        for (const auto& consumer : quantizer["consumers"]) {
            const auto text = consumer.get<std::string>();
            layers.insert(text.substr(0, text.rfind(':')));
        }
    }
    return layers;
}

// The demo network: image, normalize, stem, block1 to block6, pool, flatten, classifier, probabilities (resources/demo/glyphs.xml).
TEST(Ignore, RulesOfEveryKindAreReportedInOrder) {
    const TempDir folder;
    const auto result = runCli(
        ignoring(folder / "out", {"--ignore-chain", "MatMul, Add|Multiply, *", "--ignore-subgraph", "block6/expand", "block6/pointwise",
                                  "--ignore-regex", "[ab]lock5/[^/]+", "--ignore-pattern", "block1/*", "--ignore-pattern", "[ab]",
                                  "--ignore-subgraph", "block2/depthwise", "block2/residual", "--json"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto report = nlohmann::json::parse(result.out);
    std::vector<std::pair<std::string, int>> matched;
    for (const auto& rule : report["rules"]) matched.emplace_back(rule["rule"], rule["matched_layers"]);
    EXPECT_EQ(matched, (std::vector<std::pair<std::string, int>>{{"block1/*", 6},
                                                                 {"[ab]", 0},
                                                                 {"/[ab]lock5/[^/]+/", 2},  // depthwise, pointwise
                                                                 {"block6/expand -> block6/pointwise", 7},
                                                                 {"block2/depthwise -> block2/residual", 6},
                                                                 {"MatMul, Add|Multiply, *", 3}}));  // to probabilities
    for (const auto& rule : report["rules"]) EXPECT_EQ(rule["has_effect"], rule["rule"] != "[ab]") << rule["rule"];
    for (const std::string& layer : quantizedLayers(report))
        EXPECT_TRUE(layer.starts_with("normalize/") || layer.starts_with("stem/") || layer.starts_with("block3/") ||
                    layer.starts_with("block4/") || layer == "pool")
            << layer;
}

TEST(Ignore, ARuleWithoutEffectIsAWarning) {
    const TempDir folder;
    const auto result =
        runCli(ignoring(folder / "out", {"--ignore-pattern", "stem/*", "--ignore-regex", "stem", "--ignore", "probabilities"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("/stem/: 0 layers, 0 quantizers fewer  (warning: no layer matches this rule)"));
    EXPECT_THAT(result.out, HasSubstr("probabilities: 1 layers, 0 quantizers fewer  (warning: this rule has no effect)"));
    EXPECT_THAT(result.out, HasSubstr("stem/*: 3 layers, "));
    EXPECT_THAT(result.out, Not(HasSubstr("stem/*: 3 layers, 0 ")));
}

struct BadRule {
    std::string name;
    std::vector<std::string> options;
    std::string problem;
};

class RefusedRule : public testing::TestWithParam<BadRule> {};

TEST_P(RefusedRule, IsOneSentenceAndNothingIsWritten) {
    const TempDir folder;
    const auto result = runCli(ignoring(folder / "out", GetParam().options));
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, HasSubstr(GetParam().problem));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

INSTANTIATE_TEST_SUITE_P(All, RefusedRule,
                         testing::Values(BadRule{"EmptyName", {"--ignore", ""}, "entry 1 of 'names' is empty"},
                                         BadRule{"EmptyPattern", {"--ignore-pattern", ""}, "entry 1 of 'patterns' is empty"},
                                         BadRule{"EmptyChain", {"--ignore-chain", ""}, "a type is missing"},
                                         BadRule{"ChainWithAGap", {"--ignore-chain", "Convolution,,Add"}, "a type is missing"},
                                         BadRule{"BadExpression",
                                                 {"--ignore-regex", "stem/("},
                                                 "regular expression 'stem/(' is not valid in the syntax of RE2: missing )"},
                                         BadRule{
                                             "UnknownEnd", {"--ignore-subgraph", "block6/expnad", "pool"}, "did you mean 'block6/expand'?"},
                                         BadRule{"Backwards", {"--ignore-subgraph", "pool", "block6/expand"}, "no path leads from 'pool'"},
                                         BadRule{"OneEndOnly", {"--ignore-subgraph", "pool"}, "--ignore-subgraph"}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace rf::test
