// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/analysis/preprocess_candidates.h"
#include "core/graph/graph.h"

/// The first layers of a trained network. Their constants tell which input the network was trained with.
namespace rf::analysis {

/// A tensor near the input. Its channels show whether the network gets the input that it was trained with.
struct EarlyLayer {
    enum class Kind {
        Normalization,       ///< constants right behind the input scale pixels: channels are near 0 ± 1
        BatchNormalization,  ///< channels of `offset` ± `spread` in training
        Weighted,            ///< a convolution or MatMul, with the constants added to and multiplied with its result
    };
    Kind kind = Kind::Weighted;
    std::string name;
    graph::Output tensor;
    int channelAxis = 1;
    std::vector<double> offset;  ///< by channel. BatchNormalization: beta. Weighted: the output where the weights give 0
    std::vector<double> spread;  ///< BatchNormalization: |gamma|, by channel
    /// An activation that treats positive and negative values differently follows.
    bool rectified = false;
};

/// The layers behind the image input in execution order, at most kMostEarlyLayers: those that see the scale of the input most
/// directly. Computed constants are not understood: fold them first (quantization::prepare).
constexpr std::size_t kMostEarlyLayers = 8;
std::vector<EarlyLayer> earlyLayers(const graph::Graph& graph, const PictureInput& picture);

}  // namespace rf::analysis
