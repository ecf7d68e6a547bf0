// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::ui {

class ProjectDocument;

/// Chooses the engine that runs the networks; undoable. Empty: the default one.
void setEngine(ProjectDocument& document, const std::string& engine);

}  // namespace rf::ui
