// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rf {

/// The type of one element of a tensor. Dynamic: not known before the network runs. Other: a type of the IR (string, f8e4m3,
/// nf4 …) that files keep and nothing computes with.
enum class ElementType : std::uint8_t {
    Dynamic,
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    I4,
    U64,
    U32,
    U16,
    U8,
    U4,
    U1,
    Boolean,
    Other,
};

/// Size of one element in bits; 0 for Dynamic and Other.
int bitWidth(ElementType type);
/// Bytes that `count` elements take, packed types rounded up.
std::int64_t byteSize(ElementType type, std::int64_t count);

bool isFloat(ElementType type);
bool isInteger(ElementType type);  ///< signed and unsigned integers; not Boolean

/// The name in an IR's element_type attribute: "f32", "i8", "boolean" …
std::string_view name(ElementType type);
std::optional<ElementType> elementTypeFromName(std::string_view name);
/// The name in an IR port's precision attribute: "FP32", "I8", "BOOL" …
std::string_view precisionName(ElementType type);
std::optional<ElementType> elementTypeFromPrecision(std::string_view name);

}  // namespace rf
