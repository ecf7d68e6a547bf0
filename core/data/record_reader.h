// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/data/open.h"

/// What the file formats have in common; private to this module.
namespace rf::data {

/// One record as it is stored: no batch axis, own element type.
struct Record {
    Tensor values;
    std::optional<std::int64_t> label;
};

/// A file or folder as a sequence of records. Thread-safe.
class RecordReader {
public:
    virtual ~RecordReader() = default;
    virtual std::int64_t size() const = 0;
    /// Shape of every record; -1 where records differ.
    virtual Shape shape() const = 0;
    virtual bool hasLabels() const = 0;
    virtual Result<Record> record(std::int64_t index) const = 0;
};

using Reader = std::unique_ptr<const RecordReader>;

/// CIFAR-10 binary: records of one label byte and 3x32x32 bytes, RGB.
Result<Reader> openCifar(const std::filesystem::path& path);
bool looksLikeCifar(const std::filesystem::path& path);

/// IDX (MNIST), plain or gzipped, any rank; the first axis is the samples. `labels` as for readLabels, or empty: the file
/// beside it whose name has "labels" for "images" (and idx1 for idx3), where there is one.
Result<Reader> openIdx(const std::filesystem::path& path, const std::filesystem::path& labels);
bool looksLikeIdx(const std::filesystem::path& path);

/// NumPy's .npy, first axis = samples; any numeric type, byte order and memory order.
Result<Reader> openNpy(const std::filesystem::path& path, const std::filesystem::path& labels);

/// Every image below a folder, sorted by path, decoded when asked for: 8-bit BGR channels first, or grey when the input
/// has one channel. Resized to a static input or to preprocess.size.
Result<Reader> openImageFolder(const std::filesystem::path& path, const std::filesystem::path& labels, const InputInfo& input,
                               const Preprocess& preprocess);

/// N seeded records of the input's shape (dynamic dimensions count as 1): whole numbers 0…255 for pictures of one or three
/// channels, small whole numbers for integer inputs, standard normal numbers otherwise.
Result<Reader> openSynthetic(const std::string& location, const InputInfo& input, std::uint64_t seed);

/// Class numbers from an IDX file (gzipped too) or a text file: one number a line, or "name number" with the names
/// being `names`. Without a file: nothing. InvalidFile when the count is not `count`, or a line is not a number.
Result<std::vector<std::int64_t>> readLabels(const std::filesystem::path& path, std::int64_t count, std::span<const std::string> names);

}  // namespace rf::data
