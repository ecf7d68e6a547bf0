// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "core/base/result.h"

namespace rf {

/// A regular expression in the syntax of ECMAScript (ECMA-262, section "Patterns") without back-references, over UTF-8.
/// Whoever writes an expression can't make it slow or exhaust the stack, as he can with std::regex: matching takes time
/// proportional to the length of the text times that of the expression.
class RegularExpression {
public:
    /// InvalidArgument says what is wrong with the expression, and where.
    static Result<RegularExpression> compile(std::string_view pattern);
    /// `*` stands for any characters, `?` for one; everything else for itself. InvalidArgument for thousands of characters.
    static Result<RegularExpression> fromWildcard(std::string_view pattern);

    /// Does the expression describe the whole text?
    bool matches(std::string_view text) const;

private:
    struct Program;
    friend class RegexCompiler;

    std::shared_ptr<const Program> m_program;
};

}  // namespace rf
