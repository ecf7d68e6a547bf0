// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace rf::cli {

/// Accepts numbers from 0 on. CLI11's own one shows the largest number of its type in its error.
inline CLI::Validator nonNegative() {
    const auto check = [](const std::string& text) {
        double value = -1;
        return CLI::detail::lexical_cast(text, value) && value >= 0 ? std::string() : "'" + text + "' is no number from 0 on";
    };
    return CLI::Validator(check, "NONNEGATIVE");
}

}  // namespace rf::cli
