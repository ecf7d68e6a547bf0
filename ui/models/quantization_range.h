// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf::ui {

/// The quantization range of a tensor: [low, high] in levels - 1 steps.
struct QuantizationRange {
    double low = 0, high = 0;
    int levels = 256;
};

}  // namespace rf::ui
