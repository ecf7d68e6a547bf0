// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

TEST(Benchmark, TellsTwoModelsApartAndWhereTheirTimeGoes) {
    const TempDir folder;
    ASSERT_EQ(runCli(optimizeDemo(folder / "out", {"--subset", "5"})).exitCode, 0);
    const std::string quantized = (folder / "out/glyphs.xml").string();
    const auto result = runCli({"benchmark", demo("glyphs.xml"), quantized, "--seconds", "0.3", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto json = nlohmann::json::parse(result.out);
    ASSERT_EQ(json["models"].size(), 2u);
    EXPECT_FALSE(json["instruction_set"].get<std::string>().empty());
    for (const auto& model : json["models"]) {
        EXPECT_GT(model["ms"]["median"], 0.0);
        EXPECT_LE(model["ms"]["low"], model["ms"]["median"]);
        EXPECT_GE(model["ms"]["high"], model["ms"]["median"]);
    }
    EXPECT_THAT(json["models"][1]["verdict"], testing::AnyOf("faster", "slower", "equal"));
    EXPECT_THAT(json["assumed"].dump(), testing::HasSubstr("random numbers"));
    if (!RF_HAS_OPENVINO) return;

    std::vector<double> sums(2);
    bool sawConvolution = false;
    for (const auto& layer : json["layers"]) {
        for (std::size_t which = 0; which < 2; ++which) sums[which] += layer["networks"][which]["ms"].get<double>();
        if (layer["layer"] == "stem/conv") {
            sawConvolution = true;
            EXPECT_NE(layer["networks"][0]["precision"], layer["networks"][1]["precision"]);
        }
    }
    EXPECT_TRUE(sawConvolution);
    for (std::size_t which = 0; which < 2; ++which) EXPECT_NEAR(json["models"][which]["layers_ms"].get<double>(), sums[which], 1e-9);
}

TEST(Benchmark, TheReferenceEngineHasNoLayerTimesAndSaysSo) {
    const auto result = runCli({"benchmark", demo("glyphs.xml"), "--engine", "reference", "--seconds", "0.1"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_THAT(result.out, testing::HasSubstr("this engine can't tell how long single layers take"));
    EXPECT_THAT(result.out, testing::HasSubstr("ms, median"));
}

TEST(Benchmark, TakesRealData) {
    const auto result = runCli({"benchmark", demo("glyphs.xml"), "--data", demo("calib-images.idx.gz"), "--seconds", "0.1", "--no-layers",
                                "--hint", "throughput", "--threads", "1", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto json = nlohmann::json::parse(result.out);
    EXPECT_EQ(json["hint"], "throughput");
    EXPECT_TRUE(json["assumed"].empty());
    EXPECT_FALSE(json.contains("layers"));
}

TEST(Benchmark, RefusesAWordItDoesNotKnow) {
    const auto result = runCli({"benchmark", demo("glyphs.xml"), "--hint", "speed"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, testing::HasSubstr("latency"));
}

TEST(Compare, ListsLayersWhoseSumsAreCutOff) {
    const TempDir folder;
    ASSERT_EQ(runCli(optimizeDemo(folder / "out", {"--subset", "5"})).exitCode, 0);
    const auto result = runCli({"compare", demo("glyphs.xml"), (folder / "out/glyphs.xml").string(), "--data", demo("calib-images.idx.gz"),
                                "--samples", "2", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto saturation = nlohmann::json::parse(result.out)["saturation"];
    EXPECT_GT(saturation["checked"], 0);
    EXPECT_EQ(saturation["samples"], 2);
    for (const auto& layer : saturation["layers"]) EXPECT_GT(layer["share"], 0.0);
}

}  // namespace
}  // namespace rf::test
