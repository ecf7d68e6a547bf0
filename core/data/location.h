// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"

/// Private to core/data: Source::location taken apart.
namespace rf::data {

struct Location {
    enum class Kind { Path, Raw, Tokens, Synthetic, Constant, State, Command };
    Kind kind = Kind::Path;
    std::string body;    ///< a path, or what follows the prefix of the other kinds
    std::string member;  ///< the array of an .npz file
    std::map<std::string, std::string> options;
};

/// InvalidArgument when an option has no value, is given twice or is not one of the kind's.
Result<Location> parseLocation(const std::string& text);

/// Whether the text begins as one of the forms with a prefix do ("synthetic:", "raw:" …).
bool hasPrefix(const std::string& text);
/// The file and the array of "FILE.npz#ARRAY"; the array is empty where none is named.
std::pair<std::string, std::string> splitMember(const std::string& path);

/// The value of a whole-number option, or `standard` where it is absent; InvalidArgument outside low … high.
Result<std::int64_t> integerOption(const Location& location, const std::string& key, std::int64_t standard, std::int64_t low,
                                   std::int64_t high);

}  // namespace rf::data
