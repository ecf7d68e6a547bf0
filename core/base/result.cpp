// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace rf {

Error::Error(ErrorCode code, std::string_view pattern, std::vector<std::string> arguments)
    : m_code(code), m_pattern(pattern), m_arguments(std::move(arguments)) {}

Error Error::during(std::string_view pattern, std::vector<std::string> arguments) && {
    m_trail.push_back({std::string(pattern), std::move(arguments)});
    return std::move(*this);
}

Error Error::with(std::vector<Error> details) && {
    m_details = std::move(details);
    return std::move(*this);
}

std::string Error::message() const {
    std::string text;
    for (auto note = m_trail.rbegin(); note != m_trail.rend(); ++note) text += fillPattern(note->pattern, note->arguments) + ": ";
    text += fillPattern(m_pattern, m_arguments);
    for (const Error& detail : m_details) text += "\n  " + detail.message();
    return text;
}

std::string fillPattern(std::string_view pattern, const std::vector<std::string>& arguments) {
    std::string text;
    text.reserve(pattern.size() + 32);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool placeholder = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        const std::size_t index = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '1') : 0;
        if (placeholder && index < arguments.size()) {
            text += arguments[index];
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace rf
