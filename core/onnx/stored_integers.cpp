// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/stored_integers.h"

#include <algorithm>
#include <cmath>

#include "core/tensor/convert.h"

namespace rf::onnx {

using graph::Node;

namespace {

std::optional<Tensor> integersOf(const graph::Graph& graph, const Node& convert) {
    if (convert.type != graph::op::kConvert || !graph.producer({convert.id, 0}).isConstant()) return std::nullopt;
    const Tensor& value = graph.producer({convert.id, 0}).value;
    switch (value.type()) {
        case ElementType::I8:
        case ElementType::U8: return value;
        case ElementType::I4: return fromFloats(ElementType::I8, value.shape(), toFloats(value.view()));
        case ElementType::U4: return fromFloats(ElementType::U8, value.shape(), toFloats(value.view()));
        default: return std::nullopt;
    }
}

/// Zero points as integers of the type; nothing where they are none.
std::optional<std::vector<std::int64_t>> zeroPointsOf(const Tensor& value, ElementType type) {
    const std::int64_t lowest = type == ElementType::I8 ? -128 : 0;
    std::vector<std::int64_t> points;
    for (const float number : toFloats(value.view())) {
        if (number != std::round(number) || number < static_cast<float>(lowest) || number > static_cast<float>(lowest + 255))
            return std::nullopt;
        points.push_back(static_cast<std::int64_t>(number));
    }
    return points;
}

template <class T>
void fill(std::vector<T>& values, std::size_t count) {
    if (values.size() == 1) values.assign(count, values.front());
}

}  // namespace

std::optional<int> channelAxis(const Shape& shape, std::size_t rank) {
    if (shape.size() > rank) return std::nullopt;
    int axis = 0, found = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 1) continue;
        axis = static_cast<int>(i + rank - shape.size());
        ++found;
    }
    return found > 1 ? std::nullopt : std::optional(axis);
}

std::optional<StoredIntegers> storedIntegers(const graph::Graph& graph, graph::Output output) {
    const Node& multiply = graph.node(output.node);
    if (multiply.type != graph::op::kMultiply || multiply.outputs[0].type != ElementType::F32) return std::nullopt;
    const auto scale = constantOf(graph, multiply.inputs[1]);
    const Node* source = &graph.node(multiply.inputs[0].node);
    std::optional<Tensor> zeroPoint;
    if (source->type == graph::op::kSubtract) {
        zeroPoint = constantOf(graph, source->inputs[1]);
        if (!zeroPoint) return std::nullopt;
        source = &graph.node(source->inputs[0].node);
    }
    const auto integers = integersOf(graph, *source);
    if (!integers || !scale || integers->shape() != multiply.outputs[0].shape) return std::nullopt;
    const auto widest = zeroPoint ? broadcast(scale->shape(), zeroPoint->shape()) : std::optional(scale->shape());
    const auto axis = widest ? channelAxis(*widest, integers->shape().size()) : std::nullopt;
    if (!axis) return std::nullopt;
    const auto points = zeroPoint ? zeroPointsOf(*zeroPoint, integers->type()) : std::optional(std::vector<std::int64_t>{0});
    if (!points) return std::nullopt;
    StoredIntegers stored{*integers, toFloats(scale->view()), *points, *axis};
    const std::size_t count = std::max(stored.scale.size(), stored.zeroPoint.size());
    fill(stored.scale, count);
    fill(stored.zeroPoint, count);
    return stored;
}

Tensor transposed(const Tensor& matrix) {
    const auto rows = static_cast<std::size_t>(matrix.shape()[0]), columns = static_cast<std::size_t>(matrix.shape()[1]);
    const auto size = static_cast<std::size_t>(bitWidth(matrix.type()) / 8);
    return Tensor::build(matrix.type(), {matrix.shape()[1], matrix.shape()[0]}, [&](std::span<std::byte> out) {
        const auto in = matrix.bytes();
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t column = 0; column < columns; ++column)
                std::ranges::copy(in.subspan((row * columns + column) * size, size),
                                  out.begin() + static_cast<std::ptrdiff_t>((column * rows + row) * size));
    });
}

StoredIntegers transposed(const StoredIntegers& matrix) {
    StoredIntegers result = matrix;
    result.integers = transposed(matrix.integers);
    result.axis = 1 - matrix.axis;
    return result;
}

LinearInputs linearInputs(NodeWriter& node, const std::string& tensor, const std::vector<float>& scale,
                          const std::vector<std::int64_t>& zeroPoint, ElementType type, int axis) {
    const bool perChannel = scale.size() > 1;
    const Shape shape = perChannel ? Shape{static_cast<std::int64_t>(scale.size())} : Shape{};
    const std::vector<float> points(zeroPoint.begin(), zeroPoint.end());
    LinearInputs result{{tensor, node.addConstant("scale", Tensor::from<float>(shape, scale)),
                         node.addConstant("zero_point", fromFloats(type, shape, points))},
                        {}};
    if (perChannel) result.attributes = {{"axis", std::int64_t{axis}}};
    return result;
}

LinearInputs linearInputs(NodeWriter& node, const StoredIntegers& stored) {
    return linearInputs(node, node.addConstant("integers", stored.integers), stored.scale, stored.zeroPoint, stored.integers.type(),
                        stored.axis);
}

}  // namespace rf::onnx
