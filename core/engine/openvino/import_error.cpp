// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/import_error.h"

#include <new>
#include <optional>
#include <regex>
#include <string>

#include "core/engine/openvino/openvino_error.h"

namespace rf::engine {

namespace {

constexpr std::size_t kLongestReason = 400;

std::optional<std::smatch> firstMatch(const std::string& text, const char* pattern) {
    std::smatch match;
    if (!std::regex_search(text, match, std::regex(pattern))) return std::nullopt;
    return match;
}

/// The operators that a frontend has no rule for; each frontend says it in its own words.
std::string missingOperators(const std::string& text) {
    for (const char* pattern :
         {R"(No conversion rule found for operations: ([^\n]+))", R"(No (?:translator|creator) found for (\S+) node)"})
        if (const auto match = firstMatch(text, pattern)) return (*match)[1];
    return "";
}

std::string shortened(std::string reason) {
    reason = std::regex_replace(reason, std::regex(R"(Check '[^']*(?:'[^']*)?' failed at \S+ ?)"), "");
    if (reason.size() <= kLongestReason) return reason;
    reason.resize(kLongestReason);
    while (!reason.empty() && (static_cast<unsigned char>(reason.back()) & 0xC0) == 0x80) reason.pop_back();  // whole letters
    return reason + " …";
}

}  // namespace

Error importError(const std::exception& exception, const std::filesystem::path& path, frameworks::Framework framework) {
    if (dynamic_cast<const std::bad_alloc*>(&exception))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the model needs more memory than there is"), path);
    const std::string text = exception.what();
    if (const std::string missing = missingOperators(text); !missing.empty())
        return fail(ErrorCode::Unsupported, RF_TEXT("core", "%1: OpenVINO can't convert what this model of %2 uses: %3"), path,
                    frameworks::name(framework), missing);
    if (const auto failed = firstMatch(text, R"(-- (\S+) with a message:\s*([^]*?)\n\n)"))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: OpenVINO can't convert the operator %2: %3"), path, (*failed)[1].str(),
                    shortened(withoutSourceLines((*failed)[2])));
    return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: OpenVINO can't read this model of %2: %3"), path, frameworks::name(framework),
                shortened(withoutSourceLines(text)));
}

}  // namespace rf::engine
