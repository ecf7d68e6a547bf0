// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <csignal>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// A store of its own for every test.
class StoreCommands : public testing::Test {
protected:
    CliResult run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--store", store});
        return runCli(arguments);
    }
    CliResult optimize(const std::string& out, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all = more;
        all.insert(all.end(), {"--subset", "12", "--error-samples", "0"});
        return run(optimizeDemo(folder / out, all));
    }

    TempDir folder;
    std::string store = (folder / "store").string();
};

TEST_F(StoreCommands, RunsAreListedShownExportedAndRemoved) {
    EXPECT_THAT(run({"runs", "list"}).out, HasSubstr("has no runs"));
    ASSERT_EQ(optimize("one").exitCode, 0);
    ASSERT_EQ(optimize("two", {"--preset", "mixed"}).exitCode, 0);

    const auto list = json::parse(run({"runs", "list", "--json"}).out);
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0]["run"], 2);
    EXPECT_EQ(list[1]["status"], "finished");
    EXPECT_EQ(list[1]["model"], "glyphs");
    EXPECT_EQ(list[1]["steps"].size(), 2u);
    EXPECT_THAT(run({"runs", "list"}).out, HasSubstr("finished"));

    EXPECT_THAT(run({"runs", "show", "2"}).out, testing::AllOf(HasSubstr("Step 2:"), HasSubstr("mixed"), HasSubstr("report:")));
    const std::string file = (folder / "run.json").string();
    ASSERT_EQ(run({"runs", "export", "2", file}).exitCode, 0);
    EXPECT_EQ(json::parse(readFile(file)), json::parse(run({"runs", "show", "2", "--json"}).out));
    EXPECT_EQ(run({"runs", "export", "2", file}).exitCode, 2) << "the file is there";
    EXPECT_EQ(run({"runs", "export", "2", file, "--overwrite"}).exitCode, 0);

    EXPECT_EQ(run({"runs", "remove", "1", "2"}).exitCode, 0);
    EXPECT_EQ(json::parse(run({"runs", "list", "--json"}).out), json::array());
}

TEST_F(StoreCommands, WrongNumbersAndFilesAreSaid) {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"runs", "show", "17"}, {"runs", "remove", "17"}, {"runs", "export", "17", "x.json"}}) {
        const auto result = run(arguments);
        EXPECT_EQ(result.exitCode, 2);
        EXPECT_THAT(result.err, HasSubstr("there is no run 17; 'runs list' shows which there are"));
    }
    EXPECT_EQ(run({"runs", "show", "first"}).exitCode, 2);
    EXPECT_EQ(run({"runs"}).exitCode, 2);
    EXPECT_EQ(run({"cache", "import", (folder / "missing").string()}).exitCode, 2);
    EXPECT_EQ(run({"cache", "import", demo("glyphs.xml")}).exitCode, 2);
}

TEST_F(StoreCommands, WhatWasMeasuredTravelsToAnotherStore) {
    ASSERT_EQ(optimize("out").exitCode, 0);
    const auto list = json::parse(run({"cache", "list", "--json"}).out);
    ASSERT_EQ(list.size(), 2u) << "the statistics of two steps";
    EXPECT_EQ(list[0]["kind"], "statistics");

    const std::string file = (folder / "cache.sqlite").string();
    EXPECT_THAT(run({"cache", "export", file}).out, HasSubstr("2 entries written"));
    EXPECT_THAT(run({"cache", "clear"}).out, HasSubstr("2 entries removed"));
    EXPECT_EQ(json::parse(run({"cache", "list", "--json"}).out), json::array());
    EXPECT_EQ(json::parse(run({"cache", "import", file, "--json"}).out)["imported"], 2);
    EXPECT_EQ(json::parse(run({"cache", "import", file, "--json"}).out)["imported"], 0);
}

TEST_F(StoreCommands, ADamagedStoreIsSaidAndEndsNoRun) {
    std::filesystem::create_directory(store);
    folder.write("store/store.sqlite", "rubbish");
    const auto result = optimize("out");
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_THAT(result.err, HasSubstr("store.sqlite.damaged"));
    EXPECT_EQ(json::parse(run({"runs", "list", "--json"}).out).size(), 1u);
}

TEST_F(StoreCommands, AStoreThatCantBeOpenedEndsARunOnlyWhereItWasNamed) {
    store = "/proc/none";
    const auto named = optimize("named");
    EXPECT_EQ(named.exitCode, 4);
    EXPECT_THAT(named.err, HasSubstr("/proc/none"));
    EXPECT_FALSE(std::filesystem::exists(folder / "named"));

    const std::string home = std::exchange(dataHome(), "/proc/none");
    const auto byDefault = runCli(optimizeDemo(folder / "default", {"--subset", "12", "--error-samples", "0"}));
    const auto none = runCli(optimizeDemo(folder / "none", {"--subset", "12", "--error-samples", "0", "--no-store"}));
    dataHome() = home;
    EXPECT_EQ(byDefault.exitCode, 0);
    EXPECT_THAT(byDefault.err, testing::AllOf(HasSubstr("warning: "), HasSubstr("/proc/none/rangefinder")));
    EXPECT_EQ(none.exitCode, 0);
    EXPECT_THAT(none.err, testing::Not(HasSubstr("warning")));
    EXPECT_EQ(runCli(optimizeDemo(folder / "both", {"--no-store", "--resume"})).exitCode, 2);
}

TEST_F(StoreCommands, AKilledRunGoesOnWithTheSameBytes) {
    const std::vector<std::string> options{"--subset", "40", "--error-samples", "0", "--json", "--store"};
    const auto arguments = [&](const std::string& out, const std::string& where, bool resume) {
        auto all = options;
        all.push_back((folder / where).string());
        if (resume) all.push_back("--resume");
        return optimizeDemo(folder / out, all);
    };
    const auto whole = runCli(arguments("whole", "whole-store", false));
    ASSERT_EQ(whole.exitCode, 0) << whole.err;
    const auto sameModel = [&](const std::string& out) {
        for (const char* name : {"glyphs.xml", "glyphs.bin"})
            if (readFile(folder / out / name) != readFile(folder / "whole" / name)) return false;
        return true;
    };
    constexpr std::size_t kMoments = 10;
    int killed = 0;
    for (std::size_t moment = 1; moment < kMoments; ++moment) {
        const std::string out = "out" + std::to_string(moment), where = "store" + std::to_string(moment);
        killed += runCliAndKill(arguments(out, where, false), whole.err.size() * moment / kMoments).exitCode == 128 + SIGKILL;
        // A second kill, of the run that goes on.
        runCliAndKill(arguments(out, where, true), whole.err.size() / 2);
        const bool isThere = std::filesystem::exists(folder / out / "glyphs.xml") && std::filesystem::exists(folder / out / "glyphs.bin");
        if (!isThere) {
            const auto resumed = runCli(arguments(out, where, true));
            ASSERT_EQ(resumed.exitCode, 0) << resumed.err;
        }
        EXPECT_TRUE(sameModel(out)) << "killed at moment " << moment;
    }
    EXPECT_GT(killed, 0);
}

}  // namespace
}  // namespace rf::test
