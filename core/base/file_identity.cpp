// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_identity.h"

#include <sys/stat.h>

#include <string>

namespace rf {

namespace {

std::filesystem::path firstFree(const std::filesystem::path& wanted, const std::filesystem::path& stem, const std::string& ending) {
    std::filesystem::path path = wanted;
    for (int number = 2; isTaken(path); ++number) path = stem.string() + "-" + std::to_string(number) + ending;
    return path;
}

}  // namespace

std::optional<FileIdentity> identityOf(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    return FileIdentity{static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino)};
}

bool isTaken(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

std::filesystem::path freeFile(const std::filesystem::path& path) {
    return firstFree(path, path.parent_path() / path.stem(), path.extension().string());
}

std::filesystem::path freeFolder(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_filename() ? path : path.parent_path();  // "out/" is "out"
    return firstFree(folder, folder, "");
}

}  // namespace rf
