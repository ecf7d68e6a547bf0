// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::ui {

class ProjectDocument;

/// Chooses the calibration data: where it lies, and its labels (empty: none, or found beside the data); undoable.
void setDataset(ProjectDocument& document, const std::string& location);
void setLabels(ProjectDocument& document, const std::string& labels);

}  // namespace rf::ui
