// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/file_kind.h"

#include <algorithm>
#include <string_view>

#include "core/base/mapped_file.h"
#include "core/config/json_text.h"
#include "core/config/tables.h"

namespace rf::config {

namespace {

// No configuration is so large; annotations of a data set are, and are not parsed for a look at them.
constexpr std::size_t kLargestConfiguration = std::size_t{4} << 20;

constexpr std::string_view kAccuracyCheckerKeys[] = {"models", "launchers", "datasets", "evaluations", "global_definitions"};

bool isAccuracyCheckerKey(const std::string& key) { return std::ranges::count(kAccuracyCheckerKeys, key) > 0; }

bool isProjectKey(const std::string& key) {
    return std::ranges::any_of(tableOf<Project>().info().keys, [&](const KeyInfo& info) { return info.name == key; });
}

}  // namespace

FileKind fileKind(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file) return FileKind::Unreadable;
    const auto bytes = (*file)->bytes();
    if (bytes.size() > kLargestConfiguration) return FileKind::Annotations;
    const auto json = parseByEnding(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), path.string());
    if (!json) return FileKind::Unreadable;
    if (!json->is_object()) return FileKind::Other;
    std::vector<std::string> keys;
    for (const auto& [key, value] : json->items()) keys.push_back(key);
    if (keys.empty() || std::ranges::any_of(keys, isProjectKey)) return FileKind::Configuration;
    if (std::ranges::any_of(keys, isAccuracyCheckerKey)) return FileKind::AccuracyChecker;
    return json->contains("annotations") ? FileKind::Annotations : FileKind::Other;
}

}  // namespace rf::config
