// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/reading.h"

#include "core/base/mapped_file.h"
#include "core/base/nearest_match.h"

namespace rf::config {

namespace {

std::string shown(const nlohmann::json& value) {
    constexpr std::size_t kLongest = 60;
    return shortened(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), kLongest);
}

}  // namespace

std::string shortened(std::string text, std::size_t longest) {
    if (text.size() <= longest) return text;
    while ((static_cast<unsigned char>(text[longest]) & 0xC0) == 0x80) --longest;
    return text.substr(0, longest) + "…";
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

Place Place::member(const std::string& key) const { return {json.at(key), pathOf(key)}; }

Place Place::element(std::size_t index) const { return {json[index], path + "[" + std::to_string(index) + "]"}; }

void Reading::wrongValue(const Place& place, const std::string& wanted) {
    problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2; it must be %3"), place.path, shown(place.json), wanted));
}

void Reading::unknownWord(const Place& place, std::span<const std::string> words) {
    // With one word to choose from there is nothing to guess.
    const std::string nearest = words.size() > 1 && place.json.is_string() ? nearestMatch(place.json.get<std::string>(), words) : "";
    if (nearest.empty())
        problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1': unknown value %2; use one of: %3"), place.path, shown(place.json),
                     joined(words)));
    else
        problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1': unknown value %2; did you mean '%3'? Possible are: %4"), place.path,
                     shown(place.json), nearest, joined(words)));
}

void Reading::unsupportedWord(const Place& place, std::span<const std::string> words) {
    if (place.json.is_string() && nearestMatch(place.json.get<std::string>(), words).empty())
        problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2, which is not supported; use one of: %3"), place.path,
                     shown(place.json), joined(words)));
    else
        unknownWord(place, words);
}

void Reading::onlyValue(const Place& place, const nlohmann::json& legal) {
    if (place.json != legal)
        problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2, which is not supported; it must be %3 or left out"),
                     place.path, shown(place.json), shown(legal)));
}

void Reading::takeOver(Reading other, const std::string& name) {
    for (Error& error : other.m_problems) problem(std::move(error).during("%1", {name}));
    for (Error& error : other.m_unmeasured) unmeasured(std::move(error).during("%1", {name}));
    m_opened.insert(m_opened.end(), other.m_opened.begin(), other.m_opened.end());
}

void Reading::unknownKey(const Place& place, const std::string& key, std::span<const std::string> known) {
    if (const std::string nearest = nearestMatch(key, known); !nearest.empty())
        problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is not a known key; did you mean '%2'?"), place.pathOf(key), nearest));
    else
        problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is not a known key; known here are: %2"), place.pathOf(key),
                     joined(known)));
}

bool Reading::isObject(const Place& place) {
    if (place.json.is_object()) return true;
    if (place.path.empty())
        problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "a configuration must be an object in braces, not %1"), shown(place.json)));
    else
        problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must be an object in braces, not %2"), place.path, shown(place.json)));
    return false;
}

Result<void> Reading::finish(const std::string& name) && {
    if (m_problems.empty()) return {};
    if (m_problems.size() == 1) return std::move(m_problems.front()).during("%1", {name});
    const std::size_t count = m_problems.size();
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: %2 things are wrong"), name, count).with(std::move(m_problems));
}

Result<void> Reading::finish() && {
    if (m_problems.empty()) return {};
    if (m_problems.size() == 1) return std::move(m_problems.front());
    const std::size_t count = m_problems.size();
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 things are wrong"), count).with(std::move(m_problems));
}

Result<std::string> Reading::textOf(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    m_opened.push_back(path);
    return std::string(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
}

std::filesystem::path Reading::resolved(const std::string& path) const {
    return path.empty() ? std::filesystem::path{} : (m_folder / path).lexically_normal();
}

}  // namespace rf::config
