// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/message.h"

#include "tests/support/pch.h"

namespace rf::onnx {
namespace {

std::string written(const Message& message) {
    std::string text;
    for (const Message::Part& part : message.parts()) {
        const auto bytes = part.bytes();
        text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    return text;
}

// The examples of protobuf.dev, "Encoding": 150 in field 1, "testing" in field 2, the first as field 3 of another message.
TEST(Message, WritesTheExamplesOfTheSpecification) {
    EXPECT_EQ(written(Message().integer(1, 150)), "\x08\x96\x01");
    EXPECT_EQ(written(Message().text(2, "testing")), "\x12\x07testing");
    EXPECT_EQ(written(Message().message(3, Message().integer(1, 150))), "\x1a\x03\x08\x96\x01");
}

// A negative number takes ten bytes of seven bits: 64 ones. A float is four bytes, lowest first; 1.0 is 0x3f800000.
TEST(Message, WritesNegativeNumbersAndFloats) {
    EXPECT_EQ(written(Message().integer(1, -1)), "\x08" + std::string(9, '\xff') + "\x01");
    EXPECT_EQ(written(Message().real(2, 1.0f)), std::string("\x15\x00\x00\x80\x3f", 5));
}

TEST(Message, SharesTheBytesOfTensors) {
    const Tensor tensor = Tensor::from<std::int8_t>({3}, std::vector<std::int8_t>{1, 2, 3});
    const Message message = Message().message(1, Message().bytes(9, tensor).integer(1, 1));
    EXPECT_EQ(written(message), "\x0a\x07\x4a\x03\x01\x02\x03\x08\x01");
    EXPECT_EQ(message.size(), 9u);
    EXPECT_EQ(message.parts()[1].bytes().data(), tensor.bytes().data());
}

}  // namespace
}  // namespace rf::onnx
