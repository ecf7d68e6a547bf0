// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <charconv>
#include <cstring>

#include "core/data/record_reader.h"

namespace rf::data {

namespace {

// numpy.lib.format: magic, version, header length, a Python dictionary as text.
constexpr std::string_view kMagic = "\x93NUMPY";

struct Header {
    ElementType type = ElementType::Dynamic;
    bool swapped = false;       ///< bytes are in the other order
    bool columnMajor = false;   ///< Fortran order
    Shape shape;
    std::size_t size = 0;       ///< where the values begin
};

std::optional<ElementType> typeOf(std::string_view code) {
    static constexpr std::pair<std::string_view, ElementType> kTypes[] = {
        {"f8", ElementType::F64}, {"f4", ElementType::F32}, {"f2", ElementType::F16}, {"i8", ElementType::I64}, {"i4", ElementType::I32},
        {"i2", ElementType::I16}, {"i1", ElementType::I8},  {"u8", ElementType::U64}, {"u4", ElementType::U32}, {"u2", ElementType::U16},
        {"u1", ElementType::U8},  {"b1", ElementType::Boolean}};
    for (const auto& [name, type] : kTypes)
        if (name == code) return type;
    return std::nullopt;
}

// The text behind "'key':" up to what ends it; the dictionary is written by a program, so that its form is fixed.
std::string_view valueOf(std::string_view dictionary, std::string_view key, std::string_view end) {
    const auto at = dictionary.find("'" + std::string(key) + "':");
    if (at == std::string_view::npos) return {};
    auto value = dictionary.substr(at + key.size() + 3);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return value.substr(0, value.find_first_of(end));
}

std::optional<Shape> parseShape(std::string_view text) {
    if (!text.starts_with('(')) return std::nullopt;
    text.remove_prefix(1);
    Shape shape;
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
        if (text.empty()) return shape;
        std::int64_t dimension = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), dimension);
        if (error != std::errc{} || dimension < 0) return std::nullopt;
        shape.push_back(dimension);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
}

std::optional<Header> parseHeader(std::string_view bytes) {
    if (!bytes.starts_with(kMagic) || bytes.size() < 12) return std::nullopt;
    const bool wide = bytes[6] >= 2;  // version 1 has a 16-bit length, later ones 32 bits
    std::size_t length = 0;
    for (std::size_t i = wide ? 4 : 2; i-- > 0;) length = length << 8 | static_cast<unsigned char>(bytes[8 + i]);
    Header header;
    header.size = (wide ? 12 : 10) + length;
    if (header.size > bytes.size()) return std::nullopt;
    const std::string_view dictionary = bytes.substr(wide ? 12 : 10, length);
    std::string_view description = valueOf(dictionary, "descr", ",");
    if (description.size() < 4) return std::nullopt;
    description = description.substr(1, description.size() - 2);
    const auto type = typeOf(description.substr(1));
    const auto shape = parseShape(valueOf(dictionary, "shape", ")"));
    if (!type || !shape) return std::nullopt;
    header.type = *type;
    header.swapped = description[0] == (std::endian::native == std::endian::little ? '>' : '<') && bitWidth(*type) > 8;
    header.columnMajor = valueOf(dictionary, "fortran_order", ",").starts_with("True");
    header.shape = *shape;
    return header;
}

class NpyReader : public RecordReader {
public:
    NpyReader(std::shared_ptr<const MappedFile> file, Header header, std::vector<std::int64_t> labels)
        : m_file(std::move(file)), m_header(std::move(header)), m_labels(std::move(labels)) {}
    std::int64_t size() const override { return m_header.shape[0]; }
    Shape shape() const override { return {m_header.shape.begin() + 1, m_header.shape.end()}; }
    bool hasLabels() const override { return !m_labels.empty(); }

    Result<Record> record(std::int64_t index) const override {
        const std::int64_t count = elementCount(shape()).value();
        const auto width = static_cast<std::size_t>(bitWidth(m_header.type) / 8), bytes = static_cast<std::size_t>(count) * width;
        const std::optional<std::int64_t> label = m_labels.empty() ? std::nullopt : std::optional(m_labels[static_cast<std::size_t>(index)]);
        if (!m_header.columnMajor && !m_header.swapped && m_header.size % width == 0)
            return Record{Tensor::mapped(m_header.type, shape(), m_file, m_header.size + static_cast<std::size_t>(index) * bytes, bytes), label};
        return Record{Tensor::build(m_header.type, shape(), [&](std::span<std::byte> out) { gather(index, count, width, out); }), label};
    }

private:
    // Element by element: column-major files keep the samples interleaved.
    void gather(std::int64_t index, std::int64_t count, std::size_t width, std::span<std::byte> out) const {
        const Shape inner = shape();
        Shape position(inner.size(), 0);
        for (std::int64_t i = 0; i < count; ++i) {
            std::int64_t at = index * count + i;
            if (m_header.columnMajor) {
                at = index;
                std::int64_t stride = m_header.shape[0];
                for (std::size_t axis = 0; axis < inner.size(); ++axis) {
                    at += position[axis] * stride;
                    stride *= inner[axis];
                }
            }
            std::byte* target = out.data() + static_cast<std::size_t>(i) * width;
            std::memcpy(target, m_file->bytes().data() + m_header.size + static_cast<std::size_t>(at) * width, width);
            if (m_header.swapped) std::reverse(target, target + width);
            for (std::size_t axis = inner.size(); axis-- > 0 && ++position[axis] == inner[axis];) position[axis] = 0;
        }
    }

    std::shared_ptr<const MappedFile> m_file;
    Header m_header;
    std::vector<std::int64_t> m_labels;
};

}  // namespace

Result<Reader> openNpy(const std::filesystem::path& path, const std::filesystem::path& labels) {
    RF_TRY(auto file, MappedFile::open(path));
    const std::string_view bytes(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    auto header = parseHeader(bytes);
    if (!header) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is not a .npy file of numbers, or is cut off in its header"), path);
    const auto count = elementCount(header->shape);
    const auto there = static_cast<std::int64_t>(bytes.size() - header->size);
    if (!count || *count > INT64_MAX / 64 || byteSize(header->type, *count) != there)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its header claims %2 of type %3, but %4 bytes are there; the file is cut off or damaged"),
                    path, text(header->shape), name(header->type), there);
    if (header->shape.empty())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: holds a single number; the first axis must count the samples"), path);
    RF_TRY(auto numbers, readLabels(labels, header->shape[0], {}));
    return Reader(std::make_unique<NpyReader>(std::move(file), std::move(*header), std::move(numbers)));
}

}  // namespace rf::data
