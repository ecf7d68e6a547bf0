// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <unistd.h>

#include <csignal>

#include "app/cli/exit_code.h"
#include "core/base/abandoned_work.h"
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

// In a process of its own, whose main thread never looks at the request.
TEST(Interrupt, EndsTheProgramThoughItsMainThreadIsNotThereYet) {
    const auto body = [] {
        cli::stopOnInterrupt();
        const AbandonedWork compile;
        std::raise(SIGINT);
        for (;;) ::pause();
    };
    EXPECT_EXIT(body(), testing::ExitedWithCode(cli::kInterrupted), "");
}

}  // namespace
}  // namespace rf::test
