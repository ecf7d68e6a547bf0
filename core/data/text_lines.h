// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// Private to core/data: text files that people and their scripts write.
namespace rf::data {

struct NumberedLine {
    std::size_t number = 0;  ///< in the file, from 1
    std::string text;        ///< without the spaces at both ends
};

/// Lines that are not blank; CR and the byte order mark are no part of them.
Result<std::vector<NumberedLine>> nonBlankLines(const std::filesystem::path& path);

std::string trimmed(std::string_view text);

}  // namespace rf::data
