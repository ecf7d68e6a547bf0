// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/target.h"

#include "tests/support/temp_dir.h"

namespace rf::exporting {
namespace {

constexpr const char* kResult = "<net><rt_info><rangefinder></rangefinder></rt_info></net>";
constexpr const char* kReport = R"({"source_model_sha256": "", "quantizers": []})";

config::Project projectIn(const test::TempDir& folder) {
    config::Project project;
    project.model = folder.write("net.xml", "<net/>");
    folder.write("net.bin", "");
    return project;
}

TEST(Target, NothingIsInTheWayOfANewFolder) {
    const test::TempDir folder;
    const config::Project project = projectIn(folder);
    EXPECT_TRUE(obstaclesTo({folder / "new", "net"}, project).empty());
    EXPECT_TRUE(checkTarget({folder / "new/deep", "net"}, project));
    EXPECT_EQ(proposedFolder(project), folder / "net-int8");
    folder.write("net-int8/x", "");
    EXPECT_EQ(proposedFolder(project), folder / "net-int8-2");
}

TEST(Target, AFolderThatIsReachedThroughANewOneIsLookedInto) {
    const test::TempDir folder;
    const config::Project project = projectIn(folder);
    EXPECT_EQ(obstaclesTo({folder / "new/..", "net"}, project).inputs.size(), 2u);
    EXPECT_FALSE(checkTarget({folder / "new/deep/../..", "net"}, project));
}

TEST(Target, FilesInTheWayAreTakenApart) {
    const test::TempDir folder;
    config::Project project = projectIn(folder);
    folder.write("out/net.xml", kResult);
    folder.write("out/net.bin", "weights of it");
    folder.write("out/report.json", kReport);
    project.data.sources = {{"", folder.write("out/config.json", "{}").string(), ""}};
    const Obstacles obstacles = obstaclesTo({folder / "out", "net"}, project);
    EXPECT_EQ(obstacles.inputs, (std::vector{folder / "out/config.json"}));
    EXPECT_EQ(obstacles.results, (std::vector{folder / "out/net.bin", folder / "out/net.xml", folder / "out/report.json"}));
    EXPECT_TRUE(obstacles.strangers.empty());
}

TEST(Target, ResultsOfAnEarlierRunAreReplacedOnlyWhenThatIsAsked) {
    const test::TempDir folder;
    const config::Project project = projectIn(folder);
    folder.write("out/report.json", kReport);
    folder.write("out/config.json", "{}");
    EXPECT_EQ(checkTarget({folder / "out", "net"}, project).error().code(), ErrorCode::InvalidArgument);
    EXPECT_TRUE(checkTarget({folder / "out", "net", Earlier::Replace}, project));
    const Target target{folder / "out", "net"}, own{folder.path(), "net"};
    EXPECT_EQ(otherFolder(target, obstaclesTo(target, project)), folder / "out-2");
    EXPECT_EQ(otherFolder(own, obstaclesTo(own, project)), folder / "net-int8");
}

// A report that is none, a link that leads nowhere, a folder, weights without a model: none of them was written by a run.
TEST(Target, StrangersAreKept) {
    const test::TempDir folder;
    const config::Project project = projectIn(folder);
    folder.write("out/report.json", R"({"accuracy": 1})");
    std::filesystem::create_symlink(folder / "none", folder / "out/net.xml");
    std::filesystem::create_directory(folder / "out/config.json");
    folder.write("out/net.bin", "");
    const Target target{folder / "out", "net", Earlier::Replace};
    EXPECT_EQ(obstaclesTo(target, project).strangers, filesOf(target));
    EXPECT_FALSE(checkTarget(target, project));
}

TEST(Target, WhatTheConfigurationAndItsCommandsNameIsAnInput) {
    const test::TempDir folder;
    config::Project project = projectIn(folder);
    const auto script = folder.write("out/net.bin", ""), labels = folder.write("out/config.json", ""),
               described = folder.write("out/report.json", "");
    project.metrics = {{"command", {{"command", "[\"sh\", \"" + script.string() + "\"]"}}, {}}};
    project.testData.emplace().sources = {{"", "synthetic:1", labels.string()}};
    project.origin.files = {described};
    EXPECT_EQ(obstaclesTo({folder / "out", "net"}, project).inputs, (std::vector{script, described, labels}));
}

TEST(CheckFile, KeepsInputsFoldersAndWhatIsThere) {
    const test::TempDir folder;
    const auto input = folder.write("in.csv", ""), other = folder.write("out.csv", "");
    std::filesystem::create_hard_link(input, folder / "same.csv");
    EXPECT_TRUE(checkFile(folder / "new.csv", Earlier::Keep, {input}));
    EXPECT_TRUE(checkFile(other, Earlier::Replace, {input}));
    EXPECT_FALSE(checkFile(other, Earlier::Keep, {input}));
    EXPECT_FALSE(checkFile(folder / "same.csv", Earlier::Replace, {input}));
    EXPECT_FALSE(checkFile(folder.path(), Earlier::Replace, {}));
    EXPECT_EQ(checkFile(other / "below.csv", Earlier::Replace, {}).error().code(), ErrorCode::Io);
}

}  // namespace
}  // namespace rf::exporting
