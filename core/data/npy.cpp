// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <fstream>
#include <map>
#include <string_view>

#include "core/data/npy.h"
#include "core/data/npy_form.h"

namespace rf::data {

namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);

/// What the header of a .npy file says (NumPy Enhancement Proposal 1): a Python dictionary as text.
struct NpyHeader {
    ElementType type = ElementType::Dynamic;
    bool bigEndian = false;
    bool fortranOrder = false;
    Shape shape;
};

std::optional<ElementType> npyType(std::string_view kindAndSize) {
    static const std::map<std::string_view, ElementType> types{
        {"f2", ElementType::F16}, {"f4", ElementType::F32}, {"f8", ElementType::F64}, {"i1", ElementType::I8},
        {"i2", ElementType::I16}, {"i4", ElementType::I32}, {"i8", ElementType::I64}, {"u1", ElementType::U8},
        {"u2", ElementType::U16}, {"u4", ElementType::U32}, {"u8", ElementType::U64}, {"b1", ElementType::Boolean}};
    const auto found = types.find(kindAndSize);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// The text after "'key':" up to the comma that ends the entry (commas inside brackets belong to the value).
std::optional<std::string> entry(std::string_view dictionary, std::string_view key) {
    const auto quoted = dictionary.find("'" + std::string(key) + "'");
    const auto colon = quoted == std::string_view::npos ? quoted : dictionary.find(':', quoted);
    if (colon == std::string_view::npos) return std::nullopt;
    std::string value;
    int depth = 0;
    for (const char letter : dictionary.substr(colon + 1)) {
        if (depth == 0 && (letter == ',' || letter == '}')) return value;
        if (letter == '(' || letter == '[') ++depth;
        if (letter == ')' || letter == ']') --depth;
        if (letter != ' ') value += letter;
    }
    return std::nullopt;
}

std::optional<Shape> tupleOf(std::string_view value) {
    if (value.size() < 2 || value.front() != '(' || value.back() != ')') return std::nullopt;
    value = value.substr(1, value.size() - 2);
    Shape shape;
    while (!value.empty()) {
        std::int64_t dimension = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), dimension);
        if (error != std::errc{} || dimension < 0) return std::nullopt;
        value.remove_prefix(static_cast<std::size_t>(end - value.data()));
        shape.push_back(dimension);
        if (value.empty()) break;
        if (value.front() != ',') return std::nullopt;
        value.remove_prefix(1);
    }
    return shape;
}

Result<NpyHeader> parseHeader(const std::string& path, std::string_view dictionary) {
    const auto descr = entry(dictionary, "descr"), order = entry(dictionary, "fortran_order"), shape = entry(dictionary, "shape");
    const auto dimensions = shape ? tupleOf(*shape) : std::nullopt;
    if (!descr || !dimensions || (order != "True" && order != "False"))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its .npy header lacks a readable 'descr', 'fortran_order' or 'shape'"),
                    path);
    const bool isPlain =
        descr->size() == 5 && descr->front() == '\'' && std::string_view("<>|=").find((*descr)[1]) != std::string_view::npos;
    const auto type = isPlain ? npyType(std::string_view(*descr).substr(2, 2)) : std::nullopt;
    if (!type)
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "%1: its elements are %2; use numbers of 8 to 64 bits or booleans"), path,
                    *descr);
    return NpyHeader{*type, (*descr)[1] == '>', order == "True", *dimensions};
}

/// Where the dictionary lies: versions 1 and later store its length in 2 and 4 bytes.
Result<std::string_view> dictionaryOf(const std::string& path, std::span<const std::byte> bytes) {
    const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!all.starts_with(kMagic)) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: does not begin as a .npy file does"), path);
    const int version = all.size() > 6 ? static_cast<unsigned char>(all[6]) : 0;
    const std::size_t lengthBytes = version == 1 ? 2 : 4, start = 8 + lengthBytes;
    if (version > 3)
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "%1: is of .npy version %2; versions 1 to 3 can be read"), path, version);
    const Error truncated = fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: ends inside the .npy header"), path);
    if (version == 0 || all.size() < start) return truncated;
    std::size_t length = 0;
    for (std::size_t i = lengthBytes; i-- > 0;) length = length * 256 + std::to_integer<std::size_t>(bytes[8 + i]);
    if (all.size() - start < length) return truncated;
    return all.substr(start, length);
}

}  // namespace

bool looksLikeNpy(const std::filesystem::path& path) {
    if (path.extension() == ".npy") return true;
    std::string start(kMagic.size(), '\0');
    std::ifstream(path, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
    return start == kMagic;
}

Result<ArrayForm> npyForm(const std::string& place, std::span<const std::byte> bytes) {
    RF_TRY(const std::string_view dictionary, dictionaryOf(place, bytes));
    RF_TRY(NpyHeader header, parseHeader(place, dictionary));
    const std::size_t offset =
        static_cast<std::size_t>(dictionary.data() + dictionary.size() - reinterpret_cast<const char*>(bytes.data()));
    Shape withWidth = header.shape;
    withWidth.push_back(byteSize(header.type, 1));
    const auto size = elementCount(withWidth);
    if (!size || static_cast<std::size_t>(*size) != bytes.size() - offset)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its header promises %2 elements, but the data is of another size"), place,
                    text(header.shape));
    return ArrayForm{.place = place,
                     .type = header.type,
                     .count = 1,
                     .shape = std::move(header.shape),
                     .offset = offset,
                     .bigEndian = header.bigEndian,
                     .fortranOrder = header.fortranOrder};
}

Result<OpenedSource> npyRecords(ArrayForm form, FileBytes file) {
    if (form.shape.empty())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: holds one number; the first axis must count the samples"), form.place);
    form.count = form.shape[0];
    form.shape.erase(form.shape.begin());
    form.stride = static_cast<std::size_t>(byteSize(form.type, elementCount(form.shape).value_or(0)));
    // [n, 1, C, H, W]: samples saved with their batch axis are the same records without it.
    if (form.shape.size() == 4 && form.shape[0] == 1) form.shape.erase(form.shape.begin());
    form.layout = guessLayout(form.shape);
    return OpenedSource{std::make_shared<ArrayRecords>(std::move(form), std::move(file))};
}

Result<OpenedSource> openNpy(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    RF_TRY(ArrayForm form, npyForm(path.string(), file->bytes()));
    return npyRecords(std::move(form), FileBytes{file, file->bytes()});
}

Result<Tensor> readNpy(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    RF_TRY(ArrayForm form, npyForm(path.string(), file->bytes()));
    RF_TRY(const Tensor inFile, ArrayRecords(std::move(form), FileBytes{file, file->bytes()}).read(0));
    return Tensor::copyOf(inFile.view());
}

}  // namespace rf::data
