// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

TEST(ConfigCommand, PrintsAConfigurationAsItWasUnderstood) {
    const TempDir folder;
    const auto file = folder.write(
        "c.yml",
        "compression:\n  target_device: CPU\n  algorithms:\n    - {name: MinMaxQuantization, params: {preset: symmetric, seed: 3}}\n");
    const auto result = runCli({"config", "--config", file.string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(nlohmann::json::parse(result.out),
              nlohmann::json::parse(R"({"compression": {"algorithms": [{"name": "MinMaxQuantization", "params": {"seed": 3}}]}})"));
    const auto full = runCli({"config", "--config", file.string(), "--full"});
    EXPECT_EQ(nlohmann::json::parse(full.out)["compression"]["algorithms"][0]["params"]["preset"], "performance");
}

TEST(ConfigCommand, NeedsExactlyOneThingToPrint) {
    EXPECT_EQ(runCli({"config"}).exitCode, 2);
    EXPECT_EQ(runCli({"config", "--schema", "--reference"}).exitCode, 2);
}

TEST(ConfigCommand, PrintsTheSchema) {
    const auto result = runCli({"config", "--schema"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(nlohmann::json::parse(result.out)["title"], "Rangefinder configuration");
}

}  // namespace
}  // namespace rf::test
