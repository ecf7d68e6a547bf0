// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/optimize.h"

namespace rf::pipeline {

/// Whether the preset mixed would have been clearly better than performance, which made the outcome: by the project's metrics, then by
/// the distance to the float model, on as many samples as layers are compared on. Nothing is measured again; nothing for other presets, and
/// where mixed would change nothing.
Result<std::optional<results::PresetHint>> presetHint(const Job& job, const Resources& resources, const Outcome& outcome,
                                                      const Progress& progress);

}  // namespace rf::pipeline
