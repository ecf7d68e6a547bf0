// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// Reads text files written by people and scripts.
namespace rf::data {

/// The lines of a text file without line ends (LF or CR LF); the byte order mark is no part of them, and a last line break
/// ends no further line.
Result<std::vector<std::string>> textLines(const std::filesystem::path& path);

struct NumberedLine {
    std::size_t number = 0;  ///< in the file, from 1
    std::string text;        ///< without the spaces at both ends
};

/// The lines that are not blank.
Result<std::vector<NumberedLine>> nonBlankLines(const std::filesystem::path& path);

std::string trimmed(std::string_view text);

}  // namespace rf::data
