// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::ui {

class ProjectDocument;

/// Chooses what is measured of the float and the int8 model (empty: nothing), and on which data (empty: the
/// calibration data); undoable.
void setMetric(ProjectDocument& document, const std::string& metric);
void setTestData(ProjectDocument& document, const std::string& location);

}  // namespace rf::ui
