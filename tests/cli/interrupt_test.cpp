// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/slow_model.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

// The compile of this model would outlast the test.
TEST(Interrupt, EndsTheProgramWhileOpenVinoCompiles) {
    if (!RF_HAS_OPENVINO) GTEST_SKIP() << "the reference engine has no compile that can't be stopped";
    const TempDir folder;
    writeSlowModel(folder / "slow.xml");
    const std::string model = (folder / "slow.xml").string();
    EXPECT_EQ(runCliAndInterrupt({"compare", model, model, "--data", "synthetic:1"}, "Comparing").exitCode, 130);
    const std::vector<std::string> optimize{"optimize", "--model", model, "--data", "synthetic:1", "--output", (folder / "out").string()};
    EXPECT_EQ(runCliAndInterrupt(optimize, "Collecting statistics").exitCode, 130);
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

}  // namespace
}  // namespace rf::test
