// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <csignal>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

/// A search on the demo, with the range estimator that loses most there.
std::vector<std::string> searchDemo(const std::filesystem::path& folder, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = optimizeDemo(
        folder / "out", {"--store", (folder / "store").string(), "--error-samples", "0", "--range-estimator", "mean", "--json"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::vector<std::string> labelled(const std::filesystem::path& folder, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments =
        searchDemo(folder, {"--test-data", demo("test-images.idx.gz"), "--metric", "accuracy@1", "--max-drop", "0.003"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// The lines of the search on standard error.
std::vector<nlohmann::json> stepsOf(const std::string& err) {
    std::vector<nlohmann::json> steps;
    std::istringstream lines(err);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("{\"search_step\"")) steps.push_back(nlohmann::json::parse(line)["search_step"]);
    return steps;
}

std::string resultOf(const std::filesystem::path& folder) {
    std::string bytes;
    for (const char* file : {"glyphs.xml", "glyphs.bin", "report.json"}) bytes += readFile(folder / "out" / file);
    return bytes;
}

TEST(PresetAuto, SaysWhatEverySettingGaveAndWhatItKept) {
    const TempDir folder;
    const auto result = runCli(optimizeDemo(
        folder / "out", {"--subset", "20", "--error-samples", "0", "--preset", "auto", "--metric", "agreement", "--no-store", "--json"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    std::vector<std::string> names;
    double best = 0;
    for (const auto& step : stepsOf(result.err)) {
        names.push_back(step["what"]);
        ASSERT_EQ(step["metrics"][0]["name"], "agreement");
        if (step.value("best", false)) best = step["metrics"][0]["value"];
    }
    ASSERT_GE(names.size(), 5u);
    EXPECT_EQ(names[0], "float");
    EXPECT_EQ(names[1], "quantized");
    EXPECT_NE(std::ranges::find(names, "mixed preset"), names.end());
    EXPECT_NE(std::ranges::find(names, "no bias correction"), names.end());
    const auto report = nlohmann::json::parse(result.out);
    EXPECT_EQ(report["scores"][0]["quantized"].get<double>(), best) << "300 samples are all, and all were compared";
    EXPECT_TRUE(std::filesystem::exists(folder / "out/glyphs.xml"));
}

TEST(PresetAuto, IsNoPartOfAnotherSearch) {
    const TempDir folder;
    const auto result = runCli(optimizeDemo(folder / "out", {"--preset", "auto", "--max-drop", "0.01"}));
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, testing::HasSubstr("`preset`: auto is a search of its own"));
}

TEST(Search, BringsFewLayersBackToFloat) {
    const TempDir folder;
    const auto result = runCli(labelled(folder.path()));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto report = nlohmann::json::parse(result.out);
    // Float 96.3 %, quantized 90.4 %: issue 11 asks for 96.0 % with at most two layers in float.
    EXPECT_GE(report["scores"][0]["quantized"], 0.96);
    EXPECT_TRUE(report["search"]["target_met"]);
    EXPECT_GE(report["search"]["layers_in_float"].size(), 1u);
    EXPECT_LE(report["search"]["layers_in_float"].size(), 2u);
    EXPECT_EQ(report["search"]["arithmetic"], "deployed");

    const auto steps = stepsOf(result.err);
    ASSERT_GE(steps.size(), 3u);
    EXPECT_EQ(steps[0]["what"], "float");
    EXPECT_EQ(steps[1]["what"], "quantized");
    // What is exported has the accuracy that is reported.
    const auto evaluated = runCli({"evaluate", "--model", (folder / "out/glyphs.xml").string(), "--data", demo("test-images.idx.gz"),
                                   "--metric", "accuracy@1", "--json"});
    ASSERT_EQ(evaluated.exitCode, 0) << evaluated.err;
    EXPECT_EQ(nlohmann::json::parse(evaluated.out)["value"], report["scores"][0]["quantized"]);
}

TEST(Search, WritesTheNearestModelWhereTheLimitIsOutOfReach) {
    const TempDir folder;
    const auto result = runCli(labelled(folder.path(), {"--max-trials", "1"}));
    EXPECT_EQ(result.exitCode, 3) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr("the limit was not reached: the nearest model loses "));
    EXPECT_FALSE(nlohmann::json::parse(result.out)["search"]["target_met"]);
    EXPECT_TRUE(std::filesystem::exists(folder / "out/glyphs.xml"));
}

TEST(Search, GoesOnAfterItWasKilled) {
    const TempDir whole, killed;
    const auto undisturbed = runCli(labelled(whole.path()));
    ASSERT_EQ(undisturbed.exitCode, 0) << undisturbed.err;
    constexpr std::size_t kMoments = 4;
    int kills = 0;
    for (std::size_t moment = 1; moment <= kMoments; ++moment) {
        const auto begun = runCliAndKill(labelled(killed.path(), {"--resume"}), undisturbed.err.size() * moment / (kMoments + 1));
        kills += begun.exitCode == 128 + SIGKILL;
    }
    EXPECT_GT(kills, 0);
    const auto resumed = runCli(labelled(killed.path(), {"--resume"}));
    ASSERT_EQ(resumed.exitCode, 0) << resumed.err;
    EXPECT_TRUE(resultOf(whole.path()) == resultOf(killed.path()));
}

TEST(Search, NeedsNoLabels) {
    const TempDir folder;
    auto arguments = searchDemo(folder.path(), {"--max-drop", "0.5"});
    *std::find(arguments.begin(), arguments.end(), demo("calib-images.idx.gz")) = "synthetic:20";
    const auto result = runCli(arguments);
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto report = nlohmann::json::parse(result.out);
    EXPECT_EQ(report["search"]["measure"], "agreement: no labels to measure with, and the network gives one score per class");
    EXPECT_EQ(report["scores"][0]["metric"], "agreement");
    EXPECT_EQ(report["scores"][0]["float"], 1.0);
}

TEST(Search, RefusesOptionsThatContradictOneAnother) {
    const TempDir folder;
    const auto complaint = [&](const std::vector<std::string>& options) {
        const auto result = runCli(searchDemo(folder.path(), options));
        EXPECT_EQ(result.exitCode, 2) << result.err;
        return result.err;
    };
    EXPECT_THAT(complaint({"--algorithm", "default", "--max-drop", "0.1"}), testing::HasSubstr("--max-drop is for searches"));
    EXPECT_THAT(complaint({"--drop-type", "relative"}), testing::HasSubstr("--drop-type is for searches; say how much may be lost"));
    EXPECT_THAT(complaint({"--max-drop", "0.1", "--drop-type", "half"}), testing::HasSubstr("unknown value 'half'; use absolute or"));
    EXPECT_THAT(complaint({"--max-drop", "0.1", "--arithmetic", "half"}), testing::HasSubstr("unknown value 'half'; use deployed or"));
}

}  // namespace
}  // namespace rf::test
