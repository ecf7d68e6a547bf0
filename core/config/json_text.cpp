// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/json_text.h"

#include <algorithm>
#include <set>

#include "core/config/reading.h"

namespace rf::config {

namespace {

/// Skips a string that begins at `at`; answers the position behind its closing quote.
std::size_t behindString(const std::string& text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

// Comments become spaces, so that lines and columns stay. One that is not closed stays, for the parser to find.
std::string withoutComments(std::string text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '"') {
            at = behindString(text, at);
            continue;
        }
        const bool line = text.compare(at, 2, "//") == 0, block = text.compare(at, 2, "/*") == 0;
        const std::size_t end = line ? std::min(text.find('\n', at), text.size()) : block ? text.find("*/", at + 2) : at;
        if (end == std::string::npos) return text;
        const std::size_t behind = block ? end + 2 : end;
        for (std::size_t i = at; i < behind; ++i)
            if (text[i] != '\n') text[i] = ' ';
        at = std::max(behind, at + 1);
    }
    return text;
}

// Python's json module writes Infinity and NaN, which JSON does not have; as texts they reach the keys that take them.
std::string strict(const std::string& text) {
    static constexpr std::string_view kWords[] = {"-Infinity", "Infinity", "NaN"};
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto word = std::ranges::find_if(kWords, [&](std::string_view w) { return text.compare(at, w.size(), w) == 0; });
        if (text[at] == '"') {
            const std::size_t behind = behindString(text, at);
            result.append(text, at, behind - at);
            at = behind;
        } else if (word != std::end(kWords)) {
            result += '"' + std::string(*word) + '"';
            at += word->size();
        } else {
            const std::size_t next = text[at] == ',' ? text.find_first_not_of(" \t\r\n", at + 1) : std::string::npos;
            // Behind an opening bracket or another comma it is a mistake, which the parser names.
            const std::size_t before = result.find_last_not_of(" \t\r\n");
            const bool behindValue = before != std::string::npos && std::string_view("{[,:").find(result[before]) == std::string_view::npos;
            const bool trailing = behindValue && next != std::string::npos && (text[next] == '}' || text[next] == ']');
            result += trailing ? ' ' : text[at];
            ++at;
        }
    }
    return result;
}

/// Watches the parser: keys that stand twice, and how deep it goes.
class Watcher {
public:
    bool operator()(int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        m_deepest = std::max(m_deepest, depth);
        if (event == Event::object_start) m_keys.emplace_back();
        if (event == Event::object_end && !m_keys.empty()) m_keys.pop_back();
        if (event == Event::key && !m_keys.back().insert(parsed.get<std::string>()).second) m_twice.push_back(parsed.get<std::string>());
        return depth <= kDeepest;
    }
    int deepest() const { return m_deepest; }
    const std::vector<std::string>& twice() const { return m_twice; }

private:
    std::vector<std::set<std::string>> m_keys;
    std::vector<std::string> m_twice;
    int m_deepest = 0;
};

}  // namespace

Result<nlohmann::json> parseJson(const std::string& text, const std::string& name) {
    Watcher watcher;
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(strict(withoutComments(text)), std::ref(watcher));
    } catch (const nlohmann::json::exception& error) {
        // "[json.exception.parse_error.101] parse error at line 3, column 5: …": the part from "line" on is for people.
        std::string reason = error.what();
        if (const auto line = reason.find("line "); line != std::string::npos) reason = reason.substr(line);
        constexpr std::size_t kLongest = 120;  // it quotes what it read
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is not valid JSON: %2"), name, shortened(reason, kLongest));
    }
    if (watcher.deepest() > kDeepest)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: brackets are nested more than %2 deep, which no configuration needs"),
                    name, kDeepest);
    if (!watcher.twice().empty())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the key '%2' stands twice in one object; leave one out"), name,
                    watcher.twice().front());
    return json;
}

}  // namespace rf::config
