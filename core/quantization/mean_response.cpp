// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/mean_response.h"

#include <algorithm>

#include "core/engine/reference/window.h"
#include "core/graph/operators.h"

namespace rf::quantization {

namespace {

using engine::reference::SlidingAxis;
using engine::reference::Window;

/// By tap, in the order of the weights: the share of the positions at which it lies inside the picture.
std::vector<double> sharesOf(const Window& window) {
    const auto share = [](const SlidingAxis& axis, std::int64_t tap) {
        const auto inside = axis.inside(tap);
        return static_cast<double>(inside.last - inside.first) / static_cast<double>(axis.out);
    };
    std::vector<double> shares;
    window.forEachTap([&](std::int64_t kd, std::int64_t kh, std::int64_t kw) {
        shares.push_back(share(window.depth(), kd) * share(window.height(), kh) * share(window.width(), kw));
    });
    return shares;
}

Shape limitsOf(std::size_t rank, std::size_t axis, std::int64_t channels) {
    Shape limits(rank, 1);
    limits[axis] = channels;
    return limits;
}

std::optional<MeanResponse> ofConvolution(const graph::Node& op, const Shape& input, std::span<const double> means, const Shape& shape,
                                          std::span<const float> weights) {
    const bool isGrouped = op.type == graph::op::kGroupConvolution;
    const std::size_t head = isGrouped ? 3 : 2;  // axes before those of the kernel
    if (shape.size() <= head || input.size() != shape.size() - head + 2) return std::nullopt;
    const std::int64_t groups = isGrouped ? shape[0] : 1, outputs = shape[head - 2], inputs = shape[head - 1];
    if (groups * inputs != std::ssize(means)) return std::nullopt;
    const auto window = engine::reference::forwardWindow(op, input, std::span(shape).subspan(head), engine::reference::PoolRounding::Floor);
    if (!window || window->outCount() <= 0) return std::nullopt;
    const std::vector<double> shares = sharesOf(*window);
    MeanResponse response{{}, limitsOf(input.size(), 1, groups * outputs)};
    const float* weight = weights.data();
    for (std::int64_t output = 0; output < groups * outputs; ++output) {
        const double* mean = means.data() + output / outputs * inputs;
        double sum = 0.0;
        for (std::int64_t i = 0; i < inputs; ++i) {
            double kernel = 0.0;
            for (const double share : shares) kernel += static_cast<double>(*weight++) * share;
            sum += kernel * mean[i];
        }
        response.channels.push_back(sum);
    }
    return response;
}

// Weights of several matrices each meet all rows of the input, so their mean counts.
std::optional<MeanResponse> ofMatMul(const graph::Node& op, const Shape& input, std::span<const double> means, const Shape& shape,
                                     std::span<const float> weights) {
    if (shape.size() < 2 || weights.empty()) return std::nullopt;
    const bool isTransposed = op.attributes.flag("transpose_b").value_or(false);
    const auto rows = static_cast<std::size_t>(shape[shape.size() - 2]), columns = static_cast<std::size_t>(shape.back());
    const std::size_t inputs = isTransposed ? columns : rows, outputs = isTransposed ? rows : columns;
    if (inputs != means.size()) return std::nullopt;
    const std::size_t rank = std::max(input.size(), shape.size());
    MeanResponse response{std::vector<double>(outputs), limitsOf(rank, rank - 1, static_cast<std::int64_t>(outputs))};
    for (std::size_t at = 0; at < weights.size(); ++at) {
        const std::size_t row = at / columns % rows, column = at % columns;
        response.channels[isTransposed ? row : column] += static_cast<double>(weights[at]) * means[isTransposed ? column : row];
    }
    const auto matrices = static_cast<double>(weights.size() / (rows * columns));
    for (double& channel : response.channels) channel /= matrices;
    return response;
}

}  // namespace

std::optional<MeanResponse> meanResponse(const graph::Node& op, const Shape& input, std::span<const double> means,
                                         const Shape& weightsShape, std::span<const float> weights) {
    return op.type == graph::op::kMatMul ? ofMatMul(op, input, means, weightsShape, weights)
                                         : ofConvolution(op, input, means, weightsShape, weights);
}

}  // namespace rf::quantization
