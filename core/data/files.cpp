// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/files.h"

#include "core/data/command_source.h"
#include "core/data/records.h"

namespace rf::data {

namespace {

using Paths = std::vector<std::filesystem::path>;

void appendList(Paths& paths, const Result<FileList>& files) {
    if (!files) return;
    for (const std::string& name : files->names) paths.push_back(files->folder / name);
}

/// The file, or everything below the folder.
void appendBelow(Paths& paths, const std::filesystem::path& path) {
    std::error_code error, ignored;
    paths.push_back(path);
    if (!std::filesystem::is_directory(path, ignored)) return;
    std::filesystem::recursive_directory_iterator entry(path, error), end;
    for (; !error && entry != end; entry.increment(error)) paths.push_back(entry->path());
}

void appendPath(Paths& paths, const Source& source, const Location& location) {
    const std::filesystem::path path = location.body;
    std::error_code ignored;
    if (looksLikePattern(source.location)) return appendList(paths, filesOfPattern(source.location));
    if (std::filesystem::is_directory(path, ignored))
        return appendList(paths, source.files.empty() ? filesOfFolder(path) : filesListed(path, source.files));
    paths.push_back(path);
    if (path.extension() == ".txt") appendList(paths, filesOfList(path));
    if (const auto labels = labelsBeside(path); labels && source.labels.empty()) paths.push_back(*labels);
}

void appendSource(Paths& paths, const Source& source) {
    if (!source.files.empty()) paths.push_back(source.files);
    if (!source.labels.empty()) appendBelow(paths, splitMember(source.labels).first);
    if (isCommand(source)) {
        const auto command = commandOf(source);
        if (command) paths.insert(paths.end(), command->begin(), command->end());
        return;
    }
    const auto location = parseLocation(source.location);
    if (!location) return;
    if (location->kind == Location::Kind::Path) return appendPath(paths, source, *location);
    if (location->kind == Location::Kind::Raw || location->kind == Location::Kind::Tokens) paths.push_back(location->body);
}

}  // namespace

std::vector<std::filesystem::path> filesOf(const DataSpec& spec) {
    Paths paths;
    for (const Source& source : spec.sources) appendSource(paths, source);
    return paths;
}

}  // namespace rf::data
