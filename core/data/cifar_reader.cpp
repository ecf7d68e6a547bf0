// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/record_reader.h"

namespace rf::data {

namespace {

constexpr std::int64_t kRecord = 1 + 3 * 32 * 32;
constexpr std::uint8_t kClasses = 10;

class CifarReader : public RecordReader {
public:
    explicit CifarReader(std::shared_ptr<const MappedFile> file) : m_file(std::move(file)) {}
    std::int64_t size() const override { return std::ssize(m_file->bytes()) / kRecord; }
    Shape shape() const override { return {3, 32, 32}; }
    bool hasLabels() const override { return true; }
    Result<Record> record(std::int64_t index) const override {
        const auto begin = static_cast<std::size_t>(index * kRecord);
        return Record{Tensor::mapped(ElementType::U8, shape(), m_file, begin + 1, kRecord - 1), std::to_integer<std::int64_t>(m_file->bytes()[begin])};
    }

private:
    std::shared_ptr<const MappedFile> m_file;
};

}  // namespace

bool looksLikeCifar(const std::filesystem::path& path) { return path.extension() == ".bin"; }

Result<Reader> openCifar(const std::filesystem::path& path) {
    RF_TRY(auto file, MappedFile::open(path));
    const auto bytes = file->bytes();
    if (bytes.empty() || std::ssize(bytes) % kRecord != 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has %2 bytes; a CIFAR-10 binary has a multiple of %3 (is it cut off?)"), path,
                    bytes.size(), kRecord);
    for (std::size_t at = 0; at < bytes.size(); at += kRecord)
        if (std::to_integer<std::uint8_t>(bytes[at]) >= kClasses)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: record %2 has the label %3; CIFAR-10 has 0 to 9"), path, at / kRecord,
                        std::to_integer<int>(bytes[at]));
    return Reader(std::make_unique<CifarReader>(std::move(file)));
}

}  // namespace rf::data
