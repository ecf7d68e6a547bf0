// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/graph/node.h"

namespace rf::quantization {

/// What a layer without its bias gives on average, by output channel, where every channel of its input is one number.
struct MeanResponse {
    std::vector<double> channels;
    Shape limits;  ///< shape of one number per channel, for an output of the layer: ones, and the count on the channel axis
};

/// Computed from the weights alone, nothing is run: a layer is linear in such an input. A tap of a convolution counts at as many
/// positions as it lies inside the picture, so borders are exact: y_o = Σ_i x_i Σ_k w_oik · inside(k) / positions. `op` is a
/// Convolution, GroupConvolution or MatMul, `weights` replace the values of its weights, which have `weightsShape`; `input` is
/// the shape of the data and `means` has one number per channel of it. Nothing where these do not fit each other.
std::optional<MeanResponse> meanResponse(const graph::Node& op, const Shape& input, std::span<const double> means,
                                         const Shape& weightsShape, std::span<const float> weights);

}  // namespace rf::quantization
