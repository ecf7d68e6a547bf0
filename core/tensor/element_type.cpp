// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/element_type.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace rf {

namespace {

struct Row {
    ElementType type;
    int bits;
    char kind;  // f: float, i: integer, b: boolean, -: neither
    std::string_view name, precision;
};

// In the order of the enumeration, which the lookup by type relies on.
constexpr std::array kTypes{
    Row{ElementType::Dynamic, 0, '-', "dynamic", "dynamic"},
    Row{ElementType::F64, 64, 'f', "f64", "FP64"},
    Row{ElementType::F32, 32, 'f', "f32", "FP32"},
    Row{ElementType::F16, 16, 'f', "f16", "FP16"},
    Row{ElementType::BF16, 16, 'f', "bf16", "BF16"},
    Row{ElementType::I64, 64, 'i', "i64", "I64"},
    Row{ElementType::I32, 32, 'i', "i32", "I32"},
    Row{ElementType::I16, 16, 'i', "i16", "I16"},
    Row{ElementType::I8, 8, 'i', "i8", "I8"},
    Row{ElementType::I4, 4, 'i', "i4", "I4"},
    Row{ElementType::U64, 64, 'i', "u64", "U64"},
    Row{ElementType::U32, 32, 'i', "u32", "U32"},
    Row{ElementType::U16, 16, 'i', "u16", "U16"},
    Row{ElementType::U8, 8, 'i', "u8", "U8"},
    Row{ElementType::U4, 4, 'i', "u4", "U4"},
    Row{ElementType::U1, 1, 'i', "u1", "BIN"},
    Row{ElementType::Boolean, 8, 'b', "boolean", "BOOL"},
    Row{ElementType::Other, 0, '-', "other", "UNSPECIFIED"},
};

const Row& row(ElementType type) { return kTypes[static_cast<std::size_t>(type)]; }

template <class Member>
std::optional<ElementType> find(std::string_view text, Member member) {
    const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const Row& r) { return r.*member == text; });
    if (found == kTypes.end() || found->type == ElementType::Other) return std::nullopt;
    return found->type;
}

}  // namespace

int bitWidth(ElementType type) { return row(type).bits; }
std::int64_t byteSize(ElementType type, std::int64_t count) { return (count * row(type).bits + 7) / 8; }
bool isFloat(ElementType type) { return row(type).kind == 'f'; }
bool isInteger(ElementType type) { return row(type).kind == 'i'; }
std::string_view name(ElementType type) { return row(type).name; }
std::string_view precisionName(ElementType type) { return row(type).precision; }
std::optional<ElementType> elementTypeFromName(std::string_view text) { return find(text, &Row::name); }
std::optional<ElementType> elementTypeFromPrecision(std::string_view text) { return find(text, &Row::precision); }

}  // namespace rf
