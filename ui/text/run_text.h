// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/workbench/unfinished_run.h"

namespace rf::ui {

/// "Collecting statistics, 184 of 300".
QString reachedText(const RunProgress& progress);
/// How a run ended that has no result, and what is kept of it: "Cancelled: collecting statistics, 184 of 300. 1 finished step is kept."
QString unfinishedText(const UnfinishedRun& run);
/// "finished", "cancelled".
QString statusName(storage::RunStatus status);

}  // namespace rf::ui
