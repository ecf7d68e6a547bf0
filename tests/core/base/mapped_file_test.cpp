// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mapped_file.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace rf {
namespace {

constexpr std::size_t kSize = std::size_t{64} << 20;

/// Bytes of files that are in the memory of this process (proc(5), statm).
std::int64_t residentFileBytes() {
    std::int64_t size = 0, resident = 0, shared = 0;
    std::ifstream("/proc/self/statm") >> size >> resident >> shared;
    return shared * ::sysconf(_SC_PAGESIZE);
}

TEST(MappedFile, PagesCanBeLetGoAndAreReadAgain) {
    const test::TempDir folder;
    folder.write("bytes", std::string(kSize, 'x'));
    const auto file = MappedFile::open(folder / "bytes").value();
    const auto countX = [&] { return std::ranges::count(file->bytes(), std::byte{'x'}); };
    EXPECT_EQ(countX(), static_cast<std::ptrdiff_t>(kSize));
    const std::int64_t touched = residentFileBytes();
    releaseMappedPages();
    EXPECT_LT(residentFileBytes(), touched - static_cast<std::int64_t>(kSize / 2));
    EXPECT_EQ(countX(), static_cast<std::ptrdiff_t>(kSize));
}

TEST(MappedFile, NothingIsLetGoOfAFileThatIsClosed) {
    const test::TempDir folder;
    folder.write("bytes", "abc");
    MappedFile::open(folder / "bytes").value();
    releaseMappedPages();
    EXPECT_TRUE(MappedFile::open(folder / "bytes").value()->bytes()[2] == std::byte{'c'});
}

}  // namespace
}  // namespace rf
