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

/// What the model would probably be with one layer in float.
struct Estimate {
    std::string layer;
    double share = 0.0;                ///< of the noise that quantization makes
    double gain = 0.0;                 ///< dB of SQNR at the outputs; infinite where the layer makes all noise
    std::optional<double> expected{};  ///< the first score; nothing where the float model was not scored, or nothing is lost
    bool operator==(const Estimate&) const = default;
};

/// For every layer whose own error was measured, in the order of execution; see advice() for how.
std::vector<Estimate> estimates(const Report& report);

/// The layers whose quantization costs most of the first score, the best first; none where nothing worth it is lost, or where errors
/// or scores were not measured. Estimated: the noise that each layer makes by itself, relative to its output, is taken to reach the
/// outputs as it is and to add up; the loss grows with its root, as answers flip where noise exceeds their margin.
std::vector<Advice> advice(const Report& report);

}  // namespace rf::results
