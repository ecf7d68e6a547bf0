// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace rf {

/// A file itself, whatever paths lead to it: links, hard links and other spellings of a path have the same identity.
struct FileIdentity {
    std::uint64_t device = 0, number = 0;
    auto operator<=>(const FileIdentity&) const = default;
};

/// Follows links. Nothing where there is no such file or it can't be looked at.
std::optional<FileIdentity> identityOf(const std::filesystem::path& path);

/// Whether the path exists; a link that leads nowhere counts.
bool isTaken(const std::filesystem::path& path);

/// The path itself if it is free, else the first free one with "-2", "-3" … after the stem.
std::filesystem::path freeFile(const std::filesystem::path& path);
/// The path itself if it is free, else the first free one with "-2", "-3" … at the end.
std::filesystem::path freeFolder(const std::filesystem::path& path);

}  // namespace rf
