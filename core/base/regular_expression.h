// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "core/base/result.h"

namespace re2 {
class RE2;
}

namespace rf {

/// A regular expression in the syntax of RE2 (Perl's, without back-references and looking around). Matching takes time
/// proportional to the length of the text, so no expression is slow or exhausts the stack (std::regex can do both).
class RegularExpression {
public:
    /// InvalidArgument says what is wrong with the expression.
    static Result<RegularExpression> compile(std::string_view pattern);
    /// `*` stands for any characters, `?` for one; everything else for itself. InvalidArgument when it is too long.
    static Result<RegularExpression> fromWildcard(std::string_view pattern);

    /// Whether the expression matches the whole text.
    bool matches(std::string_view text) const;

private:
    std::shared_ptr<const re2::RE2> m_expression;
};

}  // namespace rf
