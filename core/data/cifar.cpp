// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/array_records.h"

namespace rf::data {

namespace {

// CIFAR-10 binary version (Krizhevsky 2009): one label byte, then the red, green and blue planes of 32 x 32 pixels.
constexpr std::int64_t kSide = 32;
constexpr std::size_t kPixelBytes = 3 * kSide * kSide;
constexpr std::size_t kRecordBytes = 1 + kPixelBytes;
constexpr int kClasses = 10;

}  // namespace

Result<OpenedSource> openCifar(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    const auto bytes = file->bytes();
    if (bytes.empty())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is empty; a CIFAR-10 binary holds records of 3073 bytes"), path);
    if (bytes.size() % kRecordBytes != 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: %2 bytes are not a whole number of CIFAR-10 records of 3073 bytes"), path,
                    bytes.size());
    ArrayForm form{.place = path.string(),
                   .count = static_cast<std::int64_t>(bytes.size() / kRecordBytes),
                   .shape = {3, kSide, kSide},
                   .layout = Layout::Chw,
                   .offset = 1,
                   .stride = kRecordBytes};
    std::vector<std::int64_t> labels;
    for (std::size_t record = 0; record < bytes.size() / kRecordBytes; ++record) {
        labels.push_back(std::to_integer<std::int64_t>(bytes[record * kRecordBytes]));
        if (labels.back() >= kClasses)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: record %2 has label %3, but labels of CIFAR-10 are 0 to 9"), path,
                        record, labels.back());
    }
    return OpenedSource{std::make_shared<ArrayRecords>(std::move(form), FileBytes{file, bytes}), std::move(labels)};
}

}  // namespace rf::data
