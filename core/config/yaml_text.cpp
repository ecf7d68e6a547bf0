// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cmath>
#include <sstream>

#include "core/config/json_text.h"

namespace rf::config {

namespace {

// A node counts each time an anchor brings it back, so that ten lines of anchors can't unfold into gigabytes.
constexpr std::int64_t kMostNodes = 200'000;

bool isOneOf(const std::string& text, std::initializer_list<const char*> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::optional<nlohmann::json> numberOf(const std::string& text) {
    const bool plus = text.starts_with('+');
    const char* begin = text.data() + (plus ? 1 : 0);
    const char* end = text.data() + text.size();
    if (begin == end || !(std::isdigit(static_cast<unsigned char>(*begin)) || *begin == '-' || *begin == '.')) return std::nullopt;
    std::int64_t whole = 0;
    if (const auto [stop, error] = std::from_chars(begin, end, whole); error == std::errc{} && stop == end) return nlohmann::json(whole);
    double number = 0;
    if (const auto [stop, error] = std::from_chars(begin, end, number); error == std::errc{} && stop == end) return nlohmann::json(number);
    return std::nullopt;
}

// Plain scalars get the types that Python's reader gives them (YAML 1.1); infinities go the way of parseJson.
nlohmann::json plainScalar(const std::string& text) {
    if (isOneOf(text, {"", "~", "null", "Null", "NULL"})) return nullptr;
    if (isOneOf(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})) return true;
    if (isOneOf(text, {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})) return false;
    if (isOneOf(text, {".inf", ".Inf", ".INF", "+.inf"})) return "Infinity";
    if (isOneOf(text, {"-.inf", "-.Inf", "-.INF"})) return "-Infinity";
    if (isOneOf(text, {".nan", ".NaN", ".NAN"})) return "NaN";
    if (auto number = numberOf(text)) return *number;
    return text;
}

class Converter {
public:
    explicit Converter(const std::string& name) : m_name(name) {}

    Result<nlohmann::json> convert(const YAML::Node& node, int depth) {
        if (depth > kDeepest)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: nested more than %3 deep, which no configuration needs"),
                        m_name, line(node), kDeepest);
        if (++m_nodes > kMostNodes)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: the anchors unfold into more than %3 values"), m_name,
                        line(node), kMostNodes);
        RF_TRY_VOID(checkTag(node));
        if (node.IsMap()) return map(node, depth);
        if (node.IsSequence()) return sequence(node, depth);
        if (node.IsScalar()) return scalar(node);
        return nlohmann::json(nullptr);
    }

private:
    static int line(const YAML::Node& node) { return node.Mark().line + 1; }

    // The types of JSON; Python's loaders would build objects from others.
    Result<void> checkTag(const YAML::Node& node) const {
        const std::string& tag = node.Tag();
        constexpr std::string_view kStandard = "tag:yaml.org,2002:";
        if (isOneOf(tag, {"", "?", "!"})) return {};
        if (tag.starts_with(kStandard) && isOneOf(tag.substr(kStandard.size()), {"str", "int", "float", "bool", "null", "map", "seq"}))
            return {};
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: the tag '%3' is not for configurations; leave it out"), m_name,
                    line(node), tag);
    }

    // The tag "!" is that of a text in quotes.
    static nlohmann::json scalar(const YAML::Node& node) {
        return isOneOf(node.Tag(), {"!", "tag:yaml.org,2002:str"}) ? nlohmann::json(node.Scalar()) : plainScalar(node.Scalar());
    }

    Result<nlohmann::json> sequence(const YAML::Node& node, int depth) {
        nlohmann::json list = nlohmann::json::array();
        for (const YAML::Node& element : node) {
            RF_TRY(nlohmann::json value, convert(element, depth + 1));
            list.push_back(std::move(value));
        }
        return list;
    }

    Result<nlohmann::json> map(const YAML::Node& node, int depth) {
        nlohmann::json object = nlohmann::json::object(), merged = nlohmann::json::object();
        for (const auto& entry : node) {
            if (!entry.first.IsScalar())
                return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: a key must be a word"), m_name, line(entry.first));
            const std::string& key = entry.first.Scalar();
            RF_TRY(nlohmann::json value, convert(entry.second, depth + 1));
            if (key == "<<") {
                RF_TRY_VOID(merge(merged, value, entry.second));
                continue;
            }
            if (!object.emplace(key, std::move(value)).second)
                return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: the key '%3' stands twice in one object; leave one out"),
                            m_name, line(entry.first), key);
        }
        for (auto& [key, value] : merged.items()) object.emplace(key, value);  // own keys win
        return object;
    }

    Result<void> merge(nlohmann::json& merged, const nlohmann::json& value, const YAML::Node& node) const {
        for (const nlohmann::json& part : value.is_array() ? value : nlohmann::json::array({value})) {
            if (!part.is_object())
                return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: '<<' must bring in keys and values"), m_name, line(node));
            for (const auto& [key, member] : part.items()) merged.emplace(key, member);
        }
        return {};
    }

    const std::string& m_name;
    std::int64_t m_nodes = 0;
};

/// Counts documents and keeps nothing of them.
class DocumentCounter : public YAML::EventHandler {
public:
    int count = 0;
    int line = 0;  ///< where the last one begins

    void OnDocumentStart(const YAML::Mark& mark) override {
        ++count;
        line = mark.line + 1;
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

/// Looks for no more than a second document: where text follows that begins none (a comma behind the last bracket), the
/// parser gives empty documents without end.
Result<void> checkOneDocument(const std::string& text, const std::string& name) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    DocumentCounter documents;
    while (documents.count < 2 && parser.HandleNextDocument(documents)) {}
    if (documents.count == 0)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is empty; a configuration is one YAML document"), name);
    if (documents.count > 1)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core",
                            "%1: line %2: something follows the end of the configuration, which is one YAML document; is a bracket "
                            "closed too early?"),
                    name, documents.line);
    return {};
}

}  // namespace

Result<nlohmann::json> parseYaml(const std::string& text, const std::string& name) {
    try {
        RF_TRY_VOID(checkOneDocument(text, name));
        return Converter(name).convert(YAML::Load(text), 0);
    } catch (const YAML::Exception& error) {
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2: is not valid YAML: %3"), name, error.mark.line + 1, error.msg);
    }
}

}  // namespace rf::config
