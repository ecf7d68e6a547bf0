// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/json_text.h"

namespace rf::config {
namespace {

std::string textOfError(const Result<nlohmann::json>& result) { return result ? "no error" : result.error().message(); }

TEST(JsonText, AllowsCommentsTrailingCommasAndPythonsInfinity) {
    const auto json =
        parseJson("{ // it's \"quoted\"\n \"a\": [1, 2, /* , ] */ ],\n \"b\": {\"c\": -Infinity,},\n \"d\": \"// , ] NaN\", }", "a.json");
    ASSERT_TRUE(json) << json.error().message();
    EXPECT_EQ(*json, (nlohmann::json{{"a", {1, 2}}, {"b", {{"c", "-Infinity"}}}, {"d", "// , ] NaN"}}));
}

struct BadText {
    std::string text, message;
};

class BadJson : public testing::TestWithParam<BadText> {};

TEST_P(BadJson, IsRefusedWithThePlace) {
    EXPECT_THAT(textOfError(parseJson(GetParam().text, "a.json")), testing::StartsWith(GetParam().message));
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadJson,
    testing::Values(BadText{"", "a.json: is not valid JSON: line 1, column 1"},
                    BadText{"{\n  \"model\": {,}\n}", "a.json: is not valid JSON: line 2, column 13"},
                    BadText{"{\"a\": [1,,]}", "a.json: is not valid JSON: line 1"}, BadText{"[,]", "a.json: is not valid JSON: line 1"},
                    BadText{"{\"a\": 1 /* never closed", "a.json: is not valid JSON: line 1"},
                    BadText{"{\"a\": \"never closed", "a.json: is not valid JSON: line 1"},
                    BadText{"{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}", "a.json: the key 'b' stands twice in one object"},
                    BadText{"{\"a\": \"\xff\"}", "a.json: is not valid JSON: line 1"},
                    BadText{repeated("[", 100'000), "a.json: is not valid JSON: line 1"},
                    BadText{repeated("[", 100'000) + repeated("]", 100'000), "a.json: brackets are nested more than 64 deep"}));

TEST(YamlText, GivesTheTypesThatPythonGives) {
    const auto yaml = parseYaml(R"(
a: 1
b: [1.5, 1e-4, -3, .inf, "1", 'yes', yes, Off, ~, null, text with spaces]
c: {d: 0.0001, e: /path/x.xml}
# a comment
f:
  - name: DefaultQuantization
    params:
      preset: mixed
)",
                                "a.yml");
    ASSERT_TRUE(yaml) << yaml.error().message();
    EXPECT_EQ(*yaml,
              nlohmann::json::parse(R"({"a": 1, "b": [1.5, 0.0001, -3, "Infinity", "1", "yes", true, false, null, null, "text with spaces"],
        "c": {"d": 0.0001, "e": "/path/x.xml"}, "f": [{"name": "DefaultQuantization", "params": {"preset": "mixed"}}]})"));
}

TEST(YamlText, FollowsAnchorsAndMergesKeys) {
    const auto yaml = parseYaml("base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\nsame: *b\n", "a.yml");
    ASSERT_TRUE(yaml) << yaml.error().message();
    EXPECT_EQ(*yaml, nlohmann::json::parse(R"({"base": {"x": 1, "y": 2}, "own": {"x": 1, "y": 3}, "same": {"x": 1, "y": 2}})"));
}

// Ten lines that would unfold into 10^9 values.
std::string aliasBomb() {
    std::string text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 9; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        text += fmt::format("a{0}: &a{0} [{1}]\n", i, repeated(before + ",", 9) + before);
    }
    return text;
}

class BadYaml : public testing::TestWithParam<BadText> {};

TEST_P(BadYaml, IsRefusedWithTheLine) {
    EXPECT_THAT(textOfError(parseYaml(GetParam().text, "a.yml")), testing::StartsWith(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadYaml,
    testing::Values(BadText{"a: 1\nb: [1, 2\nc: }", "a.yml: line 3: is not valid YAML: "},
                    BadText{"a: 1\nb: 2\na: 3\n", "a.yml: line 3: the key 'a' stands twice in one object"},
                    BadText{"a: 1\nb: !!python/object:os.system {}\n",
                            "a.yml: line 2: the tag 'tag:yaml.org,2002:python/object:os.system' is not for configurations"},
                    BadText{"a: 1\n[1, 2]: 3\n", "a.yml: line 2: "}, BadText{"a: 1\nb: *nowhere\n", "a.yml: line 2: is not valid YAML: "},
                    BadText{"a: 1\n---\nb: 2\n", "a.yml: line 2: something follows the end of the configuration"},
                    // Without a limit the parser gives empty documents until the memory is full.
                    BadText{"{a: b},", "a.yml: line 1: something follows the end of the configuration"},
                    BadText{"{\n \"a\": \"b\"\n },\n \"c\": {\n", "a.yml: line 3: something follows the end of the configuration"},
                    BadText{"# nothing\n", "a.yml: is empty"},
                    BadText{"a: 1\nb: {<<: [1]}\n", "a.yml: line 2: '<<' must bring in keys and values"},
                    BadText{aliasBomb(), "a.yml: line 1: the anchors unfold into more than 200000 values"},
                    BadText{repeated("[", 100) + repeated("]", 100), "a.yml: line 1: nested more than 64 deep"},
                    BadText{repeated("[", 100'000), "a.yml: line 1: is not valid YAML: "}));

}  // namespace
}  // namespace rf::config
