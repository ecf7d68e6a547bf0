// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/analysis/preprocess_candidates.h"
#include "core/graph/graph.h"

/// What a trained network gives away about its input: the constants of its first layers were made for one.
namespace rf::analysis {

/// A tensor near the input whose channels tell whether the network gets what it was trained with.
struct EarlyLayer {
    enum class Kind {
        Normalization,       ///< constants right behind the input bring pixels to a common scale: channels near 0 ± 1
        BatchNormalization,  ///< channels of `offset` ± `spread` in training
        Weighted,            ///< a convolution or MatMul with what is added to and multiplied with its result
    };
    Kind kind = Kind::Weighted;
    std::string name;
    graph::Output tensor;
    int channelAxis = 1;
    std::vector<double> offset;  ///< BatchNormalization: beta. Weighted: what it gives where the weights give 0; by channel
    std::vector<double> spread;  ///< BatchNormalization: |gamma|, by channel
    /// Followed by a function that makes a difference between positive and negative values.
    bool rectified = false;
};

/// The layers in execution order that lie behind the picture input, at most kMostEarlyLayers of them: those that see its scale
/// most directly. Constants that are computed from others are not understood: fold them first (quantization::prepare).
constexpr std::size_t kMostEarlyLayers = 8;
std::vector<EarlyLayer> earlyLayers(const graph::Graph& graph, const PictureInput& picture);

}  // namespace rf::analysis
