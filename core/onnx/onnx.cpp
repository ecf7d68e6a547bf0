// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/onnx.h"

#include <algorithm>

#include "core/base/version.h"
#include "core/onnx/operator_rows.h"

namespace rf::onnx {

namespace {

constexpr std::size_t kLargestMessage = (std::size_t{1} << 31) - 1;

/// Types that protocol buffers carry; four-bit integers are widened.
bool hasType(ElementType type) {
    return dataType(type) || type == ElementType::Dynamic || type == ElementType::I4 || type == ElementType::U4;
}

Result<void> writeNode(GraphWriter& writer, const graph::Node& node) {
    NodeWriter one(writer, node);
    for (const graph::PortType& port : node.outputs)
        if (!hasType(port.type)) return one.refuseType(port.type);
    if (node.isConstant() || node.isParameter() || node.isResult()) return {};
    const OperatorRow* row = findRow(node.type);
    return row ? row->write(one) : one.refuseOperator();
}

std::vector<Error> write(GraphWriter& writer) {
    std::vector<Error> errors;
    for (const graph::NodeId id : writer.graph().topologicalOrder())
        if (auto written = writeNode(writer, writer.graph().node(id)); !written) errors.push_back(std::move(written).error());
    return errors;
}

Result<void> summedUp(std::vector<Error> errors) {
    if (errors.empty()) return {};
    const std::size_t count = errors.size();
    return fail(ErrorCode::Unsupported, RF_TEXT("core", "the model can't be written as ONNX because of %1 layers:"), count)
        .with(std::move(errors));
}

}  // namespace

Result<void> check(const graph::Graph& graph) {
    GraphWriter writer(graph);
    return summedUp(write(writer));
}

std::vector<std::span<const std::byte>> Image::parts() const {
    std::vector<std::span<const std::byte>> parts;
    for (const Message::Part& part : model.parts()) parts.push_back(part.bytes());
    return parts;
}

bool isOurs(std::span<const std::byte> bytes) {
    Message head;
    head.integer(1, kIrVersion).text(2, kProducer);
    const auto expected = head.parts().front().bytes();
    return bytes.size() >= expected.size() && std::ranges::equal(bytes.first(expected.size()), expected);
}

Result<Image> serialize(const graph::Graph& graph, const Metadata& metadata) {
    GraphWriter writer(graph);
    RF_TRY_VOID(summedUp(write(writer)));
    Image image{modelProto(writer.take(), version(), metadata)};
    if (image.model.size() > kLargestMessage)
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "the model has %1 MB, and an ONNX file can't hold more than 2047 MB"),
                    image.model.size() >> 20);
    return image;
}

}  // namespace rf::onnx
