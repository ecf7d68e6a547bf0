// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/config/algorithm_words.h"
#include "core/config/tables.h"

// JSON Schema from the table of keys. Every kind of object is a definition of its own.
namespace rf::config {

namespace {

class SchemaWriter {
public:
    Json reference(const TableInfo& table) {
        define(table.name, table, kEveryAlgorithm);
        return {{"$ref", "#/$defs/" + table.name}};
    }
    Json definitions() && { return std::move(m_definitions); }

private:
    // Nested tables ask for definitions while theirs is being made, so the name is taken first.
    void define(const std::string& name, const TableInfo& table, AlgorithmSet algorithms) {
        if (m_definitions.contains(name)) return;
        m_definitions[name] = nullptr;
        Json definition = table.name == "algorithm" ? algorithm(table) : object(table, algorithms);
        m_definitions[name] = std::move(definition);
    }

    Json object(const TableInfo& table, AlgorithmSet algorithms) {
        Json properties = Json::object(), required = Json::array();
        for (const KeyInfo& key : table.keys) {
            if (!(key.options.algorithms & algorithms)) continue;
            properties[key.name] = property(key);
            if (key.options.required) required.push_back(key.name);
        }
        Json schema{{"type", "object"}, {"description", table.help}, {"properties", std::move(properties)}};
        if (!required.empty()) schema["required"] = std::move(required);
        schema["additionalProperties"] = false;
        return schema;
    }

    // The name of an algorithm decides which parameters it may have.
    Json algorithm(const TableInfo& table) {
        Json schema = object(table, kEveryAlgorithm);
        schema["properties"]["params"] = {{"type", "object"}};
        m_definitions.erase("params");  // those of all algorithms together
        for (const auto& entry : Words<AlgorithmBit>::table) {
            const std::string name = "params_" + std::string(entry.text);
            define(name, tableOf<Parameters>().info(), entry.value);
            schema["allOf"].push_back({{"if", {{"properties", {{"name", {{"const", entry.text}}}}}}},
                                       {"then", {{"properties", {{"params", {{"$ref", "#/$defs/" + name}}}}}}}});
        }
        return schema;
    }

    Json property(const KeyInfo& key) {
        Json schema{{"description", key.help}};
        schema.update(value(key.shape));
        if (!key.standard.is_null() && !key.standard.is_object()) schema["default"] = key.standard;
        return schema;
    }

    Json value(const Shape& shape) {
        switch (shape.kind) {
            case Shape::Kind::Boolean: return {{"type", "boolean"}};
            case Shape::Kind::Whole: return number("integer", shape);
            case Shape::Kind::Number: return numberOrInfinity(shape);
            case Shape::Kind::Text: return {{"type", "string"}};
            case Shape::Kind::Choice: return {{"enum", shape.words}};
            case Shape::Kind::List: return {{"type", "array"}, {"items", value(*shape.element)}};
            case Shape::Kind::Map: return {{"type", "object"}};
            case Shape::Kind::Object: return alternatives(shape);
            case Shape::Kind::OneOf: return oneOf(shape);
            case Shape::Kind::Anything: break;
        }
        return Json::object();
    }

    static Json number(const char* type, const Shape& shape) {
        Json schema{{"type", type}};
        if (std::isfinite(shape.low)) schema["minimum"] = bound(shape.low);
        if (std::isfinite(shape.high)) schema["maximum"] = bound(shape.high);
        return schema;
    }

    static Json bound(double value) { return value == std::floor(value) ? Json(static_cast<std::int64_t>(value)) : Json(value); }

    static Json numberOrInfinity(const Shape& shape) {
        Json words = Json::array();
        if (!shape.infinite) return number("number", shape);
        if (std::isinf(shape.high)) words.push_back("Infinity");
        if (std::isinf(shape.low)) words.push_back("-Infinity");
        return {{"anyOf", {number("number", shape), {{"enum", std::move(words)}}}}};
    }

    Json alternatives(const Shape& shape) {
        if (shape.objects.size() == 1) return reference(shape.objects[0]());
        Json any = Json::array();
        for (const auto& table : shape.objects) any.push_back(reference(table()));
        return {{"anyOf", std::move(any)}};
    }

    Json oneOf(const Shape& shape) {
        Json any = Json::array();
        for (const Shape& alternative : shape.shapes) any.push_back(value(alternative));
        return {{"anyOf", std::move(any)}};
    }

    Json m_definitions = Json::object();
};

}  // namespace

std::string schema() {
    SchemaWriter writer;
    Json document{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Rangefinder configuration"}};
    document.update(writer.reference(tableOf<Project>().info()));
    document["$defs"] = std::move(writer).definitions();
    return document.dump(2) + "\n";
}

}  // namespace rf::config
