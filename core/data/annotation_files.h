// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string_view>

#include "core/base/result.h"
#include "core/data/annotation_readers.h"
#include "core/data/text_lines.h"

/// Shared code of the annotation readers (private to core/data).
namespace rf::data {

/// Files of a folder (recursive) by their path without extension, for records whose annotation is a file of its own.
Result<std::map<std::string, std::filesystem::path>> filesByStem(const std::filesystem::path& folder,
                                                                 const std::vector<std::string>& extensions);

/// The pictures with objects that COCO's instances file names, in the order of their ids.
Result<std::vector<std::string>> cocoFiles(const std::filesystem::path& file);

/// Whether the lines are those of WIDER FACE.
bool looksLikeWider(const std::vector<NumberedLine>& lines);
/// The pictures that WIDER FACE's text file, or CVAT's XML file, names, in its order.
Result<std::vector<std::string>> widerFiles(const std::filesystem::path& file);
Result<std::vector<std::string>> cvatFiles(const std::filesystem::path& file);

/// Finds the file below the folder for a name in a list: the whole path, its last two parts, or its last part, as written or
/// with the ending of an image. Relative to the folder; nothing when there is no such file.
std::optional<std::string> listedFile(const std::filesystem::path& folder, const std::string& name);

std::string withoutExtension(const std::string& name);
std::string fileName(const std::string& name);

/// The entry of a record: under its whole path, or under its last part.
template <class Map>
const typename Map::mapped_type* entryOf(const Map& entries, const std::string& name) {
    auto found = entries.find(name);
    if (found == entries.end()) found = entries.find(fileName(name));
    return found == entries.end() ? nullptr : &found->second;
}

Error noAnnotation(const std::filesystem::path& path, const std::string& name);

}  // namespace rf::data
