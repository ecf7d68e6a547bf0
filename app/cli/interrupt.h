// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace rf::cli {

/// Turns the first Ctrl-C (SIGINT, SIGTERM) into a stop request; a second one ends the program at once. If the request leaves an
/// abandoned compile behind, which keeps all processors busy, the program ends half a second later whatever else it still does.
std::stop_token stopOnInterrupt();

}  // namespace rf::cli
