// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using Json = nlohmann::json;

Json algorithm(const std::string& name, Json parameters = Json::object()) { return {{"name", name}, {"params", std::move(parameters)}}; }

struct List {
    std::string name;
    Json algorithms;
    int samples;  ///< that the run takes from the data
    bool quantizes = true;
};

std::vector<List> lists() {
    const Json twenty = {{"stat_subset_size", 20}};
    return {
        {"ActivationChannelAlignment", Json::array({algorithm("ActivationChannelAlignment", twenty)}), 20, false},
        {"MinMaxAndFastBiasCorrection", Json::array({algorithm("MinMaxQuantization", twenty), algorithm("FastBiasCorrection", twenty)}),
         20},
        // A fifth of 60 samples for the biases. The report counts those of the first algorithm.
        {"MinMaxAndBiasCorrectionOfItsOwn",
         Json::array({algorithm("MinMaxQuantization", {{"stat_subset_size", 8}}), algorithm("BiasCorrection", {{"stat_subset_size", 60}})}),
         8},
        {"DefaultAndWeightBiasCorrection", Json::array({algorithm("DefaultQuantization", twenty), algorithm("WeightBiasCorrection")}), 20},
    };
}

class AlgorithmList : public testing::TestWithParam<List> {
protected:
    CliResult run(const std::filesystem::path& output, const std::vector<std::string>& more) const {
        const Json configuration = {{"compression", {{"algorithms", GetParam().algorithms}}}};
        const auto list = m_folder.write("list.json", configuration.dump());
        std::vector<std::string> arguments = optimizeDemo(output, {"--config", list.string(), "--engine", "reference"});
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runCli(arguments);
    }
    const TempDir m_folder;
};

TEST_P(AlgorithmList, RunsAndGivesTheSameBytesWithOneAndTwoThreads) {
    for (const char* threads : {"1", "2"}) {
        const CliResult result = run(m_folder / threads, {"--threads", threads, "--json"});
        ASSERT_EQ(result.exitCode, 0) << result.err;
        const Json report = Json::parse(result.out);
        EXPECT_EQ(report["calibration_samples"], GetParam().samples);
        EXPECT_EQ(report["quantizers"].empty(), !GetParam().quantizes);
    }
    for (const char* file : {"glyphs.xml", "glyphs.bin", "report.json", "config.json"})
        EXPECT_TRUE(readFile(m_folder / "1" / file) == readFile(m_folder / "2" / file)) << file;
}

INSTANTIATE_TEST_SUITE_P(All, AlgorithmList, testing::ValuesIn(lists()), [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace rf::test
