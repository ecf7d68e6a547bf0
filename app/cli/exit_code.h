// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf::cli {

/// Exit codes, also listed by --help.
enum ExitCode : int {
    kSuccess = 0,
    kFailure = 1,        ///< the engine failed, or something is not supported
    kBadInput = 2,       ///< what the user gave: a wrong option, setting or configuration, a missing or damaged model or data file
    kLimitMissed = 3,    ///< a search could not reach its limit; the nearest model was written
    kCannotWrite = 4,    ///< reading or writing failed: permissions, full disk
    kInterrupted = 130,  ///< Ctrl-C, as shells have it
};

}  // namespace rf::cli
