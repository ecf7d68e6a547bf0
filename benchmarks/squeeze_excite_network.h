// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/data/dataset.h"
#include "core/graph/graph.h"

namespace rf::benchmarks {

/// A network of the MobileNetV3 kind (Howard et al. 2019: depthwise convolutions, squeeze-and-excitation, hard swish) for
/// pictures 1x3x64x64, with random weights whose channels differ in scale as those with folded batch normalization do.
/// 100 scores come out.
graph::Graph squeezeExciteNetwork(std::uint64_t seed);

/// Pictures of a few soft blobs on a slope of colour, -1 … 1; no labels.
std::shared_ptr<const data::SampleSource> renderedPictures(std::int64_t count, std::uint64_t seed);

}  // namespace rf::benchmarks
