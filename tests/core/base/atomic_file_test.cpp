// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include <unistd.h>

#include "tests/support/temp_dir.h"

namespace rf {
namespace {

std::size_t fileCount(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(AtomicFiles, LeavesTheOldContentUntilCommit) {
    const test::TempDir folder;
    const auto target = folder.write("a.txt", "old");
    AtomicFiles files;
    ASSERT_TRUE(files.add(target, std::string_view("new")));
    EXPECT_EQ(test::readFile(target), "old");
    ASSERT_TRUE(files.commit());
    EXPECT_EQ(test::readFile(target), "new");
    EXPECT_EQ(fileCount(folder.path()), 1u);
}

TEST(AtomicFiles, LeavesNothingBehindWithoutCommit) {
    const test::TempDir folder;
    {
        AtomicFiles files;
        ASSERT_TRUE(files.add(folder / "a.txt", std::string_view("new")));
    }
    EXPECT_EQ(fileCount(folder.path()), 0u);
}

TEST(AtomicFiles, NamesTheFileAndTheReasonWhenItCannotWrite) {
    const test::TempDir folder;
    AtomicFiles files;
    const auto result = files.add(folder / "missing/a.txt", std::string_view("new"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Io);
    EXPECT_THAT(result.error().message(), testing::HasSubstr("missing/a.txt: can't be written: No such file"));
}

TEST(AtomicFiles, ReportsAFullDisk) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
    const test::TempDir folder;
    // The temporary's name is an existing link to the device that is always full.
    std::filesystem::create_symlink("/dev/full", folder / (".a.bin." + std::to_string(::getpid()) + ".part"));
    AtomicFiles files;
    const auto result = files.add(folder / "a.bin", std::string_view("content"));
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message(), testing::HasSubstr("No space left"));
}

}  // namespace
}  // namespace rf
