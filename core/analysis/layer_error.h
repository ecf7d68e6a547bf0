// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/metrics/tensor_distance.h"

/// Compares two graphs layer by layer.
namespace rf::analysis {

/// How one layer's output differs between two graphs.
struct LayerError {
    std::string layer;  ///< name in the float graph
    std::string type;
    graph::Output reference;                    ///< the tensor in the float graph
    metrics::Distance accumulated;              ///< whole quantized model against whole float model at this layer
    std::optional<metrics::Distance> isolated;  ///< only this layer's quantizers active; nothing where it has none
};

struct LayerErrorOptions {
    int threads = 0;
    std::vector<std::int64_t> samples;
    bool isolated = true;
};

/// Errors of every layer that both graphs have (same name, computed, float), in execution order. Both are run with
/// Arithmetic::Exact on the same samples. A layer that is missing in `quantized` (renamed, fused) is left out.
Result<std::vector<LayerError>> layerErrors(const graph::Graph& reference, const graph::Graph& quantized, const data::SampleSource& source,
                                            const engine::Engine& engine, const LayerErrorOptions& options, const Progress& progress);

}  // namespace rf::analysis
