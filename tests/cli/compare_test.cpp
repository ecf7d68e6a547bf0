// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

TEST(Compare, AModelWithItselfIsExactEverywhere) {
    const auto result =
        runCli({"compare", demo("glyphs.xml"), demo("glyphs.xml"), "--data", demo("calib-images.idx.gz"), "--samples", "2", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto layers = nlohmann::json::parse(result.out)["layers"];
    EXPECT_GT(layers.size(), 20u);
    for (const auto& layer : layers) {
        EXPECT_TRUE(layer["accumulated"]["sqnr_db"].is_null()) << layer["layer"];
        EXPECT_EQ(layer["accumulated"]["max_abs"], 0.0);
    }
}

TEST(Compare, WritesOneLineALayerToTheCsv) {
    const TempDir folder;
    ASSERT_EQ(runCli(optimizeDemo(folder / "out", {"--subset", "5"})).exitCode, 0);
    const auto result = runCli({"compare", demo("glyphs.xml"), (folder / "out/glyphs.xml").string(), "--data", demo("calib-images.idx.gz"),
                                "--samples", "2", "--csv", (folder / "errors.csv").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const std::string csv = readFile(folder / "errors.csv");
    EXPECT_THAT(csv, testing::StartsWith("layer,type,accumulated_sqnr_db,"));
    EXPECT_THAT(csv, testing::HasSubstr("\nstem/conv,Convolution,"));
}

}  // namespace
}  // namespace rf::test
