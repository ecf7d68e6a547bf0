// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/engine/engine.h"

namespace rf::engine {

/// Runs the network once: inputs of one sample to results, in the order of parameters() and results().
using RunOne = std::function<Result<std::vector<Tensor>>(std::int64_t sample, std::span<const Tensor> inputs)>;

/// Runs samples that depend on one another (SampleSource::states()), one at a time in the order of `which`: inputs with a state
/// get the output of the sample before, except for the first sample of each sequence and after a gap, which begin with the
/// source's start values. The outputs of the last sample are kept between calls, so samples may be run in several calls.
class Sequence {
public:
    /// NotFound names an output that the network does not have, and those it has.
    Result<void> run(const graph::Graph& graph, const data::SampleSource& source, std::span<const std::int64_t> which,
                     const OutputSink& sink, const Progress& progress, const RunOne& runOne);

private:
    std::optional<std::int64_t> m_last;  ///< the sample that ran last
    std::vector<Tensor> m_outputs;       ///< and its results
};

}  // namespace rf::engine
