// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf::ui {

/// The range that was chosen for a tensor: [low, high] cut into levels - 1 steps.
struct QuantizationRange {
    double low = 0, high = 0;
    int levels = 256;
};

}  // namespace rf::ui
