// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>

#include "core/data/array_records.h"

namespace rf::data {

namespace {

/// The IDX format (LeCun, MNIST page): two zero bytes, type, rank, a big-endian 32-bit size per axis, big-endian data.
struct IdxHeader {
    ElementType type = ElementType::U8;
    Shape shape;
    std::size_t dataOffset() const { return 4 + 4 * shape.size(); }
};

std::optional<ElementType> idxType(std::byte code) {
    switch (std::to_integer<int>(code)) {
        case 0x08: return ElementType::U8;
        case 0x09: return ElementType::I8;
        case 0x0b: return ElementType::I16;
        case 0x0c: return ElementType::I32;
        case 0x0d: return ElementType::F32;
        case 0x0e: return ElementType::F64;
        default: return std::nullopt;
    }
}

/// Reads the next bytes in order; InvalidFile at the end of the file.
using ReadExactly = std::function<Result<void>(std::span<std::byte>)>;

Result<IdxHeader> readHeader(const std::filesystem::path& path, const ReadExactly& read) {
    std::array<std::byte, 4> magic{};
    RF_TRY_VOID(read(magic));
    const auto type = idxType(magic[2]);
    if (magic[0] != std::byte{0} || magic[1] != std::byte{0} || !type)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: does not begin as an IDX file does (two zero bytes and a type)"), path);
    if (magic[3] == std::byte{0})
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: an IDX file needs at least one axis, the samples"), path);
    IdxHeader header{*type, {}};
    for (int axis = 0; axis < std::to_integer<int>(magic[3]); ++axis) {
        std::array<std::byte, 4> digits{};
        RF_TRY_VOID(read(digits));
        std::int64_t dimension = 0;
        for (const std::byte digit : digits) dimension = dimension * 256 + std::to_integer<std::int64_t>(digit);
        header.shape.push_back(dimension);
    }
    return header;
}

Error sizeMismatch(const std::filesystem::path& path, const Shape& shape) {
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its header promises %2 elements, but the data is of another size"), path,
                text(shape));
}

/// Bytes after the header; nothing when the number does not fit into 63 bits.
std::optional<std::int64_t> dataSize(const IdxHeader& header) {
    Shape withWidth = header.shape;
    withWidth.push_back(byteSize(header.type, 1));
    return elementCount(withWidth);
}

struct IdxFile {
    IdxHeader header;
    FileBytes file;
    std::size_t offset = 0;
};

Result<IdxFile> readPlain(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    std::size_t at = 0;
    RF_TRY(IdxHeader header, readHeader(path, [&](std::span<std::byte> out) -> Result<void> {
               if (file->bytes().size() - at < out.size())
                   return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: ends inside the IDX header"), path);
               std::memcpy(out.data(), file->bytes().data() + at, out.size());
               at += out.size();
               return {};
           }));
    const auto size = dataSize(header);
    if (!size || static_cast<std::size_t>(*size) != file->bytes().size() - at) return sizeMismatch(path, header.shape);
    return IdxFile{std::move(header), {file, file->bytes()}, at};
}

struct GzClose {
    void operator()(gzFile_s* file) const { gzclose(file); }
};

Error gzipError(const std::filesystem::path& path, gzFile file) {
    int code = Z_OK;
    const char* reason = gzerror(file, &code);
    if (code == Z_OK || code == Z_BUF_ERROR)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the compressed data ends too early"), path);
    return fail(code == Z_ERRNO ? ErrorCode::Io : ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be decompressed: %2"), path, reason);
}

Result<void> readGzip(const std::filesystem::path& path, gzFile file, std::span<std::byte> out) {
    constexpr std::size_t kPiece = std::size_t{1} << 30;  // gzread counts in int
    while (!out.empty()) {
        const int got = gzread(file, out.data(), static_cast<unsigned>(std::min(out.size(), kPiece)));
        if (got <= 0) return gzipError(path, file);
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

Result<IdxFile> readCompressed(const std::filesystem::path& path) {
    // Deflate never packs tighter than this (zlib's technical notes), so a header that promises more is lying, and is
    // found out before anything is allocated for it.
    constexpr std::int64_t kMostPerByte = 1032;
    const std::unique_ptr<gzFile_s, GzClose> file(gzopen(path.c_str(), "rb"));
    std::error_code error;
    const auto packedSize = static_cast<std::int64_t>(std::filesystem::file_size(path, error));
    if (!file || error) return fail(ErrorCode::Io, RF_TEXT("core", "%1: can't be opened: %2"), path, std::strerror(errno));
    RF_TRY(IdxHeader header, readHeader(path, [&](std::span<std::byte> out) { return readGzip(path, file.get(), out); }));
    const auto size = dataSize(header);
    if (!size || *size / kMostPerByte > packedSize) return sizeMismatch(path, header.shape);

    const std::shared_ptr<std::byte[]> storage(new std::byte[static_cast<std::size_t>(*size)]);
    const std::span<std::byte> data(storage.get(), static_cast<std::size_t>(*size));
    RF_TRY_VOID(readGzip(path, file.get(), data));
    std::byte extra{};
    // Reading past the end also lets zlib compare the checksum.
    const int left = gzread(file.get(), &extra, 1);
    if (left > 0) return sizeMismatch(path, header.shape);
    int code = Z_OK;
    gzerror(file.get(), &code);
    if (left < 0 || (code != Z_OK && code != Z_STREAM_END)) return gzipError(path, file.get());
    return IdxFile{std::move(header), {storage, data}, 0};
}

std::array<unsigned char, 4> firstBytes(const std::filesystem::path& path) {
    std::array<unsigned char, 4> bytes{0xff, 0xff, 0xff, 0xff};
    std::ifstream(path, std::ios::binary).read(reinterpret_cast<char*>(bytes.data()), 4);
    return bytes;
}

bool isGzip(const std::filesystem::path& path) {
    const auto bytes = firstBytes(path);
    return bytes[0] == 0x1f && bytes[1] == 0x8b;
}

Layout idxLayout(const IdxHeader& header, const Shape& record) {
    return record.size() == 2 && header.type == ElementType::U8 ? Layout::Hw : guessLayout(record);
}

}  // namespace

// The name a labels file beside an images file has: MNIST's own, and "…-images.idx" → "…-labels.idx", packed or not.
std::optional<std::filesystem::path> labelsBeside(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    const auto images = name.rfind("images");
    if (images == std::string::npos) return std::nullopt;
    name.replace(images, 6, "labels");
    if (const auto rank = name.find("idx", images);
        rank != std::string::npos && rank + 3 < name.size() && name[rank + 3] >= '2' && name[rank + 3] <= '9')
        name[rank + 3] = '1';
    const std::string bare = name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name;
    for (const std::string& candidate : {name, bare, bare + ".gz"})
        if (std::error_code error; std::filesystem::exists(path.parent_path() / candidate, error)) return path.parent_path() / candidate;
    return std::nullopt;
}

bool looksLikeIdx(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    if (name.ends_with(".idx") || name.ends_with("-ubyte")) return true;
    const auto bytes = firstBytes(path);
    return bytes[0] == 0 && bytes[1] == 0 && idxType(std::byte{bytes[2]}) && bytes[3] > 0 && bytes[3] < 9;
}

Result<OpenedSource> openIdx(const std::filesystem::path& path, bool findLabels) {
    RF_TRY(IdxFile opened, isGzip(path) ? readCompressed(path) : readPlain(path));
    const IdxHeader& header = opened.header;
    ArrayForm form{.place = path.string(),
                   .type = header.type,
                   .count = header.shape[0],
                   .shape = {header.shape.begin() + 1, header.shape.end()},
                   .offset = opened.offset,
                   .bigEndian = true};
    form.layout = idxLayout(header, form.shape);
    form.stride = static_cast<std::size_t>(byteSize(form.type, elementCount(form.shape).value_or(0)));
    OpenedSource source;
    if (const auto labels = labelsBeside(path); findLabels && labels) { RF_TRY(source.labels, readLabels(*labels, form.count)); }
    source.records = std::make_shared<ArrayRecords>(std::move(form), std::move(opened.file));
    return source;
}

}  // namespace rf::data
