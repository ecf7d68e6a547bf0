// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "core/data/annotation_files.h"

namespace rf::data {

std::string withoutExtension(const std::string& name) { return std::filesystem::path(name).replace_extension().generic_string(); }
std::string fileName(const std::string& name) { return std::filesystem::path(name).filename().generic_string(); }

Error noAnnotation(const std::filesystem::path& path, const std::string& name) {
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has no label for '%2'"), path, name);
}

Result<std::map<std::string, std::filesystem::path>> filesByStem(const std::filesystem::path& folder,
                                                                 const std::vector<std::string>& extensions) {
    std::map<std::string, std::filesystem::path> files;
    std::error_code error, ignored;
    std::filesystem::recursive_directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        const std::string extension = entry->path().extension().string();
        if (!entry->is_regular_file(ignored) || std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) continue;
        files.emplace(withoutExtension(entry->path().lexically_relative(folder).generic_string()), entry->path());
    }
    if (error) return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: the folder of labels can't be read: %2"), folder, error.message());
    return files;
}

namespace {

Error lineCount(const std::filesystem::path& path, std::size_t lines, std::size_t samples) {
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has %2 labels, but there are %3 samples"), path, lines, samples);
}

/// What stands behind the name in each line, for the records in order. `split` is the letter after the name; without it in
/// the first line the lines have no names.
Result<std::vector<std::string>> linesOf(const std::filesystem::path& path, const std::vector<std::string>& names, char split) {
    RF_TRY(std::vector<std::string> lines, textLines(path));
    if (lines.empty() || lines.front().find(split) == std::string::npos) {
        if (lines.size() != names.size()) return lineCount(path, lines.size(), names.size());
        return lines;
    }
    std::map<std::string, std::string> byName;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto end = lines[i].find(split);
        if (end == std::string::npos && !lines[i].empty())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2 lacks a name or a label; write 'name label'"), path, i + 1);
        if (end != std::string::npos)
            byName[std::filesystem::path(lines[i].substr(0, end)).lexically_normal().generic_string()] = lines[i].substr(end + 1);
    }
    std::vector<std::string> found;
    for (const std::string& name : names) {
        const std::string* entry = entryOf(byName, name);
        if (!entry) return noAnnotation(path, name);
        found.push_back(*entry);
    }
    return found;
}

Result<ClassList> classesOf(const std::filesystem::path& path, const std::string& text) {
    ClassList list;
    for (std::string_view rest = text;;) {
        const auto begin = rest.find_first_not_of(" \t,");
        if (begin == std::string_view::npos) return list;
        rest.remove_prefix(begin);
        const std::string_view word = rest.substr(0, rest.find_first_of(" \t,"));
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), list.labels.emplace_back());
        if (error != std::errc{} || end != word.data() + word.size() || list.labels.back() < 0)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: '%2' is no label; a label is a whole number from 0"), path, word);
        rest.remove_prefix(word.size());
    }
}

bool isNumber(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789 \t,") == std::string::npos; }

}  // namespace

AnnotationsResult readTextLines(const std::filesystem::path& file, const std::vector<std::string>& names) {
    RF_TRY(std::vector<std::string> lines, linesOf(file, names, '\t'));
    std::vector<Annotation> values;
    for (std::string& line : lines) values.emplace_back(TextLine{std::move(line)});
    return annotationList(std::move(values));
}

AnnotationsResult readClassLists(const std::filesystem::path& file, const std::vector<std::string>& names) {
    RF_TRY(std::vector<std::string> lines, textLines(file));
    const bool named = !std::all_of(lines.begin(), lines.end(), isNumber);
    if (named) { RF_TRY(lines, linesOf(file, names, ' ')); }
    if (lines.size() != names.size()) return lineCount(file, lines.size(), names.size());
    std::vector<Annotation> values;
    for (const std::string& line : lines) {
        RF_TRY(ClassList list, classesOf(file, line));
        values.emplace_back(std::move(list));
    }
    return annotationList(std::move(values));
}

}  // namespace rf::data
