// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/weights_reader.h"

#include <algorithm>
#include <limits>

namespace rf::ir {

namespace {

struct Placed {
    ElementType type = ElementType::Dynamic;
    Shape shape;
    std::size_t offset = 0, size = 0;
};

Result<std::int64_t> byteAttribute(const graph::Node& node, std::string_view name) {
    const auto value = node.attributes.integer(name);
    if (!value || *value < 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': attribute '%2' must be a number of bytes, not '%3'"), node.name,
                    name, node.attributes.text(name));
    return *value;
}

// The earliest files of version 10 state type and shape only at the port.
Result<ElementType> elementType(const graph::Node& node) {
    const graph::PortType& port = node.outputs[0];
    const std::string* word = node.attributes.find("element_type");
    const ElementType type = word ? elementTypeFromName(*word).value_or(ElementType::Other) : port.type;
    if (type == ElementType::Dynamic)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': a constant needs an element type"), node.name);
    if (port.type != ElementType::Dynamic && port.type != type)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': its data are of type %2, but its output is of type %3"), node.name,
                    word ? *word : std::string(name(type)), name(port.type));
    return type;
}

Result<Shape> shapeOf(const graph::Node& node) {
    const std::string* word = node.attributes.find("shape");
    const auto shape = word ? node.attributes.integers("shape") : node.outputs[0].shape;
    if (!shape || !elementCount(*shape))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': '%2' is not the shape of a constant, which is a list of numbers"),
                    node.name, word ? *word : text(node.outputs[0].shape));
    if (*shape != node.outputs[0].shape)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': its data have the shape %2, but its output has the shape %3"),
                    node.name, text(*shape), text(node.outputs[0].shape));
    return *shape;
}

Result<Placed> placed(const graph::Node& node) {
    if (node.outputs.size() != 1)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': a constant must have one output, not %2"), node.name,
                    node.outputs.size());
    Placed data;
    RF_TRY(data.type, elementType(node));
    RF_TRY(data.shape, shapeOf(node));
    RF_TRY(const std::int64_t offset, byteAttribute(node, "offset"));
    RF_TRY(const std::int64_t size, byteAttribute(node, "size"));
    const std::int64_t count = elementCount(data.shape).value();
    const bool countable = count <= std::numeric_limits<std::int64_t>::max() / 64 - 1;  // times the bits of an element
    // OpenVINO gives a constant without elements one byte.
    const bool isPadding = count == 0 && size == 1;
    if (!countable || (data.type != ElementType::Other && byteSize(data.type, count) != size && !isPadding))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "layer '%1': %2 bytes of weights do not hold the shape %3 of type %4"),
                    node.name, size, text(data.shape), name(data.type));
    data.offset = static_cast<std::size_t>(offset);
    data.size = static_cast<std::size_t>(size);
    return data;
}

}  // namespace

Weights::Weights(Tensor all) : m_all(std::make_shared<const Tensor>(std::move(all))) {}

Weights Weights::missing(std::string file) {
    Weights weights(Tensor::build(ElementType::U8, {0}, [](std::span<std::byte>) {}));
    weights.m_missing = std::move(file);
    return weights;
}

Tensor Weights::cut(ElementType type, Shape shape, std::size_t offset, std::size_t size) const {
    const auto bytes = m_all->bytes().subspan(offset, size);
    const auto width = static_cast<std::uintptr_t>(std::max(bitWidth(type) / 8, 1));
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % width != 0)
        return Tensor::build(type, std::move(shape), [&](std::span<std::byte> out) { std::copy(bytes.begin(), bytes.end(), out.begin()); });
    if (m_all->file()) return Tensor::mapped(type, std::move(shape), m_all->file(), m_all->fileOffset() + offset, size);
    return Tensor::shared(type, std::move(shape), m_all, bytes);
}

Result<void> Weights::readInto(graph::Node& constant, graph::FileHints& hints) const {
    RF_TRY(Placed data, placed(constant));
    const std::size_t available = m_all->bytes().size();
    if (data.size > 0 && !m_missing.empty())
        return fail(ErrorCode::NotFound, RF_TEXT("core", "layer '%1' needs weights, but there is no file %2"), constant.name, m_missing);
    if (data.offset > available || data.size > available - data.offset)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "layer '%1': its %2 bytes at offset %3 lie outside the weights, which have %4 bytes"), constant.name,
                    data.size, data.offset, available);
    if (elementCount(data.shape) == 0) data.size = 0;
    constant.value = cut(data.type, std::move(data.shape), data.offset, data.size);
    constant.outputs[0].type = data.type;
    for (const char* name : {"element_type", "shape", "offset", "size"}) constant.attributes.erase(name);
    hints.value = constant.value;
    hints.weights = *m_all;
    return {};
}

}  // namespace rf::ir
