// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/location.h"
#include "core/data/open.h"

/// Private to core/data: the data formats, independent of the network.
namespace rf::data {

/// The meaning of a record's axes (memory layout). Plain: unknown, the record is no image.
enum class Layout { Plain, Hw, Chw, Hwc };

/// The samples of one source as they are stored, all of one type and layout. Thread-safe.
class Records {
public:
    virtual ~Records() = default;
    virtual std::int64_t size() const = 0;
    virtual ElementType type() const = 0;
    virtual Layout layout() const = 0;
    virtual Shape shape() const = 0;  ///< of one record; -1 where records differ
    /// Whether records are images of any size, which are fitted to the input; other records are taken unchanged.
    virtual bool areImageFiles() const { return false; }
    /// Whether each record is a file of its own; single files may be damaged.
    virtual bool isEachAFile() const { return false; }
    /// Whether the same record serves every sample, however many there are.
    virtual bool isEndless() const { return false; }
    /// The file that a record comes from, for messages.
    virtual std::string place(std::int64_t index) const = 0;
    /// The name of a record in a labels file: its path below the folder, or its number.
    virtual std::string labelName(std::int64_t index) const { return std::to_string(index); }
    /// The file or folder that holds all records.
    virtual std::string whole() const { return place(0); }
    virtual Result<Tensor> read(std::int64_t index) const = 0;
    /// Equal where what read() gives is equal. To be overridden where it can be told without reading the tensor.
    virtual Result<Fingerprint> fingerprint(std::int64_t index) const {
        RF_TRY(const Tensor record, read(index));
        return fingerprintOf(std::span(&record, 1));
    }
};

/// A source opened: its records and, where they are known, one label per record.
struct OpenedSource {
    std::shared_ptr<const Records> records;
    std::optional<std::vector<std::int64_t>> labels = {};
    std::optional<StateLink> state = {};  ///< StateLink::input is not known yet
};

/// Files that hold one sample each.
struct FileList {
    std::string place;               ///< the folder, pattern or list, for messages
    std::filesystem::path folder;    ///< that the names are relative to
    std::vector<std::string> names;  ///< with '/', in the order of the samples
    std::optional<std::vector<std::int64_t>> labels = {};
};

/// The layout of an array of rank 3 that has 1 or 3 channels in front or behind (POT's guess, spec 02 section 7.5).
Layout guessLayout(const Shape& record);

Result<OpenedSource> openCifar(const std::filesystem::path& path);
/// Labels are looked for beside the file (…images-idx3-ubyte → …labels-idx1-ubyte) when findLabels is set.
Result<OpenedSource> openIdx(const std::filesystem::path& path, bool findLabels);
/// The file of labels that openIdx() finds beside one of images; nothing where there is none.
std::optional<std::filesystem::path> labelsBeside(const std::filesystem::path& images);
Result<OpenedSource> openNpy(const std::filesystem::path& path);
Result<OpenedSource> openNpz(const std::string& path, const std::string& array);
/// The names of the arrays in an .npz file.
Result<std::vector<std::string>> npzArrays(const std::string& path);
Result<OpenedSource> openRaw(const Location& location);
Result<OpenedSource> openTokens(const Location& location, const InputInfo& input);
Result<OpenedSource> makeConstant(const Location& location, const InputInfo& input);
Result<OpenedSource> makeState(const Location& location, const InputInfo& input);

/// Image files (or, where there are none, .npy files) below a folder, recursively, sorted by relative path as bytes.
/// Hidden files and folders (thumbnails, editor backups) are left out.
Result<FileList> filesOfFolder(const std::filesystem::path& folder);
/// The files that a pattern of the shell (* ? [ ]) matches, sorted as bytes.
Result<FileList> filesOfPattern(const std::string& pattern);
/// The files named in a text file, one per line, with an optional label behind a space, tab or comma.
Result<FileList> filesOfList(const std::filesystem::path& list);
/// The files of a folder that Source::files names.
Result<FileList> filesListed(const std::filesystem::path& folder, const std::filesystem::path& list);
bool looksLikePattern(const std::string& location);
/// Opens files of one kind. `labels` as for readNamedLabels(). Unless samples may be damaged, the first one is read now.
Result<OpenedSource> openFiles(FileList files, const std::string& labels, bool mayBeDamaged);
std::shared_ptr<const Records> imageRecords(FileList files);
Result<std::shared_ptr<const Records>> npyFileRecords(FileList files);
/// `count` samples for one input. Pictures (rank 4 with 1 or 3 channels, or U8) are whole numbers uniform in 0…255, other
/// floats are normal(0, 1), other integers and booleans uniform in {0, 1} (valid as token ids and as masks).
Result<OpenedSource> makeSynthetic(std::int64_t count, const InputInfo& input, const Preprocess& preprocess, std::uint64_t seed);

bool looksLikeIdx(const std::filesystem::path& path);
bool looksLikeNpz(const std::filesystem::path& path);
bool looksLikeNpy(const std::filesystem::path& path);
bool looksLikeImage(const std::filesystem::path& path);

/// One label per record: an IDX or .npy file of rank 1, or a text file with one number per line.
Result<std::vector<std::int64_t>> readLabels(const std::filesystem::path& path, std::int64_t expected);
/// Same for named records: a line is "name label", or a label alone, in the order of the names.
Result<std::vector<std::int64_t>> readNamedLabels(const std::filesystem::path& path, const std::vector<std::string>& names);

}  // namespace rf::data
