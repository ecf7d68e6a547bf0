// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <map>

#include "core/base/mapped_file.h"
#include "core/data/idx_file.h"
#include "core/data/record_reader.h"
#include "core/tensor/convert.h"

namespace rf::data {

namespace {

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

struct Line {
    std::string name;  ///< empty: by position
    std::int64_t label = 0;
};

// "7" or "cat.png 7"; the number is the last word, so that names may have spaces.
std::optional<Line> parseLine(std::string_view line) {
    const auto last = line.find_last_of(" \t,");
    const auto label = wholeNumber(line.substr(last == std::string_view::npos ? 0 : last + 1));
    if (!label) return std::nullopt;
    if (last == std::string_view::npos) return Line{"", *label};
    return Line{std::string(line.substr(0, line.find_last_not_of(" \t,", last) + 1)), *label};
}

Result<std::vector<Line>> readLines(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    std::string_view rest(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    std::vector<Line> lines;
    for (int number = 1; !rest.empty(); ++number) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        auto parsed = parseLine(line);
        if (!parsed) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1, line %2: must end with a class number"), path, number);
        lines.push_back(std::move(*parsed));
    }
    return lines;
}

Result<std::vector<std::int64_t>> byName(const std::filesystem::path& path, const std::vector<Line>& lines, std::span<const std::string> names) {
    std::map<std::string, std::int64_t> table;
    for (const Line& line : lines) table[line.name] = line.label;
    std::vector<std::int64_t> labels;
    for (const std::string& name : names) {
        const auto found = table.find(name);
        if (found == table.end()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has no label for '%2'"), path, name);
        labels.push_back(found->second);
    }
    return labels;
}

}  // namespace

Result<std::vector<std::int64_t>> readLabels(const std::filesystem::path& path, std::int64_t count, std::span<const std::string> names) {
    if (path.empty()) return std::vector<std::int64_t>{};
    std::vector<std::int64_t> labels;
    if (looksLikeIdx(path)) {
        RF_TRY(const Tensor values, readIdx(path));
        labels = toInts(values.view());
    } else {
        RF_TRY(const auto lines, readLines(path));
        if (!lines.empty() && !lines[0].name.empty() && !names.empty()) return byName(path, lines, names);
        for (const Line& line : lines) labels.push_back(line.label);
    }
    if (std::ssize(labels) != count)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: has %2 labels for %3 samples"), path, labels.size(), count);
    return labels;
}

}  // namespace rf::data
