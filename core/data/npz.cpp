// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <zip.h>

#include <new>

#include "core/base/nearest_match.h"
#include "core/data/npy_form.h"

namespace rf::data {

namespace {

constexpr std::string_view kSuffix = ".npy";

// Measured data never compresses that well: a large file that shrinks a hundredfold was made to fill the memory.
constexpr std::uint64_t kSmall = std::uint64_t{1} << 30;
constexpr std::uint64_t kPlausibleRatio = 100;
// Deflate never packs tighter than this (zlib's technical notes).
constexpr std::uint64_t kMostPerByte = 1032;

struct ZipClose {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct ZipFileClose {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, ZipClose>;

Result<Archive> openArchive(const std::string& path) {
    int code = 0;
    Archive archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (archive) return archive;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    return fail(code == ZIP_ER_NOENT ? ErrorCode::NotFound : ErrorCode::InvalidFile,
                RF_TEXT("core", "%1: can't be read as an .npz file: %2"), path, reason);
}

std::vector<std::string> arraysOf(zip_t* archive) {
    std::vector<std::string> names;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        const char* entry = zip_get_name(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        const std::string name = entry ? entry : "";
        if (name.ends_with(kSuffix)) names.push_back(name.substr(0, name.size() - kSuffix.size()));
    }
    return names;
}

Result<std::string> choose(const std::string& path, const std::vector<std::string>& arrays, const std::string& wanted) {
    const std::string all = fmt::format("{}", fmt::join(arrays, ", "));
    if (arrays.empty()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: holds no array"), path);
    if (wanted.empty() && arrays.size() == 1) return arrays.front();
    if (wanted.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: holds the arrays %2; say which one, as %1#%3"), path, all,
                    arrays.front());
    if (std::find(arrays.begin(), arrays.end(), wanted) != arrays.end()) return wanted;
    if (const std::string near = nearestMatch(wanted, arrays); !near.empty())
        return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: holds no array '%2'; did you mean '%3'?"), path, wanted, near);
    return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: holds no array '%2'; its arrays are %3"), path, wanted, all);
}

Result<std::uint64_t> plausibleSize(const std::string& place, const zip_stat_t& stat) {
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    const bool isKnown = (stat.valid & needed) == needed;
    if (!isKnown || stat.size / kMostPerByte > stat.comp_size + 1)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: says of itself to be %2 bytes large, which %3 packed bytes can't be"),
                    place, isKnown ? stat.size : 0, isKnown ? stat.comp_size : 0);
    if (stat.size > kSmall && stat.size / kPlausibleRatio > stat.comp_size)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "%1: would unpack from %2 to %3 bytes, as only files made to fill the memory do; save it uncompressed"),
                    place, stat.comp_size, stat.size);
    return std::uint64_t{stat.size};
}

Result<FileBytes> unpacked(const std::string& place, zip_t* archive, const std::string& entry) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const std::unique_ptr<zip_file_t, ZipFileClose> file(
        zip_stat(archive, entry.c_str(), 0, &stat) == 0 ? zip_fopen_index(archive, stat.index, 0) : nullptr);
    if (!file) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be unpacked: %2"), place, zip_strerror(archive));
    RF_TRY(const std::uint64_t size, plausibleSize(place, stat));
    const std::shared_ptr<std::byte[]> storage(new (std::nothrow) std::byte[size]);
    if (!storage) return fail(ErrorCode::Io, RF_TEXT("core", "%1: there is not enough memory for its %2 bytes"), place, size);
    std::uint64_t got = 0;
    for (zip_int64_t piece = 1; piece > 0 && got < size; got += static_cast<std::uint64_t>(std::max<zip_int64_t>(piece, 0)))
        piece = zip_fread(file.get(), storage.get() + got, size - got);
    // The checksum is compared when the end is met.
    std::byte beyond{};
    const zip_int64_t end = got == size ? zip_fread(file.get(), &beyond, 1) : -1;
    if (end != 0) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be unpacked: %2"), place, zip_file_strerror(file.get()));
    return FileBytes{storage, {storage.get(), static_cast<std::size_t>(size)}};
}

}  // namespace

bool looksLikeNpz(const std::filesystem::path& path) { return path.extension() == ".npz"; }

Result<std::vector<std::string>> npzArrays(const std::string& path) {
    RF_TRY(const Archive archive, openArchive(path));
    return arraysOf(archive.get());
}

Result<OpenedSource> openNpz(const std::string& path, const std::string& array) {
    RF_TRY(const Archive archive, openArchive(path));
    RF_TRY(const std::string name, choose(path, arraysOf(archive.get()), array));
    const std::string place = path + "#" + name;
    RF_TRY(FileBytes file, unpacked(place, archive.get(), name + std::string(kSuffix)));
    RF_TRY(ArrayForm form, npyForm(place, file.bytes));
    return npyRecords(std::move(form), std::move(file));
}

}  // namespace rf::data
