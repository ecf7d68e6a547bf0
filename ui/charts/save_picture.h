// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/result.h"

class QWidget;

namespace rf::ui {

/// Writes what a widget shows: as SVG, or as PNG with two pixels for each of the widget's, by the extension. Replaces the file as a
/// whole or not at all; Io names the path.
Result<void> savePicture(QWidget& widget, const std::filesystem::path& path);

}  // namespace rf::ui
