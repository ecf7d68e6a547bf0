// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/settings.h"

namespace rf::ui {

class ProjectDocument;

/// Chooses the preset; undoable.
void setPreset(ProjectDocument& document, quantization::Preset preset);

}  // namespace rf::ui
