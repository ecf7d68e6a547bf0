// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "core/data/npy.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

// The data begins at a multiple of this, as NumPy itself aligns it.
constexpr std::size_t kAlignment = 64;

/// NumPy's letter for the kind of an element, or nothing where it has no such type.
char kindOf(ElementType type) {
    if (type == ElementType::Boolean) return 'b';
    if (bitWidth(type) < 8 || type == ElementType::BF16) return 0;
    if (isFloat(type)) return 'f';
    const bool isUnsigned = type == ElementType::U8 || type == ElementType::U16 || type == ElementType::U32 || type == ElementType::U64;
    return isUnsigned ? 'u' : 'i';
}

std::string headerOf(ElementType type, const Shape& shape) {
    const int width = bitWidth(type) / 8;
    const char order = width == 1 ? '|' : std::endian::native == std::endian::little ? '<' : '>';
    std::string dimensions;
    for (const std::int64_t dimension : shape) dimensions += std::to_string(dimension) + ",";
    std::string text =
        fmt::format("{{'descr': '{}{}{}', 'fortran_order': False, 'shape': ({}), }}", order, kindOf(type), width, dimensions);
    constexpr std::size_t kStart = 10;  // magic, version and the length of the text
    while ((kStart + text.size() + 1) % kAlignment != 0) text += ' ';
    text += '\n';
    const auto length = static_cast<unsigned>(text.size());
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(length & 0xFF) + static_cast<char>(length >> 8) + text;
}

}  // namespace

Result<void> addNpy(AtomicFiles& files, const std::filesystem::path& path, const Tensor& tensor) {
    if (kindOf(tensor.type()) == 0) return addNpy(files, path, fromFloats(ElementType::F32, tensor.shape(), toFloats(tensor.view())));
    const std::string header = headerOf(tensor.type(), tensor.shape());
    const std::span<const std::byte> parts[] = {std::as_bytes(std::span(header)), tensor.bytes()};
    return files.add(path, parts);
}

Result<void> writeNpy(const std::filesystem::path& path, const Tensor& tensor) {
    if (kindOf(tensor.type()) == 0) return writeNpy(path, fromFloats(ElementType::F32, tensor.shape(), toFloats(tensor.view())));
    std::ofstream file(path, std::ios::binary);
    file << headerOf(tensor.type(), tensor.shape());
    file.write(reinterpret_cast<const char*>(tensor.bytes().data()), static_cast<std::streamsize>(tensor.bytes().size()));
    file.close();
    if (!file) return fail(ErrorCode::Io, RF_TEXT("core", "%1: can't be written: %2"), path, std::generic_category().message(errno));
    return {};
}

}  // namespace rf::data
