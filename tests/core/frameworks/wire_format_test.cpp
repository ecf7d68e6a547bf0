// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frameworks/wire_format.h"

#include <gtest/gtest.h>

#include "tests/support/onnx_writer.h"

namespace rf::frameworks {
namespace {

std::span<const std::byte> bytesOf(const std::string& text) { return std::as_bytes(std::span(text)); }

TEST(WireReader, TakesFieldsApart) {
    // Field 1 = 300 (varint AC 02), field 2 = 8 bytes, field 5 = 4 bytes, field 16 (two bytes of tag) = "ab".
    const std::string message = std::string("\x08\xAC\x02", 3) + std::string("\x11", 1) + std::string(8, '\0') + std::string("\x2D", 1) +
                                std::string(4, '\0') + test::onnx::bytes(16, "ab");
    WireReader reader(bytesOf(message));
    for (const std::uint32_t number : {1u, 2u, 5u}) {
        const auto field = reader.next();
        ASSERT_TRUE(field);
        EXPECT_EQ(field->number, number);
        EXPECT_FALSE(field->isBytes);
    }
    const auto text = reader.next();
    ASSERT_TRUE(text);
    EXPECT_EQ(text->number, 16u);
    EXPECT_EQ(text->text(), "ab");
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(reader.isDamaged());
}

TEST(WireReader, SeesDamage) {
    const std::string endless(11, '\xFF');
    for (const std::string& message : {std::string("\x08", 1),
                                       std::string("\x0A\x05"
                                                   "ab",
                                                   4),
                                       std::string("\x0D\0\0", 3), endless, std::string("\x0B", 1), std::string("\0", 1)}) {
        WireReader reader(bytesOf(message));
        while (reader.next()) {}
        EXPECT_TRUE(reader.isDamaged()) << message.size();
    }
}

}  // namespace
}  // namespace rf::frameworks
