// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/onnx/limits.h"
#include "core/onnx/operator_rows.h"
#include "core/onnx/stored_integers.h"
#include "core/tensor/convert.h"

namespace rf::onnx {

namespace {

/// The limits of a FakeQuantize, one element per channel.
struct Limits {
    std::array<std::vector<float>, 4> values;  ///< input low and high, output low and high
    Shape shape;                               ///< of all four together
    int axis = 0;

    const std::vector<float>& low() const { return values[0]; }
    const std::vector<float>& high() const { return values[1]; }
};

Error refuseLimits(const NodeWriter& node) {
    return fail(ErrorCode::Unsupported,
                RF_TEXT("core",
                        "layer '%1' (%2): ONNX quantizes a tensor as a whole or by the channels of one axis, between limits that enclose "
                        "a range"),
                node.node().name, node.node().type);
}

Result<Limits> limitsOf(const NodeWriter& node) {
    Limits limits;
    for (int port = 1; port <= 4; ++port) {
        const auto value = node.constant(port);
        if (!value) return node.refuseInput(port);
        limits.values[graph::index(port - 1)] = toFloats(value->view());
        const auto together = broadcast(limits.shape, value->shape());
        if (!together) return refuseLimits(node);
        limits.shape = *together;
    }
    const auto axis = channelAxis(limits.shape, node.rank());
    if (!axis) return refuseLimits(node);
    limits.axis = *axis;
    const auto count = static_cast<std::size_t>(elementCount(limits.shape).value_or(1));
    for (auto& values : limits.values)
        if (values.size() == 1) values.assign(count, values.front());
    return limits;
}

/// The lines of all channels between one pair of limits.
Result<std::vector<LevelLine>> linesOf(const NodeWriter& node, const std::vector<float>& low, const std::vector<float>& high,
                                       std::int64_t levels) {
    std::vector<LevelLine> lines;
    for (std::size_t channel = 0; channel < low.size(); ++channel) {
        const auto line = levelLine(low[channel], high[channel], levels);
        if (!line) return refuseLimits(node);
        lines.push_back(*line);
    }
    return lines;
}

template <class T>
std::vector<T> collected(const std::vector<LevelLine>& lines, T LevelLine::*member) {
    std::vector<T> values;
    for (const LevelLine& line : lines) values.push_back(line.*member);
    return values;
}

/// Eight bits with a sign where zero is the middle of the levels, as kernels prefer it. `first` is the integer of level 0.
struct Storage {
    ElementType type = ElementType::U8;
    std::int64_t first = 0;
};
Storage storageOf(const std::vector<LevelLine>& lines, std::int64_t levels) {
    const bool isSymmetric = std::ranges::all_of(lines, [&](const LevelLine& line) { return line.zeroPoint == levels / 2; });
    return isSymmetric ? Storage{ElementType::I8, -(levels / 2)} : Storage{};
}

LinearInputs inputsOf(NodeWriter& node, const std::string& tensor, const std::vector<LevelLine>& lines, const Storage& storage, int axis) {
    auto points = collected(lines, &LevelLine::zeroPoint);
    for (std::int64_t& point : points) point += storage.first;
    return linearInputs(node, tensor, collected(lines, &LevelLine::scale), points, storage.type, axis);
}

std::string shifted(NodeWriter& node, const char* type, const std::string& tensor, const std::vector<LevelLine>& lines,
                    const Shape& shape) {
    const auto shifts = collected(lines, &LevelLine::shift);
    if (std::ranges::all_of(shifts, [](float shift) { return shift == 0; })) return tensor;
    return node.add(type, {tensor, node.addConstant("shift", Tensor::from<float>(shape, shifts))});
}

/// QuantizeLinear saturates at the ends of the type; fewer levels than that end earlier.
std::string clipped(NodeWriter& node, const std::string& tensor, const Limits& limits) {
    const auto bound = [&](const std::vector<float>& values) {
        return node.addConstant("limit", Tensor::from<float>(limits.shape, values));
    };
    return node.add("Min", {node.add("Max", {tensor, bound(limits.low())}), bound(limits.high())});
}

Result<void> fakeQuantize(NodeWriter& node) {
    const std::int64_t levels = node.node().attributes.integer("levels").value_or(0);
    if (levels < 2 || levels > kMostLevels) return node.refuseAttribute("levels");
    RF_TRY(const Limits limits, limitsOf(node));
    RF_TRY(const auto in, linesOf(node, limits.values[0], limits.values[1], levels));
    RF_TRY(const auto out, linesOf(node, limits.values[2], limits.values[3], levels));
    const Storage storage = storageOf(in, levels);
    const bool isSingle = node.type() == ElementType::F32;
    std::string tensor = isSingle ? node.input(0) : node.cast(node.input(0), ElementType::F32);
    if (levels < kMostLevels) tensor = clipped(node, tensor, limits);
    tensor = shifted(node, "Sub", tensor, in, limits.shape);
    const LinearInputs quantize = inputsOf(node, tensor, in, storage, limits.axis);
    const std::string integers = node.add("QuantizeLinear", quantize.inputs, quantize.attributes);
    const LinearInputs dequantize = inputsOf(node, integers, out, storage, limits.axis);
    const bool hasShift = std::ranges::any_of(out, [](const LevelLine& line) { return line.shift != 0; });
    if (isSingle && !hasShift) {
        node.finish("DequantizeLinear", dequantize.inputs, dequantize.attributes);
        return {};
    }
    tensor = shifted(node, "Add", node.add("DequantizeLinear", dequantize.inputs, dequantize.attributes), out, limits.shape);
    node.finish("Cast", {tensor}, {{"to", *dataType(node.node().outputs[0].type)}});
    return {};
}

Result<void> multiply(NodeWriter& node) {
    if (const auto stored = storedIntegers(node.graph(), {node.node().id, 0})) {
        const LinearInputs dequantize = linearInputs(node, *stored);
        node.finish("DequantizeLinear", dequantize.inputs, dequantize.attributes);
        return {};
    }
    return writeBroadcast(node, "Mul");
}

constexpr OperatorRow kQuantizerRows[] = {
    {graph::op::kFakeQuantize, fakeQuantize},
    {graph::op::kMultiply, multiply},
};

}  // namespace

std::span<const OperatorRow> quantizerRows() { return kQuantizerRows; }

}  // namespace rf::onnx
