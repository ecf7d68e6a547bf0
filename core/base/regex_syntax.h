// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

/// The syntax tree of a regular expression; private to RegularExpression.
namespace rf::regex {

/// Characters as ranges, first and last included.
struct CharacterSet {
    std::vector<std::pair<char32_t, char32_t>> ranges;

    bool contains(char32_t character) const;
    void add(const CharacterSet& other) { ranges.insert(ranges.end(), other.ranges.begin(), other.ranges.end()); }
    CharacterSet complement() const;
};

CharacterSet everything();

struct Node {
    enum class Kind { Set, Sequence, Alternatives, Repeat, Begin, End, WordBoundary, NoWordBoundary, Ahead, NotAhead };

    Kind kind = Kind::Sequence;
    CharacterSet set;             ///< of Set
    std::vector<Node> children;   ///< exactly one of Repeat, Ahead and NotAhead
    int least = 0, most = 0;      ///< of Repeat; kUnbounded: no limit
};

inline constexpr int kUnbounded = -1;

/// InvalidArgument says what is wrong, and at which character.
Result<Node> parse(std::string_view pattern);

}  // namespace rf::regex
