// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/worst_first.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rf::ui {

std::vector<int> worstFirst(const std::vector<LayerHarm>& layers, int count) {
    std::vector<std::pair<std::pair<bool, double>, int>> ranked;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerHarm& layer = layers[i];
        const auto decisive = layer.isolated ? layer.isolated : layer.accumulated;
        if (decisive && std::isfinite(*decisive)) ranked.push_back({{!layer.isolated, *decisive}, static_cast<int>(i)});
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(ranked.size(), static_cast<std::size_t>(std::max(0, count))));
    std::vector<int> order;
    for (const auto& [rank, index] : ranked) order.push_back(index);
    return order;
}

}  // namespace rf::ui
