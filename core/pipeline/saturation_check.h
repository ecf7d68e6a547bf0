// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/results/device_findings.h"

/// Finds the layers whose int8 sums are cut off on processors without VNNI, on any machine: the sums are simulated.
namespace rf::pipeline {

/// Runs the quantized network in exact arithmetic and computes what every convolution and every MatMul with constant weights adds
/// up in 16 bits. Both forms of weights are understood: behind a FakeQuantize, and stored as integers. Inputs with signed levels are
/// left out: oneDNN halves such weights by itself.
Result<results::SaturationCheck> checkSaturation(const graph::Graph& quantized, const data::SampleSource& source,
                                                 std::span<const std::int64_t> samples, const engine::Engine& engine, int threads,
                                                 const Progress& progress);

}  // namespace rf::pipeline
