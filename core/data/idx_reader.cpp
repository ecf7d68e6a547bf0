// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <zlib.h>

#include <bit>
#include <cstring>

#include "core/data/idx_file.h"
#include "core/data/record_reader.h"

namespace rf::data {

namespace {

// http://yann.lecun.com/exdb/mnist: two zero bytes, a type code, the rank, then big-endian 32-bit dimensions.
constexpr std::size_t kMagic = 4;
constexpr std::size_t kDimension = 4;

std::optional<ElementType> typeOfCode(std::byte code) {
    switch (std::to_integer<int>(code)) {
        case 0x08: return ElementType::U8;
        case 0x09: return ElementType::I8;
        case 0x0B: return ElementType::I16;
        case 0x0C: return ElementType::I32;
        case 0x0D: return ElementType::F32;
        case 0x0E: return ElementType::F64;
        default: return std::nullopt;
    }
}

struct Header {
    ElementType type;
    Shape shape;
    std::size_t size() const { return kMagic + kDimension * shape.size(); }
    std::int64_t payload() const { return byteSize(type, elementCount(shape).value_or(0)); }
};

Result<Header> parseHeader(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    const auto type = bytes.size() >= kMagic ? typeOfCode(bytes[2]) : std::nullopt;
    const std::size_t rank = type ? std::to_integer<std::size_t>(bytes[3]) : 0;
    if (!type || bytes[0] != std::byte{0} || bytes[1] != std::byte{0} || rank == 0 || bytes.size() < kMagic + kDimension * rank)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is not an IDX file, or is cut off in its header"), path);
    Header header{*type, {}};
    for (std::size_t i = 0; i < rank; ++i) {
        std::int64_t dimension = 0;
        for (std::size_t b = 0; b < kDimension; ++b) dimension = dimension << 8 | std::to_integer<std::int64_t>(bytes[kMagic + i * kDimension + b]);
        header.shape.push_back(dimension);
    }
    if (!elementCount(header.shape) || elementCount(header.shape).value() > INT64_MAX / 64)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its header claims an impossible size (%2)"), path, text(header.shape));
    return header;
}

Error sizeMismatch(const std::filesystem::path& path, const Header& header, std::size_t there) {
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its header claims %2 (%3 bytes), but %4 bytes are there; the file is cut off or damaged"),
                path, text(header.shape), header.payload(), there);
}

// The format is big-endian; single bytes need nothing.
Tensor inHostOrder(const Tensor& tensor) {
    const auto width = static_cast<std::size_t>(bitWidth(tensor.type()) / 8);
    if (width == 1 || std::endian::native == std::endian::big) return tensor;
    return Tensor::build(tensor.type(), tensor.shape(), [&](std::span<std::byte> out) {
        std::copy(tensor.bytes().begin(), tensor.bytes().end(), out.begin());
        for (std::size_t at = 0; at < out.size(); at += width) std::reverse(&out[at], &out[at] + width);
    });
}

class GzipFile {
public:
    explicit GzipFile(const std::filesystem::path& path) : m_file(::gzopen(path.c_str(), "rb")) {}
    ~GzipFile() {
        if (m_file) ::gzclose(m_file);
    }
    GzipFile(const GzipFile&) = delete;
    GzipFile& operator=(const GzipFile&) = delete;
    /// How many bytes could be read; fewer than asked for at the end or when the file is damaged.
    std::size_t read(std::span<std::byte> out) {
        std::size_t done = 0;
        while (m_file && done < out.size()) {
            const int count = ::gzread(m_file, out.data() + done, static_cast<unsigned>(std::min<std::size_t>(out.size() - done, 1u << 30)));
            if (count <= 0) break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

private:
    gzFile m_file;
};

// Deflate shrinks at most about 1032 times (zlib's documentation): a header that claims more than that is not believed.
constexpr std::int64_t kDeflateLimit = 1100;

Result<Tensor> readGzipped(const std::filesystem::path& path, std::size_t packedSize) {
    GzipFile file(path);
    std::vector<std::byte> start(kMagic + kDimension * 255);
    std::vector<std::byte> magic(kMagic);
    if (file.read(magic) != kMagic) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be unpacked; the gzip file is damaged"), path);
    const std::size_t rest = kDimension * std::to_integer<std::size_t>(magic[3]);
    std::copy(magic.begin(), magic.end(), start.begin());
    start.resize(kMagic + file.read(std::span(start).subspan(kMagic, rest)));
    RF_TRY(const Header header, parseHeader(start, path));
    if (header.payload() / kDeflateLimit > static_cast<std::int64_t>(packedSize)) return sizeMismatch(path, header, packedSize);
    std::size_t unpacked = 0;
    Tensor tensor = Tensor::build(header.type, header.shape, [&](std::span<std::byte> out) { unpacked = file.read(out); });
    if (static_cast<std::int64_t>(unpacked) != header.payload()) return sizeMismatch(path, header, unpacked);
    return inHostOrder(tensor);
}

class IdxReader : public RecordReader {
public:
    IdxReader(Tensor values, std::vector<std::int64_t> labels) : m_values(std::move(values)), m_labels(std::move(labels)) {}
    std::int64_t size() const override { return m_values.shape()[0]; }
    Shape shape() const override { return {m_values.shape().begin() + 1, m_values.shape().end()}; }
    bool hasLabels() const override { return !m_labels.empty(); }
    Result<Record> record(std::int64_t index) const override {
        const auto size = m_values.bytes().size() / static_cast<std::size_t>(m_values.shape()[0]);
        const auto owner = std::make_shared<const Tensor>(m_values);
        Record record{Tensor::shared(m_values.type(), shape(), owner, m_values.bytes().subspan(static_cast<std::size_t>(index) * size, size)), std::nullopt};
        if (hasLabels()) record.label = m_labels[static_cast<std::size_t>(index)];
        return record;
    }

private:
    Tensor m_values;
    std::vector<std::int64_t> m_labels;
};

std::filesystem::path labelsBeside(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    const auto replace = [&](std::string_view from, std::string_view to) {
        const auto at = name.rfind(from);
        if (at == std::string::npos) return false;
        name.replace(at, from.size(), to);
        return true;
    };
    if (!replace("images", "labels")) return {};
    replace("idx3", "idx1");
    const auto beside = path.parent_path() / name;
    return std::filesystem::exists(beside) ? beside : std::filesystem::path{};
}

}  // namespace

bool looksLikeIdx(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    return name.ends_with(".idx") || name.ends_with(".idx.gz") || name.find("-ubyte") != std::string::npos;
}

Result<Tensor> readIdx(const std::filesystem::path& path) {
    RF_TRY(auto file, MappedFile::open(path));
    const auto bytes = file->bytes();
    if (bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b}) return readGzipped(path, bytes.size());
    RF_TRY(const Header header, parseHeader(bytes, path));
    if (static_cast<std::int64_t>(bytes.size() - header.size()) != header.payload()) return sizeMismatch(path, header, bytes.size() - header.size());
    const std::size_t payload = bytes.size() - header.size();
    return inHostOrder(Tensor::mapped(header.type, header.shape, std::move(file), header.size(), payload));
}

Result<Reader> openIdx(const std::filesystem::path& path, const std::filesystem::path& labels) {
    RF_TRY(Tensor values, readIdx(path));
    RF_TRY(auto numbers, readLabels(labels.empty() ? labelsBeside(path) : labels, values.shape()[0], {}));
    return Reader(std::make_unique<IdxReader>(std::move(values), std::move(numbers)));
}

}  // namespace rf::data
