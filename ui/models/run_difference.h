// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/pipeline/optimize.h"

namespace rf::ui {

/// A layer in two runs. A value; nothing where a run has none.
struct LayerDifference {
    std::string layer;
    std::pair<std::optional<double>, std::optional<double>> sqnr;  ///< dB of the whole int8 model at this layer, in both runs
    std::pair<std::optional<std::pair<float, float>>, std::optional<std::pair<float, float>>> range;  ///< of its output, over all channels
    std::pair<bool, bool> isQuantized;
    /// Second less first, in dB: below 0 the second run is worse. Nothing where a run has no noise here or did not measure it.
    std::optional<double> change() const;
    bool isSame() const { return sqnr.first == sqnr.second && range.first == range.second && isQuantized.first == isQuantized.second; }
};

/// Every layer that both runs have measured, in the order of execution.
std::vector<LayerDifference> runDifference(const results::Report& first, const results::Report& second);

}  // namespace rf::ui
