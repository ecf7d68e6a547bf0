// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/engine/engine.h"
#include "core/pipeline/interleaved.h"
#include "core/pipeline/layer_times.h"

/// How fast networks are as they will be deployed, side by side in one process.
namespace rf::pipeline {

struct BenchmarkOptions {
    engine::Purpose purpose = engine::Purpose::Latency;  ///< or Throughput
    int threads = 0;                                     ///< 0: as many as the device takes by itself
    double seconds = 10;                                 ///< of measuring, about; half as long again for layers
    bool layers = true;                                  ///< also find out what each layer takes; always for latency, one run at a time
};

struct BenchmarkResult {
    Timings timings;
    std::optional<LayerTable> layers;      ///< nothing where it was not asked for or the engine can't tell
    std::optional<Error> withoutLayers{};  ///< why the engine can't tell
};

/// Times the networks on `inputs` (one set of tensors per sample; the rounds take them in turn). The first network is what the
/// others are compared with. Errors as Engine::compile() and Program::time().
Result<BenchmarkResult> benchmark(std::span<const graph::Graph> networks, const std::vector<std::vector<Tensor>>& inputs,
                                  const engine::Engine& engine, const BenchmarkOptions& options, const Progress& progress);

}  // namespace rf::pipeline
