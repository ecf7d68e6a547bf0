// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/regular_expression.h"

#include <re2/re2.h>

namespace rf {

namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

std::string wildcardAsExpression(std::string_view pattern) {
    std::string expression = "(?s)";
    for (const char c : pattern) {
        if (c == '*')
            expression += ".*";
        else if (c == '?')
            expression += ".";
        // A byte of a longer character is not to be quoted by itself.
        else
            expression += static_cast<unsigned char>(c) < 0x80 ? re2::RE2::QuoteMeta({&c, 1}) : std::string(1, c);
    }
    return expression;
}

}  // namespace

Result<RegularExpression> RegularExpression::compile(std::string_view pattern) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto expression = std::make_shared<const re2::RE2>(piece(pattern), options);
    if (!expression->ok())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the regular expression '%1' is not valid in the syntax of RE2: %2"),
                    pattern.substr(0, 200), expression->error());
    RegularExpression compiled;
    compiled.m_expression = std::move(expression);
    return compiled;
}

Result<RegularExpression> RegularExpression::fromWildcard(std::string_view pattern) { return compile(wildcardAsExpression(pattern)); }

bool RegularExpression::matches(std::string_view text) const { return re2::RE2::FullMatch(piece(text), *m_expression); }

}  // namespace rf
