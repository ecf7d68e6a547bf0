// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ignore_options.h"

#include <functional>

namespace rf::cli {

namespace {

using Words = std::vector<std::string>;

/// "Convolution, Add" as its parts, without the spaces around them; an empty part stays, to be refused with the others.
Words parts(const std::string& list) {
    Words words(1);
    for (const char c : list) {
        if (c == ',')
            words.emplace_back();
        else if (c != ' ')
            words.back() += c;
    }
    return words;
}

/// Takes exactly `count` words at every use. An option without a limit would take "[ab]" for a list.
void addOption(CLI::App& app, const std::string& name, const std::string& words, int count, const std::string& help,
               std::function<void(const Words&)> take) {
    app.add_option(
           name,
           [count, take = std::move(take)](const CLI::results_t& results) {
               for (auto word = results.begin(); word != results.end(); word += count) take({word, word + count});
               return true;
           },
           help)
        ->type_name(words)
        ->type_size(count)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

void IgnoreOptions::declare(CLI::App& app) {
    addOption(app, "--ignore", "NAME", 1, "Keep this layer in float (repeat for several, as all of these)",
              [this](const Words& w) { m_scope.names.push_back(w[0]); });
    addOption(app, "--ignore-type", "TYPE", 1, "Keep every layer of this type in float", [this](const Words& w) {
        m_scope.operations.push_back({w[0], {}});
    });
    addOption(app, "--ignore-pattern", "GLOB", 1, "Keep layers in float whose whole name fits; * is any text, ? one character",
              [this](const Words& w) {
                  m_scope.patterns.push_back({w[0], false});
              });
    addOption(app, "--ignore-regex", "RE", 1, "Keep layers in float whose whole name fits this regular expression (RE2)",
              [this](const Words& w) {
                  m_scope.patterns.push_back({w[0], true});
              });
    addOption(app, "--ignore-subgraph", "FROM TO", 2, "Keep everything on a path from one layer to another in float, both included",
              [this](const Words& w) {
                  m_scope.subgraphs.push_back({{w[0]}, {w[1]}});
              });
    addOption(app, "--ignore-chain", "TYPES", 1,
              "Keep layers in float that follow one another: Convolution,Add|Multiply,* (| or, * any type)",
              [this](const Words& w) { m_scope.structures.push_back({parts(w[0])}); });
}

void IgnoreOptions::addTo(quantization::IgnoredScope& scope) const {
    append(scope.names, m_scope.names);
    append(scope.operations, m_scope.operations);
    append(scope.patterns, m_scope.patterns);
    append(scope.subgraphs, m_scope.subgraphs);
    append(scope.structures, m_scope.structures);
}

}  // namespace rf::cli
