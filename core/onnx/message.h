// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor/tensor.h"

namespace rf::onnx {

/// A message in the wire format of protocol buffers (protobuf.dev, "Encoding") while it is being written. The bytes of tensors are
/// not copied: a message is a list of parts, and shares the tensors among them.
class Message {
public:
    struct Part {
        std::string text;
        Tensor tensor;  ///< where not empty, the part is its bytes
        std::span<const std::byte> bytes() const;
    };

    Message& integer(std::uint32_t field, std::int64_t value);
    Message& real(std::uint32_t field, float value);
    Message& text(std::uint32_t field, std::string_view value);
    Message& bytes(std::uint32_t field, Tensor value);
    Message& message(std::uint32_t field, Message value);

    std::size_t size() const { return m_size; }
    const std::vector<Part>& parts() const { return m_parts; }

private:
    void append(std::string_view bytes);
    void append(Part part);
    void tag(std::uint32_t field, std::uint32_t wireType);
    void varint(std::uint64_t value);

    std::vector<Part> m_parts;
    std::size_t m_size = 0;
};

}  // namespace rf::onnx
