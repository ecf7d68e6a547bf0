// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "core/base/result.h"

namespace rf {

/// A file mapped read-only into memory; pages are read when touched. Shared, so that tensors can keep it alive.
class MappedFile {
public:
    /// NotFound when there is no such file, Io when it can't be mapped, InvalidFile when it is not a regular file.
    static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }
    const std::filesystem::path& path() const { return m_path; }

private:
    MappedFile(std::filesystem::path path, std::span<const std::byte> bytes) : m_path(std::move(path)), m_bytes(bytes) {}

    std::filesystem::path m_path;
    std::span<const std::byte> m_bytes;
};

/// Takes the pages of all mapped files out of the memory of this process. What is touched later is read again, usually from the
/// system's own cache, so that this is safe at any time: for whoever has gone through much of a file and will not soon again.
void releaseMappedPages();

}  // namespace rf
