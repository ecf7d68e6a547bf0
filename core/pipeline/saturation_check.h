// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/analysis/clipped_sums.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"

/// Finds the layers whose int8 sums are cut off on processors without VNNI, on any machine: the sums are simulated.
namespace rf::pipeline {

struct LayerClipping {
    std::string layer, type;
    analysis::Clipping clipping;
};

struct SaturationCheck {
    std::vector<LayerClipping> clipped;  ///< layers of which some result is wrong, the largest share first
    std::int64_t checked = 0;            ///< layers that multiply u8 by s8
    std::int64_t samples = 0;
};

/// Runs the quantized network in exact arithmetic and computes what every convolution and every MatMul with constant weights adds
/// up in 16 bits. Both forms of weights are understood: behind a FakeQuantize, and stored as integers. Inputs with signed levels are
/// left out: oneDNN halves such weights by itself.
Result<SaturationCheck> checkSaturation(const graph::Graph& quantized, const data::SampleSource& source,
                                        std::span<const std::int64_t> samples, const engine::Engine& engine, int threads,
                                        const Progress& progress);

}  // namespace rf::pipeline
