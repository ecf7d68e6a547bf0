// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

std::map<std::string, std::string> contents(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files[entry.path().filename().string()] = readFile(entry.path());
    return files;
}

class Engines : public testing::TestWithParam<std::string> {};

TEST_P(Engines, QuantizeTheDemoAndWriteModelReportAndConfiguration) {
    const TempDir folder;
    const auto result = runCli(optimizeDemo(folder / "out", {"--engine", GetParam(), "--subset", "40", "--metric", "accuracy@1",
                                                             "--test-data", demo("test-images.idx.gz"), "--json"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    std::vector<std::string> names;
    for (const auto& [name, content] : contents(folder / "out")) names.push_back(name);
    EXPECT_EQ(names, (std::vector<std::string>{"config.json", "glyphs.bin", "glyphs.xml", "report.json"}));
    const auto report = nlohmann::json::parse(result.out);
    EXPECT_EQ(result.out, readFile(folder / "out/report.json"));
    EXPECT_EQ(report["engine"], GetParam());
    EXPECT_EQ(report["calibration_samples"], 40);
    // The trained network's accuracy, measured with stock OpenVINO when it was made (resources/demo/make).
    EXPECT_NEAR(report["scores"][0]["float"].get<double>(), 0.963, 0.0005);
    EXPECT_GT(report["scores"][0]["quantized"].get<double>(), 0.85);
    // int8 weights take a quarter of the float ones, plus scales and biases.
    EXPECT_LT(std::filesystem::file_size(folder / "out/glyphs.bin"), std::filesystem::file_size(demo("glyphs.bin")) / 2);
}

TEST_P(Engines, WriteTheSameBytesWithOneAndTwoThreads) {
    const TempDir folder;
    for (const char* threads : {"1", "2"}) {
        const auto result = runCli(optimizeDemo(folder / threads, {"--engine", GetParam(), "--subset", "20", "--threads", threads}));
        ASSERT_EQ(result.exitCode, 0) << result.err;
    }
    const auto once = contents(folder / "1");
    ASSERT_EQ(once.size(), 4u);
    EXPECT_EQ(once, contents(folder / "2"));
}

INSTANTIATE_TEST_SUITE_P(All, Engines,
                         RF_HAS_OPENVINO ? testing::Values(std::string("openvino:CPU"), std::string("reference"))
                                         : testing::Values(std::string("reference"), std::string("reference")),
                         [](const auto& test) {
                             return (test.param == "reference" ? "Reference" : "OpenVino") + std::to_string(test.index);
                         });

TEST(Optimize, AWrittenConfigurationRepeatsTheRun) {
    const TempDir folder;
    ASSERT_EQ(runCli(optimizeDemo(folder / "first", {"--subset", "20", "--preset", "mixed", "--ignore", "block6/expand"})).exitCode, 0);
    const auto again = runCli({"optimize", "--config", (folder / "first/config.json").string(), "--output", (folder / "second").string()});
    ASSERT_EQ(again.exitCode, 0) << again.err;
    const auto first = contents(folder / "first");
    ASSERT_EQ(first.size(), 4u);
    EXPECT_EQ(first, contents(folder / "second"));
}

TEST(Optimize, ComparesLayersOnAsManySamplesAsAsked) {
    const TempDir folder;
    for (const auto& [samples, compared] : {std::pair{"0", false}, std::pair{"2", true}}) {
        const auto result = runCli(optimizeDemo(folder / samples, {"--subset", "5", "--error-samples", samples, "--json"}));
        ASSERT_EQ(result.exitCode, 0) << result.err;
        EXPECT_EQ(!nlohmann::json::parse(result.out)["layers"].empty(), compared) << samples;
    }
}

// What the names promise, whatever the samples: the mean of extremes is within the extremes of all, and so is a range that was
// narrowed; a quantile is within the extreme of its sample.
TEST(Optimize, TheRangeEstimatorSaysWhereRangesEnd) {
    const TempDir folder;
    std::map<std::string, std::map<std::string, double>> highest;
    for (const char* estimator : {"mean", "max", "l2", "quantile"}) {
        const auto result =
            runCli(optimizeDemo(folder / estimator, {"--subset", "10", "--error-samples", "0", "--json", "--range-estimator", estimator}));
        ASSERT_EQ(result.exitCode, 0) << result.err;
        const auto report = nlohmann::json::parse(result.out);
        for (const auto& quantizer : report["quantizers"])
            if (quantizer["group"] != "weights") highest[estimator][quantizer["name"]] = quantizer["input_high"][0];
    }
    ASSERT_FALSE(highest["max"].empty());
    for (const auto& [name, high] : highest["max"]) {
        EXPECT_LE(highest["mean"].at(name), high * 1.00001) << name;
        EXPECT_LE(highest["l2"].at(name), high * 1.00001) << name;
        EXPECT_LE(highest["quantile"].at(name), highest["mean"].at(name) * 1.00001) << name;
    }
    EXPECT_NE(highest["mean"], highest["max"]);
    EXPECT_NE(highest["l2"], highest["max"]);
    EXPECT_NE(highest["l2"], highest["mean"]);
}

TEST(Optimize, AnIgnoredLayerStaysFloatAndTheRuleSaysWhatItDid) {
    const TempDir folder;
    const auto result = runCli(optimizeDemo(folder / "out", {"--subset", "10", "--ignore", "block6/expand", "--json"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto report = nlohmann::json::parse(result.out);
    for (const auto& quantizer : report["quantizers"])
        for (const auto& consumer : quantizer["consumers"]) EXPECT_FALSE(consumer.get<std::string>().starts_with("block6/expand:"));
    EXPECT_EQ(report["rules"][0]["matched_layers"], 1);
    EXPECT_GE(report["rules"][0]["removed_quantizers"].get<int>(), 1);
}

TEST(Optimize, CtrlCEndsWith130AndLeavesNothingBehind) {
    const TempDir folder;
    const auto result = runCliAndInterrupt(optimizeDemo(folder / "out", {"--json"}), "Collecting statistics");
    EXPECT_EQ(result.exitCode, 130) << result.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(Optimize, PathsMayHaveSpacesAndOtherLetters) {
    const TempDir folder;  // its own name has both
    std::filesystem::copy(demo("glyphs.xml"), folder / "módel 1.xml");
    std::filesystem::copy(demo("glyphs.bin"), folder / "módel 1.bin");
    const auto result = runCli(
        {"optimize", "--model", (folder / "módel 1.xml").string(), "--data", "synthetic:2", "--output", (folder / "öut put").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(std::filesystem::exists(folder / "öut put/módel 1.xml"));
}

}  // namespace
}  // namespace rf::test
