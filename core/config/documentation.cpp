// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/config/tables.h"

// Tooltips and the command line's help, from the table of keys.
namespace rf::config {

namespace {

using Tables = std::vector<const TableInfo*>;

// Tables that the values of a key may have, also those in a list.
Tables tablesBelow(const Shape& shape) {
    if (shape.element) return tablesBelow(*shape.element);
    Tables tables;
    for (const Shape& alternative : shape.shapes)
        for (const TableInfo* table : tablesBelow(alternative)) tables.push_back(table);
    for (const auto& object : shape.objects) tables.push_back(&object());
    return tables;
}

const KeyInfo* findKey(const Tables& tables, const std::string& path) {
    const auto dot = path.find('.');
    const std::string name = path.substr(0, dot);
    for (const TableInfo* table : tables) {
        const auto key = std::ranges::find_if(table->keys, [&](const KeyInfo& info) { return info.name == name; });
        if (key == table->keys.end()) continue;
        if (dot == std::string::npos) return &*key;
        if (const KeyInfo* found = findKey(tablesBelow(key->shape), path.substr(dot + 1))) return found;
    }
    return nullptr;
}

const KeyInfo* findOption(const Tables& tables, const std::string& option) {
    for (const TableInfo* table : tables)
        for (const KeyInfo& key : table->keys) {
            if (key.options.option && key.options.option == option) return &key;
            if (const KeyInfo* found = findOption(tablesBelow(key.shape), option)) return found;
        }
    return nullptr;
}

std::string defaultText(const KeyInfo& key) {
    if (key.options.otherwise) return key.options.otherwise;
    if (key.standard.is_string()) return key.standard.get<std::string>();
    return key.standard.is_primitive() && !key.standard.is_null() ? key.standard.dump() : "";
}

}  // namespace

std::string help(const std::string& key) {
    const KeyInfo* found = findKey({&tableOf<Project>().info()}, key);
    return found ? found->help : "";
}

std::string optionHelp(const std::string& option) {
    const KeyInfo* key = findOption({&tableOf<Project>().info()}, option);
    if (!key) return "";
    std::string text = key->help;
    const std::string standard = defaultText(*key);
    const bool choice = key->shape.kind == Shape::Kind::Choice;
    if (text.ends_with('.')) text.pop_back();
    if (choice) text += "; " + wanted(key->shape);
    if (!standard.empty()) text += " (default: " + standard + ")";
    return text;
}

}  // namespace rf::config
