// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/looks_like_data.h"

#include "core/data/records.h"

namespace rf::data {

namespace {

bool holdsData(const std::filesystem::path& folder) {
    std::error_code error, ignored;
    std::filesystem::recursive_directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        const bool isHidden = entry->path().filename().string().starts_with('.');
        if (isHidden && entry->is_directory(ignored)) entry.disable_recursion_pending();
        if (!isHidden && (looksLikeImage(entry->path()) || entry->path().extension() == ".npy") && entry->is_regular_file(ignored))
            return true;
    }
    return false;
}

}  // namespace

bool looksLikeData(const std::filesystem::path& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return holdsData(path);
    if (!std::filesystem::is_regular_file(path, ignored)) return false;
    if (path.extension() == ".bin") return openCifar(path).has_value();
    return path.extension() == ".txt" || looksLikeImage(path) || looksLikeNpz(path) || looksLikeNpy(path) || looksLikeIdx(path);
}

}  // namespace rf::data
