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
    /// Returns when the count is not 0, perhaps never.
    static void waitForAny();
    /// Returns when the count is 0.
    static void waitForAll();
};

/// Ends main(): `return leave(code)`. Returns the code if no work was ever abandoned. Otherwise flushes standard output and
/// error and ends the process at once without destroying static objects: an abandoned compile still uses those of OpenVINO, and
/// waiting for it could take minutes. Save everything before the call.
int leave(int exitCode);

}  // namespace rf
