// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/config/project_config.h"
#include "ui/workbench/data_watcher.h"

namespace rf::ui {

/// The field of the settings that a problem is said at.
enum class ProblemField { Calibration, Test, Metric };

struct RunProblem {
    ProblemField field = ProblemField::Calibration;
    QString text;         ///< a sentence that ends with what to do
    bool blocks = false;  ///< a run would fail
};

/// What is known of the data that a project names.
struct KnownData {
    std::optional<DataFacts> calibration, test;  ///< nothing while it is looked at
    std::optional<std::int64_t> shared;          ///< samples of the test data that are calibration data, too; nothing: not known
};

/// What is wrong with the data and metrics of a project before it runs, as far as it is known.
std::vector<RunProblem> runProblems(const config::Project& project, const KnownData& data);
/// Whether data that a run would read is still being looked at.
bool isBeingLookedAt(const config::Project& project, const KnownData& data);
/// The first problem of a field; null where it has none.
const RunProblem* problemOf(const std::vector<RunProblem>& problems, ProblemField field);

}  // namespace rf::ui
