// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace rf::process {

/// A folder that only this user can read. The destructor removes it and its content.
class TempFolder {
public:
    static Result<TempFolder> create();
    ~TempFolder();
    TempFolder(TempFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    TempFolder& operator=(TempFolder&& other) noexcept {
        std::swap(m_path, other.m_path);
        return *this;
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    explicit TempFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

}  // namespace rf::process
