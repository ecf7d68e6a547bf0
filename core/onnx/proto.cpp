// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/proto.h"

namespace rf::onnx {

namespace {

// AttributeProto.AttributeType, and the field that holds the value.
enum AttributeType : std::int64_t { kFloat = 1, kInt = 2, kString = 3, kFloats = 6, kInts = 7 };
enum AttributeField : std::uint32_t { kName = 1, kF = 2, kI = 3, kS = 4, kFloatList = 7, kIntList = 8, kType = 20 };

struct ValueWriter {
    Message& message;
    void operator()(std::int64_t value) const { message.integer(kI, value).integer(kType, kInt); }
    void operator()(float value) const { message.real(kF, value).integer(kType, kFloat); }
    void operator()(const std::string& value) const { message.text(kS, value).integer(kType, kString); }
    void operator()(const std::vector<std::int64_t>& values) const {
        for (const std::int64_t value : values) message.integer(kIntList, value);
        message.integer(kType, kInts);
    }
    void operator()(const std::vector<float>& values) const {
        for (const float value : values) message.real(kFloatList, value);
        message.integer(kType, kFloats);
    }
};

Message shapeProto(const std::string& name, const Shape& shape) {
    Message proto;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        Message dimension;
        if (shape[axis] >= 0)
            dimension.integer(1, shape[axis]);
        else
            dimension.text(2, name + "_dim_" + std::to_string(axis));
        proto.message(1, std::move(dimension));
    }
    return proto;
}

}  // namespace

std::optional<std::int64_t> dataType(ElementType type) {
    switch (type) {
        case ElementType::F32: return 1;
        case ElementType::U8: return 2;
        case ElementType::I8: return 3;
        case ElementType::U16: return 4;
        case ElementType::I16: return 5;
        case ElementType::I32: return 6;
        case ElementType::I64: return 7;
        case ElementType::Boolean: return 9;
        case ElementType::F16: return 10;
        case ElementType::F64: return 11;
        case ElementType::U32: return 12;
        case ElementType::U64: return 13;
        case ElementType::BF16: return 16;
        default: return std::nullopt;
    }
}

Message nodeProto(const std::string& type, const std::string& name, const std::vector<std::string>& inputs,
                  const std::vector<std::string>& outputs, const NodeAttributes& attributes) {
    Message node;
    for (const std::string& input : inputs) node.text(1, input);
    for (const std::string& output : outputs) node.text(2, output);
    node.text(3, name).text(4, type);
    for (const auto& [attribute, value] : attributes) {
        Message proto;
        proto.text(kName, attribute);
        std::visit(ValueWriter{proto}, value);
        node.message(5, std::move(proto));
    }
    return node;
}

Message tensorProto(const std::string& name, const Tensor& value) {
    Message proto;
    for (const std::int64_t dimension : value.shape()) proto.integer(1, dimension);
    proto.integer(2, *dataType(value.type())).text(8, name).bytes(9, value);
    return proto;
}

Message valueInfoProto(const std::string& name, const graph::PortType& type) {
    Message tensor, proto, info;
    tensor.integer(1, dataType(type.type).value_or(0)).message(2, shapeProto(name, type.shape));
    proto.message(1, std::move(tensor));
    info.text(1, name).message(2, std::move(proto));
    return info;
}

Message modelProto(Message graph, const std::string& producerVersion, const Metadata& metadata) {
    Message opset, model;
    opset.text(1, "").integer(2, kOpset);
    model.integer(1, kIrVersion).text(2, kProducer).text(3, producerVersion);
    model.message(7, std::move(graph)).message(8, std::move(opset));
    for (const auto& [key, value] : metadata) {
        Message entry;
        model.message(14, std::move(entry.text(1, key).text(2, value)));
    }
    return model;
}

}  // namespace rf::onnx
