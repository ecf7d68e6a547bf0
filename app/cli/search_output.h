// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console_progress.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

/// Tells every step of a search, and writes the best model so far, so that one is there whenever the run ends.
class SearchOutput {
public:
    /// The console must outlive this. The target must have been checked.
    SearchOutput(ConsoleProgress& console, exporting::Target target) : m_console(console), m_target(std::move(target)) {}

    Result<void> stepDone(const pipeline::SearchProgress& progress);
    /// Where the result of the run goes: what this has written may be replaced.
    const exporting::Target& target() const { return m_target; }

private:
    ConsoleProgress& m_console;
    exporting::Target m_target;
};

/// What a search has come to, in a few lines.
void printSearch(const results::Report& report);

}  // namespace rf::cli
