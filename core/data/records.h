// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/open.h"

/// Private to core/data: the formats, before anything is known of the network.
namespace rf::data {

/// What the axes of a record mean. Plain: nothing is known, the record is no picture.
enum class Layout { Plain, Hw, Chw, Hwc };

/// The samples of one source as they are stored, all of one type and layout. Thread-safe.
class Records {
public:
    virtual ~Records() = default;
    virtual std::int64_t size() const = 0;
    virtual ElementType type() const = 0;
    virtual Layout layout() const = 0;
    virtual Shape shape() const = 0;  ///< of one record; -1 where records differ
    /// Pictures of any size, which are fitted to the input; other records are taken as they are.
    virtual bool areImageFiles() const { return false; }
    /// The same record for every sample, as often as there are samples.
    virtual bool isEndless() const { return false; }
    /// The file that a record comes from, for messages.
    virtual std::string place(std::int64_t index) const = 0;
    /// All of them: a file or a folder.
    virtual std::string whole() const { return place(0); }
    virtual Result<Tensor> read(std::int64_t index) const = 0;
};

/// A source opened: its records and, where they are known, one label per record.
struct OpenedSource {
    std::shared_ptr<const Records> records;
    std::optional<std::vector<std::int64_t>> labels;
};

/// The layout of an array of rank 3 that has 1 or 3 channels in front or behind (POT's guess, spec 02 section 7.5).
Layout guessLayout(const Shape& record);

Result<OpenedSource> openCifar(const std::filesystem::path& path);
/// Labels are looked for beside the file (…images-idx3-ubyte → …labels-idx1-ubyte) when findLabels is set.
Result<OpenedSource> openIdx(const std::filesystem::path& path, bool findLabels);
Result<OpenedSource> openNpy(const std::filesystem::path& path);
/// A folder, read recursively in the order of the relative paths, or one image file.
Result<OpenedSource> openImages(const std::filesystem::path& path, const std::string& labels);
/// `count` samples for one input. Pictures (rank 4 with 1 or 3 channels, or U8) are whole numbers uniform in 0…255, other
/// floats are normal(0, 1), other integers and booleans uniform in {0, 1} (valid as token ids and as masks).
Result<OpenedSource> makeSynthetic(std::int64_t count, const InputInfo& input, const Preprocess& preprocess, std::uint64_t seed);

bool looksLikeIdx(const std::filesystem::path& path);
bool looksLikeNpy(const std::filesystem::path& path);
bool looksLikeImage(const std::filesystem::path& path);

/// One label per record: an IDX or .npy file of rank 1, or a text file with one number per line.
Result<std::vector<std::int64_t>> readLabels(const std::filesystem::path& path, std::int64_t expected);
/// Same for named records: a line is "name label", or a label alone, in the order of the names.
Result<std::vector<std::int64_t>> readNamedLabels(const std::filesystem::path& path, const std::vector<std::string>& names);

}  // namespace rf::data
