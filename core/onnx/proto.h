// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/graph/node.h"
#include "core/onnx/message.h"

/// The messages of onnx.proto that a model of plain operators consists of.
namespace rf::onnx {

constexpr std::string_view kProducer = "rangefinder";
constexpr std::int64_t kIrVersion = 8, kOpset = 17;  ///< of ONNX 1.12

/// The value of an attribute; its name goes with it.
using AttributeValue = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, std::vector<float>>;
using NodeAttributes = std::vector<std::pair<std::string, AttributeValue>>;

/// TensorProto.DataType of an element type; nothing where ONNX has none before opset 21.
std::optional<std::int64_t> dataType(ElementType type);

Message nodeProto(const std::string& type, const std::string& name, const std::vector<std::string>& inputs,
                  const std::vector<std::string>& outputs, const NodeAttributes& attributes);
/// A constant. Its type has a dataType().
Message tensorProto(const std::string& name, const Tensor& value);
/// An input or output of the model; unknown dimensions get a name of their own.
Message valueInfoProto(const std::string& name, const graph::PortType& type);
/// What a model says about how it was made.
using Metadata = std::vector<std::pair<std::string, std::string>>;
Message modelProto(Message graph, const std::string& producerVersion, const Metadata& metadata);

/// Fields of GraphProto.
enum GraphField : std::uint32_t { kNode = 1, kGraphName = 2, kInitializer = 5, kInput = 11, kOutput = 12 };

}  // namespace rf::onnx
