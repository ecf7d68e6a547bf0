// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"

namespace rf::test {
namespace {

TEST(Inspect, ListsLayersWithShapes) {
    const auto result = runCli({"inspect", demo("glyphs.xml"), "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto layers = nlohmann::json::parse(result.out)["layers"];
    const auto found = std::find_if(layers.begin(), layers.end(), [](const auto& layer) { return layer["name"] == "stem/conv"; });
    ASSERT_NE(found, layers.end());
    EXPECT_EQ((*found)["type"], "Convolution");
    EXPECT_EQ((*found)["outputs"][0]["shape"][0], 1);
    EXPECT_EQ((*found)["outputs"][0]["type"], "f32");
}

TEST(Engines, AreListedWithTheDefaultFirst) {
    const auto result = runCli({"engines", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto engines = nlohmann::json::parse(result.out);
    EXPECT_EQ(engines.at(0)["name"], RF_HAS_OPENVINO ? "openvino:CPU" : "reference");
    EXPECT_EQ(engines.back()["name"], "reference");
}

TEST(Help, ListsSubcommandsAndExitCodes) {
    const auto result = runCli({"--help"});
    EXPECT_EQ(result.exitCode, 0);
    for (const char* word : {"optimize", "inspect", "evaluate", "compare", "engines", "130 interrupted"})
        EXPECT_THAT(result.out, testing::HasSubstr(word));
}

}  // namespace
}  // namespace rf::test
