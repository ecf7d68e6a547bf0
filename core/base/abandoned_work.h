// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf {

/// Counts as one piece of work that goes on although nobody waits for its result any more. The thread that does the work
/// destroys it at its end.
class AbandonedWork {
public:
    AbandonedWork();
    ~AbandonedWork();
    AbandonedWork(const AbandonedWork&) = delete;
    AbandonedWork& operator=(const AbandonedWork&) = delete;

    static int count();
    /// Returns when the count is 0.
    static void waitForAll();
};

/// The last statement of main(): `return leave(code)`. Returns the code where no work was ever abandoned. Otherwise writes what
/// standard output and error still hold and ends the process at once, without destructors of static objects: a compile that
/// goes on uses those of OpenVINO, and waiting for it could take minutes. Whatever must be saved is saved before.
int leave(int exitCode);

}  // namespace rf
