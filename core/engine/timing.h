// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"

/// How long a compiled network takes, as an engine can tell it.
namespace rf::engine {

/// One run, or several at once divided by their number.
struct RunTime {
    double milliseconds = 0;
    /// The system gave a processor to somebody else meanwhile, so the time says nothing of the network. Always false where the
    /// system does not tell.
    bool disturbed = false;
};

/// A node of the network as the engine compiled it, and its time.
struct Kernel {
    std::string name;                                   ///< the engine's own
    std::string type;                                   ///< in the engine's words: "Convolution", "Reorder" …
    std::string kernel;                                 ///< "brgconv_avx2_f32"; empty where the engine has no word for it
    std::string precision;                              ///< that it runs in: "u8", "f32"
    std::vector<std::string> layers = {};               ///< of the graph, that it computes; empty for what the engine added
    std::vector<std::size_t> inputs = {};               ///< places of the nodes whose outputs it reads
    std::optional<double> milliseconds = std::nullopt;  ///< of the median run; nothing for what does not run by itself
};

/// What became of a network, and where its time goes.
struct Profile {
    std::vector<Kernel> kernels;  ///< in the order in which they run
    std::int64_t runs = 0;        ///< that the times are from
    std::string precision;        ///< of float layers: "f32", "bf16"
};

/// Runs `work` again and again and looks at the clock. The first failure ends it, as does a request to stop (Cancelled).
Result<std::vector<RunTime>> timeRuns(std::int64_t runs, const std::function<Result<void>()>& work, const std::stop_token& token);

/// The median of times over their mean; 1 where there are none. Means grow with every run that was held up, medians do not.
double medianOverMean(std::span<const double> times);

}  // namespace rf::engine
