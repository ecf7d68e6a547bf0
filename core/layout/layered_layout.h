// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/layout/layout_types.h"

namespace rf::layout {

/// Layers from top to bottom in the direction of the arrows (Sugiyama, Tagawa, Toda 1981): longest-path layers,
/// dummy boxes on long arrows, barycentre sweeps against crossings, coordinates that keep long arrows straight.
/// Linear in boxes and arrows apart from sorting; the same problem gives the same drawing. Cancelled when asked.
Result<Drawing> layered(const Problem& problem, const Options& options, const Progress& progress);

}  // namespace rf::layout
