// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf::cli {

/// Exit codes, also listed by --help.
enum ExitCode : int {
    kSuccess = 0,
    kFailure = 1,        ///< the engine failed, or something is not supported
    kBadInput = 2,       ///< what the user gave: a wrong option, setting or configuration, a missing or damaged model or data file
    kCannotWrite = 4,    ///< reading or writing failed: permissions, full disk
    kInterrupted = 130,  ///< Ctrl-C, as shells have it
};

}  // namespace rf::cli
