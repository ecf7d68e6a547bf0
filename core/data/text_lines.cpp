// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_lines.h"

#include "core/base/mapped_file.h"

namespace rf::data {

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r");
    return begin == std::string_view::npos ? "" : std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

Result<std::vector<std::string>> textLines(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    std::string_view rest(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);  // the mark that some editors put before UTF-8
    std::vector<std::string> lines;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.emplace_back(line);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return lines;
}

Result<std::vector<NumberedLine>> nonBlankLines(const std::filesystem::path& path) {
    RF_TRY(const std::vector<std::string> all, textLines(path));
    std::vector<NumberedLine> lines;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::string line = trimmed(all[i]); !line.empty()) lines.push_back({i + 1, std::move(line)});
    return lines;
}

}  // namespace rf::data
