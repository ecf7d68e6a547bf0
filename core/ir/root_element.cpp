// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/root_element.h"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace rf::ir {

namespace {

// Declarations and comments in front of the element are shorter than this.
constexpr std::size_t kBeginning = 4096;

constexpr std::string_view kXmlSpace = " \t\r\n";

/// Without what may stand in front of an element: a byte order mark, space, <?…?>, <!…>.
std::string_view withoutPreamble(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(kXmlSpace), text.size()));
        const std::string_view end = text.starts_with("<!--") ? "-->" : text.starts_with("<?") ? "?>" : text.starts_with("<!") ? ">" : "";
        if (end.empty()) return text;
        const std::size_t at = text.find(end);
        if (at == std::string_view::npos) return {};
        text.remove_prefix(at + end.size());
    }
}

}  // namespace

std::string rootElement(const std::filesystem::path& path) {
    std::string beginning(kBeginning, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(file.gcount()));
    std::string_view text = withoutPreamble(beginning);
    if (!text.starts_with('<')) return {};
    text.remove_prefix(1);
    return std::string(text.substr(0, text.find_first_of(" \t\r\n/>")));
}

}  // namespace rf::ir
