// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/storage/record.h"
#include "ui/jobs/run_progress.h"
#include "ui/project_document.h"

namespace rf::ui {

/// A run that ended without a result, what is kept of it, and how to go on. A value.
struct UnfinishedRun {
    storage::RunRecord kept;
    /// Of a run of this window; nothing for that of a program that is gone.
    std::optional<ProjectDocument::Snapshot> input;
    RunProgress reached;         ///< when it was stopped
    std::optional<Error> error;  ///< that it ended with, unless it was stopped

    /// Whether all steps are done, so that there is a model, only not compared or scored.
    bool hasModel() const {
        return input && reached.stage && (*reached.stage == pipeline::Stage::Compare || *reached.stage == pipeline::Stage::Evaluate) &&
               !config::searches(input->project);
    }
};

}  // namespace rf::ui
