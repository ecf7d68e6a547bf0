// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/config/project_config.h"

namespace rf::ui {

/// What differs from the settings `before`, a phrase for each: "preset Accuracy", "stem/conv in float", "stat_subset_size 20".
QStringList changedSettings(const config::Project& before, const config::Project& after);

}  // namespace rf::ui
