// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace rf {

/// Writes several files together. Each goes to a temporary sibling and is flushed to disk; commit() renames all of them into
/// place. Readers see no change before commit() succeeds. Without commit() the temporaries are removed.
class AtomicFiles {
public:
    AtomicFiles() = default;
    ~AtomicFiles();
    AtomicFiles(const AtomicFiles&) = delete;
    AtomicFiles& operator=(const AtomicFiles&) = delete;

    /// Writes the bytes for `path` to its temporary. Io names the path and the system's reason.
    Result<void> add(const std::filesystem::path& path, std::span<const std::byte> bytes);
    Result<void> add(const std::filesystem::path& path, std::string_view text);
    /// The same for content in several parts, written one after another.
    Result<void> add(const std::filesystem::path& path, std::span<const std::span<const std::byte>> parts);

    /// Renames every temporary into place and flushes the folders.
    Result<void> commit();

private:
    struct Entry {
        std::filesystem::path temporary, target;
    };
    std::vector<Entry> m_entries;
};

}  // namespace rf
