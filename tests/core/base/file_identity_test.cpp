// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_identity.h"

#include "tests/support/temp_dir.h"

namespace rf {
namespace {

TEST(FileIdentity, IsThatOfTheFileWhateverLeadsToIt) {
    const test::TempDir folder;
    const auto file = folder.write("a.bin", "x"), other = folder.write("b.bin", "x");
    std::filesystem::create_symlink(file, folder / "soft");
    std::filesystem::create_hard_link(file, folder / "hard");
    ASSERT_TRUE(identityOf(file));
    for (const auto& path : {folder / "soft", folder / "hard", folder / "./a.bin"}) EXPECT_EQ(identityOf(path), identityOf(file)) << path;
    EXPECT_NE(identityOf(other), identityOf(file));
    EXPECT_FALSE(identityOf(folder / "none"));
}

TEST(FileIdentity, ALinkThatLeadsNowhereTakesItsName) {
    const test::TempDir folder;
    std::filesystem::create_symlink(folder / "none", folder / "link");
    EXPECT_TRUE(isTaken(folder / "link"));
    EXPECT_FALSE(isTaken(folder / "none"));
}

TEST(FreePath, CountsUpUntilNothingIsThere) {
    const test::TempDir folder;
    EXPECT_EQ(freeFile(folder / "t.csv"), folder / "t.csv");
    folder.write("t.csv", "");
    folder.write("t-2.csv", "");
    EXPECT_EQ(freeFile(folder / "t.csv"), folder / "t-3.csv");
    folder.write("net.v2-int8/x", "");
    EXPECT_EQ(freeFolder(folder / "net.v2-int8"), folder / "net.v2-int8-2");
    EXPECT_EQ(freeFolder(folder / "net.v2-int8/"), folder / "net.v2-int8-2");
}

}  // namespace
}  // namespace rf
