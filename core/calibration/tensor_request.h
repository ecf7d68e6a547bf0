// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"

namespace rf::calibration {

/// Whole tensors, one for each sample, in the order of the samples.
using SampleTensors = std::map<graph::Output, std::vector<Tensor>>;

/// A request for whole tensors instead of statistics. They are computed from the tensors in `known` where possible, otherwise
/// from the network's inputs. If all inputs are known, no data is read, and `graph` may be any small network.
struct TensorRequest {
    graph::Graph graph;
    std::vector<graph::Output> wanted;       ///< tensors of `graph`; its Parameters stand for the inputs themselves
    std::vector<std::int64_t> samples = {};  ///< of the data; each list of `known` has as many tensors
    SampleTensors known = {};                ///< tensors of `graph`
    /// Deployed: as the device runs them, or exact where it refuses the network.
    engine::Arithmetic arithmetic = engine::Arithmetic::Exact;
};

/// The tensors, by wanted tensor, then by sample. A network with states runs through the samples in order.
Result<std::vector<std::vector<Tensor>>> collectTensors(const TensorRequest& request, const data::SampleSource& source,
                                                        const engine::Engine& engine, int threads, const Progress& progress);

}  // namespace rf::calibration
