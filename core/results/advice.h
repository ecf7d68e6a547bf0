// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/results/report.h"

namespace rf::results {

/// What keeping one layer in float would bring.
struct Advice {
    std::string layer;
    double share = 0.0;     ///< of the noise that quantization makes
    double expected = 0.0;  ///< the first score with this layer in float
    metrics::Unit unit = metrics::Unit::Share;
    bool operator==(const Advice&) const = default;
};

/// The layers whose quantization costs most of the first score, the best first; none where nothing worth it is lost, or where errors
/// or scores were not measured. Estimated: the noise that each layer makes by itself, relative to its output, is taken to reach the
/// outputs as it is and to add up; the loss grows with its root, as answers flip where noise exceeds their margin.
std::vector<Advice> advice(const Report& report);

}  // namespace rf::results
