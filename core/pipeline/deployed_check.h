// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/results/device_findings.h"

/// Whether a quantized network computes on this machine what its FakeQuantize say, and which operator is to blame where it does not.
namespace rf::pipeline {

constexpr int kMostCauses = 3;
/// Runs both networks on the samples. Where an output is clearly worse, looks for the layers by bisection over the quantizers of
/// data: at most `kMostCauses`, each in as many steps as the number of quantizers has binary digits. Outputs are paired in order.
Result<results::DeployedCheck> checkDeployed(const graph::Graph& floatModel, const graph::Graph& quantized,
                                             const data::SampleSource& source, std::span<const std::int64_t> samples,
                                             const engine::Engine& engine, int threads, const Progress& progress);

}  // namespace rf::pipeline
