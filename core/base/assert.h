// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf::detail {
[[noreturn]] void assertionFailed(const char* expression, const char* file, int line);
}

/// States what the programmer guarantees; a failure is a bug and ends the program. Never used on a user's input.
#define RF_ASSERT(expression) (static_cast<bool>(expression) ? void(0) : ::rf::detail::assertionFailed(#expression, __FILE__, __LINE__))
