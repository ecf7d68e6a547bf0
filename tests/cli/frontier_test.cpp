// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A report of a search with the float model, two candidates and one that is beaten.
const char* kReportOfASearch = R"({"version": "1", "search": {"arithmetic": "deployed",
    "metrics": [{"name": "accuracy@1", "better": "higher", "unit": "share"}], "limits": [0.01], "target_met": true, "stopped_by": "budget",
    "steps": [
      {"what": "float", "metrics": [{"name": "accuracy@1", "value": 0.88}], "latency": {"ms": 4}, "bytes": 400, "candidate": {}},
      {"what": "quantized", "metrics": [{"name": "accuracy@1", "value": 0.86}], "latency": {"ms": 2}, "bytes": 100,
       "candidate": {"settings": {}}},
      {"what": "trial", "metrics": [{"name": "accuracy@1", "value": 0.875}], "latency": {"ms": 2.5}, "bytes": 200, "accepted": true,
       "candidate": {"settings": {"compression": {"algorithms": [{"name": "MinMaxQuantization",
                                                                  "params": {"ignored": {"scope": ["conv1"]}}}]}}}},
      {"what": "trial", "metrics": [{"name": "accuracy@1", "value": 0.85}], "latency": {"ms": 3}, "bytes": 300,
       "candidate": {"settings": {"compression": {"algorithms": [{"name": "MinMaxQuantization",
                                                                  "params": {"ignored": {"scope": ["conv2"]}}}]}}}}]}})";

class CliFrontier : public testing::Test {
protected:
    CliResult run(std::vector<std::string> more) {
        more.insert(more.begin(), {"frontier", m_report.string()});
        return runCli(more);
    }
    TempDir m_folder;
    std::filesystem::path m_report = m_folder.write("report.json", kReportOfASearch);
};

TEST_F(CliFrontier, ListsWhatNothingBeats) {
    const CliResult result = run({});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("87.50 %"));
    EXPECT_THAT(result.out, HasSubstr("3 of 4 candidates are beaten by none"));
    EXPECT_THAT(result.out, HasSubstr("Target: accuracy@1 87.00 %"));
    EXPECT_THAT(result.out, Not(HasSubstr("85.00 %")));
}

TEST_F(CliFrontier, WritesTableAndPicture) {
    const auto csv = m_folder.path() / "all.csv", svg = m_folder.path() / "all.svg";
    EXPECT_EQ(run({"--csv", csv.string(), "--svg", svg.string()}).exitCode, 0);
    EXPECT_THAT(readFile(csv), HasSubstr("4,trial,0.85,3,300,0,0,0\n"));
    EXPECT_THAT(readFile(svg), HasSubstr("target 87.00 %"));
    // An earlier result needs --overwrite; the report itself is never written over.
    EXPECT_NE(run({"--csv", csv.string()}).exitCode, 0);
    EXPECT_EQ(run({"--csv", csv.string(), "--overwrite"}).exitCode, 0);
    EXPECT_NE(run({"--csv", m_report.string(), "--overwrite"}).exitCode, 0);
}

TEST_F(CliFrontier, WritesTheConfigurationOfACandidate) {
    const auto config = m_folder.path() / "candidate.json";
    ASSERT_EQ(run({"--candidate", "3", "--configuration", config.string()}).exitCode, 0);
    const auto json = nlohmann::json::parse(readFile(config));
    EXPECT_EQ(json["compression"]["algorithms"][0]["params"]["ignored"]["scope"], nlohmann::json({"conv1"}));
    EXPECT_THAT(run({"--candidate", "1", "--configuration", config.string(), "--overwrite"}).err, HasSubstr("is the float model"));
    EXPECT_THAT(run({"--candidate", "9", "--configuration", config.string(), "--overwrite"}).err, HasSubstr("no candidate 9"));
}

TEST_F(CliFrontier, PrintsJson) {
    const auto json = nlohmann::json::parse(run({"--json"}).out);
    EXPECT_DOUBLE_EQ(json["target"], 0.87);
    ASSERT_EQ(json["candidates"].size(), 4u);
    EXPECT_EQ(json["candidates"][3]["on_frontier"], false);
    EXPECT_EQ(json["candidates"][2]["latency"]["ms"], 2.5);
}

TEST_F(CliFrontier, SaysWhatIsNoSearch) {
    const auto plain = m_folder.write("plain.json", R"({"version": "1"})");
    EXPECT_THAT(runCli({"frontier", plain.string()}).err, HasSubstr("it was no search"));
    const CliResult missing = runCli({"frontier", "7", "--store", (m_folder.path() / "store").string()});
    EXPECT_THAT(missing.err, HasSubstr("there is no run 7"));
    EXPECT_EQ(missing.exitCode, 2);
}

}  // namespace
}  // namespace rf::test
