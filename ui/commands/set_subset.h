// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace rf::ui {

class ProjectDocument;

/// Chooses how many samples are used for calibration (nothing: all); undoable.
void setSubset(ProjectDocument& document, std::optional<std::int64_t> samples);

}  // namespace rf::ui
