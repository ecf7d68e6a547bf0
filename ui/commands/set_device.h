// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::ui {

class ProjectDocument;

/// Chooses the target device; undoable.
void setDevice(ProjectDocument& document, const std::string& device);

}  // namespace rf::ui
