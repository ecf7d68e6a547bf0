// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/data/annotation_files.h"
#include "core/data/records.h"
#include "core/data/text_lines.h"

namespace rf::data {

namespace {

bool isFile(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

Error notListed(const std::filesystem::path& list, const std::string& name, const std::filesystem::path& folder) {
    return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: names '%2', but there is no such file below %3"), list, name, folder);
}

/// The file of a line: the whole line where that is one, or its first word, after which lists have labels or masks.
std::optional<std::string> fileOfLine(const std::filesystem::path& folder, const std::string& line) {
    if (isFile(folder / line)) return std::filesystem::path(line).lexically_normal().generic_string();
    return listedFile(folder, line.substr(0, line.find_first_of(" \t,")));
}

}  // namespace

std::optional<std::string> listedFile(const std::filesystem::path& folder, const std::string& name) {
    constexpr std::array kEndings{"", ".jpg", ".JPG", ".jpeg", ".JPEG", ".png", ".PNG", ".bmp", ".BMP", ".ppm", ".tif", ".webp", ".npy"};
    const std::filesystem::path path = std::filesystem::path(name).lexically_normal();
    if (path.empty()) return std::nullopt;
    for (const std::filesystem::path& place : {path, path.parent_path().filename() / path.filename(), path.filename()})
        for (const char* ending : kEndings)
            if (isFile(folder / (place.string() + ending))) {
                const std::string file = place.string() + ending;
                return place.is_absolute() ? std::filesystem::path(file).lexically_relative(folder).generic_string()
                                           : std::filesystem::path(file).generic_string();
            }
    return std::nullopt;
}

Result<FileList> filesListed(const std::filesystem::path& folder, const std::filesystem::path& list) {
    FileList files{.place = list.string(), .folder = folder, .names = {}};
    const bool isXml = list.extension() == ".xml", isJson = list.extension() == ".json";
    std::vector<NumberedLine> lines;
    if (!isXml && !isJson) { RF_TRY(lines, nonBlankLines(list)); }
    if (isXml || isJson || looksLikeWider(lines)) {
        RF_TRY(const auto names, isXml ? cvatFiles(list) : isJson ? cocoFiles(list) : widerFiles(list));
        for (const std::string& name : names) {
            auto file = listedFile(folder, name);
            if (!file) return notListed(list, name, folder);
            files.names.push_back(std::move(*file));
        }
    } else {
        for (const auto& [number, line] : lines) {
            auto file = fileOfLine(folder, line);
            if (!file) return notListed(list, line, folder);
            files.names.push_back(std::move(*file));
        }
    }
    if (files.names.empty()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the list names no files"), list);
    return files;
}

}  // namespace rf::data
