// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"

/// The user's own programs, which answer line by line. None runs without permission.
namespace rf::process {

/// The program and its arguments, as they are: no shell ever reads them. The program is looked for in PATH.
using CommandLine = std::vector<std::string>;

/// As one would type it, with quotation marks where a shell would need them.
std::string text(const CommandLine& command);

/// Called before a program starts; the caller of the job decides. Empty: no program may run.
using Permission = std::function<bool(const CommandLine&)>;

/// InvalidArgument names the exact command line when `permission` is empty; Cancelled when it was asked and refused.
Result<void> ask(const Permission& permission, const CommandLine& command);

struct Options {
    std::chrono::milliseconds timeout{60'000};  ///< for one answer, and for the end
    std::stop_token token;                      ///< ends the program; calls that wait for it return Cancelled
};

/// A running program: one line in, one line out. What it writes to standard error goes to the log. The program leads a process
/// group of its own, which is ended as a whole. Not thread-safe.
class LineProgram {
public:
    /// NotFound and Io name the program and the system's reason.
    static Result<std::unique_ptr<LineProgram>> start(const CommandLine& command, const Options& options);
    /// Ends the program if it still runs: SIGTERM first, SIGKILL a moment later.
    ~LineProgram();
    LineProgram(const LineProgram&) = delete;
    LineProgram& operator=(const LineProgram&) = delete;

    /// Sends a line and waits for the line that answers it. After a failure the program is gone.
    Result<std::string> ask(const std::string& line);
    /// Closes its input and waits for its end; Engine when it ends with an exit code other than 0.
    Result<void> finish();
    /// The name of the program in messages.
    const std::string& name() const;

private:
    struct State;
    explicit LineProgram(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace rf::process
