// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "core/config/tables.h"

// docs/config_reference.md from the table of keys.
namespace rf::config {

namespace {

constexpr const char* kIntroduction =
    "# Configuration reference\n"
    "\n"
    "<!-- Made by `rangefinder-cli config --reference` from the table of keys in core/config; don't edit. -->\n"
    "\n"
    "A configuration is a file in JSON (`.json`; `//` and `/* */` comments and trailing commas are allowed) or, with the same\n"
    "structure, in YAML (`.yml`, `.yaml`). It is POT's format with additions. Relative paths start in the file's folder. `null`\n"
    "stands for a key that is not there; `\"Infinity\"` (or, as Python writes it, the bare word) for a number without limit. Keys\n"
    "that are not listed here are errors, and all errors are reported at once.\n"
    "\n"
    "`docs/config.schema.json` says the same to editors. `rangefinder-cli config --config FILE` prints a configuration as it was\n"
    "understood, `--full` with all defaults.\n";

class ReferenceWriter {
public:
    std::string write(const TableInfo& root) && {
        m_text = kIntroduction;
        m_waiting.push_back(&root);
        for (std::size_t i = 0; i < m_waiting.size(); ++i) section(*m_waiting[i]);
        return std::move(m_text);
    }

private:
    void section(const TableInfo& table) {
        const bool byAlgorithm = &table == &tableOf<Parameters>().info();
        m_text += "\n## " + table.name + "\n\n" + table.help + "\n\n";
        m_text += byAlgorithm ? "| key | value | default | meaning | algorithms |\n| --- | --- | --- | --- | --- |\n"
                              : "| key | value | default | meaning |\n| --- | --- | --- | --- |\n";
        for (const KeyInfo& key : table.keys) {
            std::string meaning = key.help;
            if (key.options.option) meaning += fmt::format(" Command line: `{}`.", key.options.option);
            m_text += fmt::format("| `{}` | {} | {} | {} |", key.name, values(key.shape), standard(key), escaped(meaning));
            if (byAlgorithm) m_text += " " + algorithms(key.options.algorithms) + " |";
            m_text += "\n";
        }
    }

    std::string values(const Shape& shape) {
        if (shape.kind == Shape::Kind::List) return "list: " + values(*shape.element);
        if (shape.kind == Shape::Kind::Choice) {
            std::string text;
            for (const std::string& word : shape.words) text += (text.empty() ? "`" : ", `") + word + "`";
            return text;
        }
        if (shape.kind == Shape::Kind::OneOf) {
            std::string text;
            for (const Shape& alternative : shape.shapes) text += (text.empty() ? "" : "; or ") + values(alternative);
            return text;
        }
        if (shape.kind != Shape::Kind::Object) return wanted(shape);
        std::string links;
        for (const auto& object : shape.objects) {
            const TableInfo& table = object();
            links += fmt::format("{}[{}](#{})", links.empty() ? "" : " or ", table.name, table.name);
            if (m_seen.insert(table.name).second) m_waiting.push_back(&table);
        }
        return links;
    }

    static std::string standard(const KeyInfo& key) {
        if (key.options.required) return "must be given";
        if (key.options.otherwise) return key.options.otherwise;
        if (key.standard.is_null() || key.standard.is_object() || key.standard == "" || key.standard == Json::array()) return "";
        return "`" + (key.standard.is_string() ? key.standard.get<std::string>() : key.standard.dump()) + "`";
    }

    static std::string algorithms(AlgorithmSet set) { return set == kEveryAlgorithm ? "all" : joined(algorithmNames(set)); }

    static std::string escaped(const std::string& text) {
        std::string result;
        for (const char c : text) result += c == '|' ? "\\|" : std::string(1, c);
        return result;
    }

    std::string m_text;
    std::vector<const TableInfo*> m_waiting;
    std::set<std::string> m_seen;
};

}  // namespace

std::string reference() { return ReferenceWriter().write(tableOf<Project>().info()); }

}  // namespace rf::config
