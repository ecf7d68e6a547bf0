// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace rf::detail {

void assertionFailed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "rangefinder: internal error, please report it: %s (%s:%d)\n", expression, file, line);
    std::abort();
}

}  // namespace rf::detail
