// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include "core/data/records.h"
#include "core/data/text_lines.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

struct Line {
    std::size_t number = 0;  ///< in the file, from 1
    std::string name;        ///< empty: a label alone
    std::string label;
};

/// The label is what follows the last space, tab or comma, so that names may have spaces.
Result<std::vector<Line>> readLines(const std::filesystem::path& path) {
    RF_TRY(const std::vector<NumberedLine> texts, nonBlankLines(path));
    std::vector<Line> lines;
    for (const auto& [number, line] : texts) {
        const auto split = line.find_last_of(" \t,");
        const std::string name = split == std::string::npos ? "" : line.substr(0, line.find_last_not_of(" \t,", split) + 1);
        lines.push_back({number, name, split == std::string::npos ? line : line.substr(split + 1)});
    }
    return lines;
}

Result<std::int64_t> labelOf(const std::filesystem::path& path, const Line& line) {
    std::int64_t value = -1;
    const auto [end, error] = std::from_chars(line.label.data(), line.label.data() + line.label.size(), value);
    if (error != std::errc{} || end != line.label.data() + line.label.size() || value < 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: '%3' is no label; a label is a whole number from 0"), path,
                    line.number, line.label);
    return value;
}

Error countMismatch(const std::filesystem::path& path, std::size_t labels, std::size_t samples) {
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has %2 labels, but there are %3 samples"), path, labels, samples);
}

Result<std::vector<std::int64_t>> labelsFrom(const std::filesystem::path& path, const Records& records) {
    if (!records.shape().empty() || isFloat(records.type()))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: labels are whole numbers along one axis"), path);
    std::vector<std::int64_t> labels;
    for (std::int64_t i = 0; i < records.size(); ++i) {
        RF_TRY(const Tensor label, records.read(i));
        labels.push_back(toInts(label.view()).front());
        if (labels.back() < 0)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: label %2 of sample %3 is negative"), path, labels.back(), i);
    }
    return labels;
}

Result<std::vector<std::int64_t>> labelsInOrder(const std::filesystem::path& path, const std::vector<Line>& lines) {
    std::vector<std::int64_t> labels;
    for (const Line& line : lines) {
        if (!line.name.empty())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2 is not a label alone; write one whole number per line"), path,
                        line.number);
        RF_TRY(labels.emplace_back(), labelOf(path, line));
    }
    return labels;
}

Result<std::map<std::string, std::int64_t>> labelsByName(const std::filesystem::path& path, const std::vector<Line>& lines) {
    std::map<std::string, std::int64_t> labels;
    for (const Line& line : lines) {
        if (line.name.empty())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2 lacks a name or a label; write 'name label'"), path,
                        line.number);
        RF_TRY(const std::int64_t label, labelOf(path, line));
        const auto [entry, isNew] = labels.emplace(std::filesystem::path(line.name).lexically_normal().generic_string(), label);
        if (!isNew && entry->second != label)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2 gives '%3' another label than a line before"), path,
                        line.number, line.name);
    }
    return labels;
}

/// The same by the last part of each name, for data that lies in another folder; nothing where that would be ambiguous.
std::map<std::string, std::optional<std::int64_t>> labelsByLastPart(const std::map<std::string, std::int64_t>& byName) {
    std::map<std::string, std::optional<std::int64_t>> labels;
    for (const auto& [name, label] : byName) {
        const auto [entry, isNew] = labels.emplace(std::filesystem::path(name).filename().generic_string(), label);
        if (!isNew && entry->second != label) entry->second.reset();
    }
    return labels;
}

}  // namespace

Result<std::vector<std::int64_t>> readLabels(const std::filesystem::path& path, std::int64_t expected) {
    std::vector<std::int64_t> labels;
    const auto [file, member] = splitMember(path.string());
    if (looksLikeNpz(file)) {
        RF_TRY(const OpenedSource source, openNpz(file, member));
        RF_TRY(labels, labelsFrom(path, *source.records));
    } else if (looksLikeNpy(path) || looksLikeIdx(path)) {
        RF_TRY(const OpenedSource source, looksLikeNpy(path) ? openNpy(path) : openIdx(path, false));
        RF_TRY(labels, labelsFrom(path, *source.records));
    } else {
        RF_TRY(const std::vector<Line> lines, readLines(path));
        RF_TRY(labels, labelsInOrder(path, lines));
    }
    const auto count = static_cast<std::size_t>(expected);
    if (labels.size() != count) return countMismatch(path, labels.size(), count);
    return labels;
}

Result<std::vector<std::int64_t>> readNamedLabels(const std::filesystem::path& path, const std::vector<std::string>& names) {
    if (looksLikeNpz(splitMember(path.string()).first) || looksLikeNpy(path) || looksLikeIdx(path))
        return readLabels(path, static_cast<std::int64_t>(names.size()));
    RF_TRY(const std::vector<Line> lines, readLines(path));
    if (std::all_of(lines.begin(), lines.end(), [](const Line& line) { return line.name.empty(); }))
        return readLabels(path, static_cast<std::int64_t>(names.size()));
    RF_TRY(const auto byName, labelsByName(path, lines));
    const auto byLastPart = labelsByLastPart(byName);
    std::vector<std::int64_t> labels;
    for (const std::string& name : names) {
        const std::string lastPart = std::filesystem::path(name).filename().generic_string();
        const auto exact = byName.find(name), sameFile = byName.find(lastPart);
        const auto last = byLastPart.find(lastPart);
        if (exact != byName.end())
            labels.push_back(exact->second);
        else if (sameFile != byName.end())
            labels.push_back(sameFile->second);
        else if (last != byLastPart.end() && last->second)
            labels.push_back(*last->second);
        else
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has no label for '%2'"), path, name);
    }
    return labels;
}

}  // namespace rf::data
