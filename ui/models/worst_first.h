// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

namespace rf::ui {

/// What a run found out about one layer: signal to quantization noise ratios in dB.
struct LayerHarm {
    std::optional<double> isolated;     ///< only this layer quantized
    std::optional<double> accumulated;  ///< whole quantized model against whole float model
};

/// Indices of the `count` worst layers. Layers with the lowest isolated ratio come first, because they cause the error that
/// others only pass on; then those without one, by accumulated ratio. Ties stay in order; layers without a finite number are
/// left out.
std::vector<int> worstFirst(const std::vector<LayerHarm>& layers, int count);

}  // namespace rf::ui
