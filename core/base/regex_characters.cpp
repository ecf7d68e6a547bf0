// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/code_points.h"
#include "core/base/regex_syntax.h"

namespace rf::regex {

bool CharacterSet::contains(char32_t character) const {
    return std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) { return range.first <= character && character <= range.second; });
}

CharacterSet CharacterSet::complement() const {
    auto sorted = ranges;
    std::sort(sorted.begin(), sorted.end());
    CharacterSet rest;
    char32_t next = 0;
    for (const auto& [first, last] : sorted) {
        if (first > next) rest.ranges.emplace_back(next, first - 1);
        next = std::max<char32_t>(next, last + 1);
    }
    if (next <= kLastCodePoint) rest.ranges.emplace_back(next, kLastCodePoint);
    return rest;
}

CharacterSet everything() { return {{{0, kLastCodePoint}}}; }

}  // namespace rf::regex
