// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/config/project_config.h"

namespace rf::ui {

/// The bundled demo: a small trained network with its calibration and test images, for the first start. Looked for beside the
/// installed program, then in the sources that it was built from; nothing when it is in neither place.
std::optional<config::Project> demoProject();

}  // namespace rf::ui
