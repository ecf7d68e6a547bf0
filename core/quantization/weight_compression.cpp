// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/weight_compression.h"

#include <algorithm>
#include <cmath>

#include "core/graph/build.h"
#include "core/graph/validate.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using graph::Editor;
using graph::Graph;
using graph::Node;
using graph::NodeId;
using graph::Output;

namespace {

constexpr std::int64_t kMostLevels = 256;  ///< of 8 bits
constexpr std::int64_t kMostLevels4Bit = 16;
// numpy.allclose and the optimisation of POT that uses it (spec 01, section 6 step 5).
constexpr float kAbsoluteTolerance = 1e-8f, kRelativeTolerance = 1e-5f, kZeroPointTolerance = 1e-4f;

// Integers q and the numbers that turn them back: value = (q - zeroPoint) · scale.
struct Compressed {
    std::vector<float> integers;
    std::vector<float> scale, zeroPoint;  ///< per channel
    bool keepsZeroPoint = true;
};

bool isClose(float value, float reference) {
    return std::fabs(value - reference) <= kAbsoluteTolerance + kRelativeTolerance * std::fabs(reference);
}

float wrappedToByte(float value) { return static_cast<float>(static_cast<std::int8_t>(static_cast<std::int64_t>(value) & 0xff)); }

// A symmetric channel's zero point is zero but for rounding; an asymmetric one's can be taken into the integers when
// none of them leaves the 8 bits by that.
void foldZeroPoint(Compressed& compressed, const ChannelLayout& layout, bool fourBits) {
    const auto& zeroPoint = compressed.zeroPoint;
    const float limit = fourBits ? kZeroPointTolerance : kAbsoluteTolerance;
    if (std::all_of(zeroPoint.begin(), zeroPoint.end(), [&](float z) { return std::fabs(z) <= limit; })) {
        compressed.keepsZeroPoint = false;
        return;
    }
    if (fourBits) return;
    std::vector<float> rounded, rest;
    for (const float z : zeroPoint) {
        rounded.push_back(wrappedToByte(static_cast<float>(roundHalfEven(static_cast<double>(z)))));
        rest.push_back(z - rounded.back());
        if (std::fabs(rest.back()) > kZeroPointTolerance) return;
    }
    std::vector<float> shifted(compressed.integers.size());
    for (std::size_t i = 0; i < shifted.size(); ++i) {
        const std::size_t c = layout.channelOf(i);
        shifted[i] = wrappedToByte(compressed.integers[i] - rounded[c]);
        if (!isClose(shifted[i] - rest[c], compressed.integers[i] - zeroPoint[c])) return;
    }
    compressed.integers = std::move(shifted);
    compressed.keepsZeroPoint = false;
}

// Section 6, steps 1 to 3 and 5; in f32 as POT.
Compressed compress(const ConstantQuantizer& quantizer) {
    const std::int64_t lowest = -(quantizer.levels / 2);
    const float qMin = static_cast<float>(lowest), qMax = static_cast<float>(lowest + quantizer.levels - 1);
    Compressed compressed;
    for (std::size_t c = 0; c < static_cast<std::size_t>(quantizer.layout.channels); ++c) {
        const FakeQuantizeLimits limits = quantizer.of(c);
        const float scale = (limits.outputHigh - limits.outputLow) / (qMax - qMin);
        compressed.scale.push_back(scale);
        compressed.zeroPoint.push_back(scale == 0.0f ? 0.0f : qMin - limits.outputLow / scale);
    }
    compressed.integers = toFloats(quantizer.constant.view());
    for (std::size_t i = 0; i < compressed.integers.size(); ++i) {
        const FakeQuantizeLimits limits = quantizer.of(quantizer.layout.channelOf(i));
        const std::int64_t level = levelOf(compressed.integers[i], limits.inputLow, limits.inputHigh, quantizer.levels, Rounding::HalfUp);
        compressed.integers[i] = static_cast<float>(level + lowest);
    }
    foldZeroPoint(compressed, quantizer.layout, quantizer.levels <= kMostLevels4Bit);
    return compressed;
}

// [G, O/G, I/G, k…] → [O, I/G, k…]: POT quantizes grouped weights flat and reshapes them behind the Multiply.
std::optional<Shape> flattened(const Graph& graph, NodeId quantizer, const Shape& shape, const Shape& limits) {
    const auto uses = graph.consumers(Output{quantizer, 0});
    const bool onlyGrouped = std::all_of(uses.begin(), uses.end(), [&](graph::Input use) {
        return graph.node(use.node).type == graph::op::kGroupConvolution && use.port == 1;
    });
    if (uses.empty() || !onlyGrouped || shape.size() < 4) return std::nullopt;
    const bool perOutput = limits.size() == shape.size() && limits[0] == shape[0] && limits[1] == shape[1];
    if (!perOutput && elementCount(limits) != 1) return std::nullopt;
    Shape flat(shape.begin() + 1, shape.end());
    flat[0] *= shape[0];
    return flat;
}

// Const → Convert → [Subtract] → Multiply → [Reshape] in place of the FakeQuantize (section 6, step 4).
void replaceQuantizer(Graph& graph, NodeId id, const ConstantQuantizer& quantizer, const Compressed& compressed) {
    const Node quantize = graph.node(id);
    const ElementType floats = rangeType(quantize.outputs[0].type);
    const Shape& shape = quantizer.constant.shape();
    const auto flat = flattened(graph, id, shape, quantizer.layout.limits);
    const Shape stored = flat.value_or(shape);
    Shape perChannel = quantizer.layout.limits;
    if (flat && elementCount(perChannel) != 1) {
        perChannel.erase(perChannel.begin());
        perChannel[0] = quantizer.layout.channels;
    }
    const std::string constant = graph.node(quantize.inputs[0].node).name;
    const std::string reader = graph.node(graph.consumers(Output{id, 0})[0].node).name;
    const ElementType integers = quantizer.levels <= kMostLevels4Bit ? ElementType::I4 : ElementType::I8;

    Editor editor(graph);
    const NodeId data = editor.addConstant(constant + "/quantized", fromFloats(integers, stored, compressed.integers));
    NodeId last = graph::addConvert(editor, constant + "/quantized/to_" + std::string(name(floats)), {data, 0}, floats);
    if (compressed.keepsZeroPoint) {
        const NodeId zeroPoint = editor.addConstant(quantize.name + "/zero_point", fromFloats(floats, perChannel, compressed.zeroPoint));
        last = graph::addArithmetic(editor, quantize.name + "/minus_zp", graph::op::kSubtract, {last, 0}, {zeroPoint, 0});
    }
    const NodeId scale = editor.addConstant(quantize.name + "/scale", fromFloats(floats, perChannel, compressed.scale));
    // The name is POT's, spelling included.
    last = graph::addArithmetic(editor, quantize.name + "/mulpiply_by_scale", graph::op::kMultiply, {last, 0}, {scale, 0});
    if (flat) last = graph::addReshape(editor, reader + "/grouped_weights", {last, 0}, shape, reader + "/weights_shape");
    editor.replaceUses({id, 0}, {last, 0});
    editor.removeWithDeadProducers(id);
}

/// Integers with their scale that feed a Multiply or Subtract of the network can't be told from the dequantization of an
/// integer tensor, so that what reads the file may take the one for the other. Such constants are small; they stay float.
bool feedsProductOrDifference(const Graph& graph, NodeId id) {
    const auto uses = graph.consumers(Output{id, 0});
    return std::any_of(uses.begin(), uses.end(), [&](graph::Input use) {
        const std::string& type = graph.node(use.node).type;
        return type == graph::op::kMultiply || type == graph::op::kSubtract;
    });
}

Result<void> compressBodies(Graph& graph, NodeId id, const Progress& progress) {
    std::vector<graph::Body> bodies = graph.node(id).bodies;
    if (bodies.empty()) return {};
    for (graph::Body& body : bodies) {
        RF_TRY(Graph inner, compressWeights(*body.graph, progress));
        body.graph = std::make_shared<const Graph>(std::move(inner));
    }
    graph::Editor(graph).update(id, [&](Node& node) { node.bodies = std::move(bodies); });
    return {};
}

}  // namespace

Result<Graph> compressWeights(const Graph& quantized, const Progress& progress) {
    Graph graph = quantized;
    const auto count = static_cast<std::int64_t>(quantized.size());
    std::int64_t done = 0;
    for (const NodeId id : graph::remainingNodes(graph)) {
        RF_TRY_VOID(progress.advance(done++, count));
        RF_TRY_VOID(compressBodies(graph, id, progress));
        const auto quantizer = readConstantQuantizer(graph, id);
        if (!quantizer || quantizer->levels <= 2 || quantizer->levels > kMostLevels || !isFloat(quantizer->constant.type())) continue;
        if (graph.consumers(Output{id, 0}).empty() || feedsProductOrDifference(graph, id)) continue;
        replaceQuantizer(graph, id, *quantizer, compress(*quantizer));
    }
    graph::assertKeepsValid(quantized, graph, "weight compression");
    return graph;
}

}  // namespace rf::quantization
