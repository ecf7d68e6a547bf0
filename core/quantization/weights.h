// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/graph/constants.h"
#include "core/quantization/fake_quantize.h"
#include "core/quantization/range_estimator.h"

/// Weights and biases by channel: constants (graph/constants.h) whose elements belong to channels.
namespace rf::quantization {

/// Which channel an element belongs to: index / inner % channels. Axes that count together are adjacent.
struct ChannelLayout {
    std::int64_t channels = 1;
    std::int64_t inner = 1;
    Shape limits;  ///< shape of the limits of a FakeQuantize: ones, and the size on the channel axes
    std::size_t channelOf(std::size_t element) const {
        return element / static_cast<std::size_t>(inner) % static_cast<std::size_t>(channels);
    }
    bool operator==(const ChannelLayout&) const = default;
};

/// The channels of a constant that an operator of type `consumer` reads (spec 01, section 5.5): axis 0; axis 1 of a
/// ConvolutionBackpropData; groups and their outputs together for a GroupConvolution, whose weights stay 5-D here.
ChannelLayout weightLayout(const Shape& shape, const std::string& consumer);
/// One channel for everything; `limits` is a scalar.
ChannelLayout tensorLayout(const Shape& shape);

/// Reduces a constant to one number per channel. InvalidFile names `layer` when a value is not finite.
Result<std::vector<double>> reduceChannels(const Tensor& values, const ChannelLayout& layout, const EstimatedEnd& end,
                                           const std::string& layer);

/// The Const that `input` reads directly or through Convert, but not through FakeQuantize; invalid when there is none.
graph::NodeId plainConstant(const graph::Graph& graph, graph::Input input);
/// The FakeQuantize that `input` reads if it quantizes a constant; invalid otherwise.
graph::NodeId weightQuantizer(const graph::Graph& graph, graph::Input input);
/// The same, but only a FakeQuantize that the run inserted, so that `floatModel` does not have it.
graph::NodeId addedWeightQuantizer(const graph::Graph& quantized, const graph::Graph& floatModel, graph::Input input);

/// The element type of the limits, scales and zero points that belong to a tensor: its own, which OpenVINO asks for, or f32
/// where the type is not known.
ElementType rangeType(ElementType tensor);

/// The layout behind the limits of a FakeQuantize over a tensor of `shape`; nothing when their axes are not adjacent.
std::optional<ChannelLayout> layoutOfLimits(const Shape& shape, const Shape& limits);

/// The values of a FakeQuantize over a constant.
struct ConstantQuantizer {
    Tensor constant;
    std::int64_t levels = 256;
    ChannelLayout layout;
    std::array<std::vector<float>, 4> limits;  ///< input low, input high, output low, output high; `channels` elements each

    FakeQuantizeLimits of(std::size_t channel) const {
        return {limits[0][channel], limits[1][channel], limits[2][channel], limits[3][channel]};
    }
    /// The quantized constant, in f32.
    Tensor evaluated(Rounding rounding) const;
};
/// Nothing when the node is no FakeQuantize of a constant, or when its limits are not readable constants.
std::optional<ConstantQuantizer> readConstantQuantizer(const graph::Graph& graph, graph::NodeId node);

/// The bias of an operator (spec 02, section 0.3): output 0 has one consumer, an Add of a constant.
struct Bias {
    graph::NodeId add;
    int port = 1;  ///< of the Add that reads the constant
    graph::NodeId constant;
};
std::optional<Bias> findBias(const graph::Graph& graph, graph::NodeId op);

}  // namespace rf::quantization
