// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Writes small ONNX models as text of bytes (onnx.proto in the wire format of protocol buffers), for tests of import.
namespace rf::test::onnx {

/// Field `number` of a message: a whole number, or bytes (text, another message).
std::string number(std::uint32_t field, std::uint64_t value);
std::string bytes(std::uint32_t field, const std::string& content);

/// A float32 tensor with a name; its values stand in the model.
std::string tensor(const std::string& name, const std::vector<std::int64_t>& dims, const std::vector<float>& values);
/// The same with its values in another file.
std::string externalTensor(const std::string& name, const std::vector<std::int64_t>& dims, const std::string& location);

struct Model {
    /// One more node; `name` may be empty.
    Model& node(const std::string& type, const std::string& name, const std::vector<std::string>& inputs,
                const std::vector<std::string>& outputs);
    Model& constant(const std::string& tensor);  ///< made by one of the functions above
    Model& input(const std::string& name, const std::vector<std::int64_t>& shape);
    Model& output(const std::string& name, const std::vector<std::int64_t>& shape);
    std::string text() const;  ///< opset 17

    std::string graph;
};

}  // namespace rf::test::onnx
