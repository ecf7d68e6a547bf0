// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace rf::ui {

class GraphScene;
struct GraphPicture;

/// Writes the whole graph at 100 % as SVG, in the colours of `picture` (its transform, selection, hover and search are
/// ignored), with the legend above it. Replaces the file as a whole or not at all; Io names the path.
Result<void> exportSvg(const GraphScene& scene, const GraphPicture& picture, const std::filesystem::path& path);
/// The same as PNG, `scale` pixels per unit; smaller when a side would exceed 16 384 pixels.
Result<void> exportPng(const GraphScene& scene, const GraphPicture& picture, double scale, const std::filesystem::path& path);

}  // namespace rf::ui
