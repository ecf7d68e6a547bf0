// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/temp_folder.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace rf::process {

Result<TempFolder> TempFolder::create() {
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    std::string pattern = (parent / "rangefinder-XXXXXX").string();
    if (error || !::mkdtemp(pattern.data()))
        return fail(ErrorCode::Io, RF_TEXT("core", "%1: a temporary folder can't be made: %2"), parent,
                    error ? error.message() : std::generic_category().message(errno));
    return TempFolder(pattern);
}

TempFolder::~TempFolder() {
    std::error_code ignored;  // a folder that can't be removed is no reason to fail
    if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
}

}  // namespace rf::process
