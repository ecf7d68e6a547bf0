// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/cli/pot_log.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

/// An accuracy-aware search as POT told it: its lines, and the model after every step in a folder (spec 02, section 4.11).
class PotSearchLog {
public:
    /// The log must outlive this. The folder is made with the first step.
    PotSearchLog(PotLog& log, std::filesystem::path folder) : m_log(log), m_folder(std::move(folder)) {}

    Result<void> stepDone(const pipeline::SearchProgress& progress);
    void end(const results::Report& report);

private:
    PotLog& m_log;
    std::filesystem::path m_folder;
};

}  // namespace rf::cli
