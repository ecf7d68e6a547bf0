// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/location.h"

#include <cstdlib>

namespace rf::storage {

namespace {

// The specification has relative paths ignored.
std::filesystem::path absoluteFrom(const char* variable) {
    const char* text = std::getenv(variable);
    const std::filesystem::path path = text ? text : "";
    return path.is_absolute() ? path : std::filesystem::path();
}

}  // namespace

Result<std::filesystem::path> defaultFolder() {
    constexpr const char* kName = "rangefinder";
    if (const auto data = absoluteFrom("XDG_DATA_HOME"); !data.empty()) return data / kName;
    if (const auto home = absoluteFrom("HOME"); !home.empty()) return home / ".local" / "share" / kName;
    return fail(ErrorCode::NotFound,
                RF_TEXT("core", "there is no place for the store: neither XDG_DATA_HOME nor HOME is set; give --store DIR or --no-store"));
}

}  // namespace rf::storage
