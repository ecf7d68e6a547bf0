// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tables.h"
#include "core/config/text_codecs.h"

namespace rf::config {

using namespace quantization;

namespace {

/// A scope entry is a name, or a list of names that leads into nested bodies (spec 01, section 1.5).
struct ScopeNames {
    static Shape shape(const KeyOptions&) {
        const Shape text{.kind = Shape::Kind::Text}, path{.kind = Shape::Kind::List, .element = std::make_shared<Shape>(text)};
        return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Shape{.kind = Shape::Kind::OneOf, .shapes = {text, path}})};
    }
    static void read(std::vector<std::string>& names, const Place& place, const Shape& shape, Reading& reading) {
        names.clear();
        if (!place.json.is_array()) return reading.wrongValue(place, wanted(shape));
        for (std::size_t i = 0; i < place.json.size(); ++i) {
            const std::string name = joinedParts(place.json[i]);
            if (name.empty())
                reading.problem(fail(ErrorCode::InvalidArgument,
                                     RF_TEXT("core", "'%1' must be the name of a layer, or a list of names that leads into a body"),
                                     place.element(i).path));
            else
                names.push_back(name);
        }
    }
    static Json write(const std::vector<std::string>& names, Form) { return names; }

private:
    static std::string joinedParts(const nlohmann::json& json) {
        if (json.is_string()) return json.get<std::string>();
        std::string name;
        if (json.is_array())
            for (const auto& part : json) {
                if (!part.is_string() || part.get_ref<const std::string&>().empty()) return {};
                name += (name.empty() ? "" : "|") + part.get<std::string>();
            }
        return name;
    }
};

/// A pattern as it stands in a file: one of two keys.
struct PatternKeys {
    std::optional<std::string> glob, regex;
};

}  // namespace

template <>
const Table<PatternKeys>& tableOf() {
    static const auto table =
        Table<PatternKeys>("pattern", RF_TEXT("core", "Layers whose whole name matches a pattern."))
            .key("glob", &PatternKeys::glob, RF_TEXT("core", "* stands for any characters, ? for one."), {.otherwise = "regex is given"})
            .key("regex", &PatternKeys::regex, RF_TEXT("core", "A regular expression in the syntax of RE2."),
                 {.otherwise = "glob is given"})
            .check([](const PatternKeys& keys, const Place& place, Reading& reading) {
                if (keys.glob.has_value() == keys.regex.has_value())
                    reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have either glob or regex"), place.path));
            });
    return table;
}

template <>
struct Codec<NamePattern> {
    static Shape shape(const KeyOptions& options) { return Codec<PatternKeys>::shape(options); }
    static void read(NamePattern& pattern, const Place& place, const Shape& shape, Reading& reading) {
        PatternKeys keys;
        Codec<PatternKeys>::read(keys, place, shape, reading);
        pattern = {keys.regex ? *keys.regex : keys.glob.value_or(""), keys.regex.has_value()};
    }
    static Json write(const NamePattern& pattern, Form) { return {{pattern.regularExpression ? "regex" : "glob", pattern.text}}; }
};

template <>
struct Codec<IgnoredStructure> {
    static Shape shape(const KeyOptions& options) { return Codec<std::vector<std::string>>::shape(options); }
    static void read(IgnoredStructure& structure, const Place& place, const Shape& shape, Reading& reading) {
        Codec<std::vector<std::string>>::read(structure.types, place, shape, reading);
        if (place.json.is_array() && place.json.empty()) reading.wrongValue(place, "a list of at least one type");
    }
    static Json write(const IgnoredStructure& structure, Form) { return structure.types; }
};

template <>
const Table<IgnoredOperation>& tableOf() {
    static const auto table =
        Table<IgnoredOperation>("ignored_operation", RF_TEXT("core", "Layers of one type, or those of them that have certain attributes."))
            .key<NonEmptyText>("type", &IgnoredOperation::type, RF_TEXT("core", "Type of the layer, such as Convolution."),
                               {.required = true})
            .key("attributes", &IgnoredOperation::attributes,
                 RF_TEXT("core", "Attributes that the layer must have, with their values; compared as text."));
    return table;
}

template <>
const Table<IgnoredSubgraph>& tableOf() {
    static const auto table =
        Table<IgnoredSubgraph>("ignored_subgraph",
                               RF_TEXT("core", "Everything on a path from one of the inputs to one of the outputs, both included."))
            .key<ScopeNames>("inputs", &IgnoredSubgraph::inputs, RF_TEXT("core", "Names of the layers where the paths begin."),
                             {.required = true})
            .key<ScopeNames>("outputs", &IgnoredSubgraph::outputs, RF_TEXT("core", "Names of the layers where the paths end."),
                             {.required = true});
    return table;
}

template <>
const Table<IgnoredScope>& tableOf() {
    static const auto table =
        Table<IgnoredScope>("ignored", RF_TEXT("core", "Layers that stay in floating point."))
            .key("skip_model", &IgnoredScope::skipModel, RF_TEXT("core", "Leave the whole model as it is."))
            .key<ScopeNames>("scope", &IgnoredScope::names,
                             RF_TEXT("core", "Full names of layers; a list of names leads into the body of a loop."))
            .key("operations", &IgnoredScope::operations, RF_TEXT("core", "Layers by type and attributes."))
            .key("patterns", &IgnoredScope::patterns, RF_TEXT("core", "Layers by patterns of names."))
            .key("subgraphs", &IgnoredScope::subgraphs, RF_TEXT("core", "Layers between others."))
            .key("structures", &IgnoredScope::structures,
                 RF_TEXT("core", "Chains of types that follow one another, such as [\"Convolution|GroupConvolution\", \"Add\", \"*\"]."));
    return table;
}

}  // namespace rf::config
