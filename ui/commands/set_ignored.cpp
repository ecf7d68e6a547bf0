// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_ignored.h"

#include "core/quantization/placement.h"
#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"

#include <algorithm>

namespace rf::ui {

namespace {

/// Erases the rule if it is in this list; otherwise counts it on, so that the next list can be asked.
template <class T>
bool eraseFrom(std::size_t& rule, std::vector<T>& list) {
    if (rule >= list.size()) {
        rule -= list.size();
        return false;
    }
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(rule));
    return true;
}

/// In the order of quantization::ruleTexts().
void eraseRule(quantization::IgnoredScope& scope, std::size_t rule) {
    static_cast<void>(eraseFrom(rule, scope.names) || eraseFrom(rule, scope.operations) || eraseFrom(rule, scope.patterns) ||
                      eraseFrom(rule, scope.subgraphs) || eraseFrom(rule, scope.structures));
}

}  // namespace

void excludeLayers(ProjectDocument& document, const QStringList& names) {
    config::Project project = document.project();
    auto& ignored = project.quantization.ignored.names;
    for (const QString& name : names)
        if (std::find(ignored.begin(), ignored.end(), name.toStdString()) == ignored.end()) ignored.push_back(name.toStdString());
    const QString text = names.size() == 1 ? Commands::tr("Exclude %1").arg(names.front())
                                           : Commands::tr("Exclude %n layers", nullptr, static_cast<int>(names.size()));
    pushEdit(document, text, std::move(project));
}

void includeLayers(ProjectDocument& document, const QStringList& names) {
    config::Project project = document.project();
    std::erase_if(project.quantization.ignored.names,
                  [&](const std::string& name) { return names.contains(QString::fromStdString(name)); });
    const QString text = names.size() == 1 ? Commands::tr("Include %1").arg(names.front())
                                           : Commands::tr("Include %n layers", nullptr, static_cast<int>(names.size()));
    pushEdit(document, text, std::move(project));
}

void removeRules(ProjectDocument& document, std::vector<std::size_t> rules) {
    config::Project project = document.project();
    auto& ignored = project.quantization.ignored;
    const std::vector<std::string> texts = quantization::ruleTexts(ignored);
    std::sort(rules.rbegin(), rules.rend());  // from the last, so that positions stay
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    std::erase_if(rules, [&](std::size_t rule) { return rule >= texts.size(); });
    if (rules.empty()) return;
    for (const std::size_t rule : rules) eraseRule(ignored, rule);
    const QString text = rules.size() == 1 ? Commands::tr("Include %1").arg(QString::fromStdString(texts[rules.front()]))
                                           : Commands::tr("Drop %n rules", nullptr, static_cast<int>(rules.size()));
    pushEdit(document, text, std::move(project));
}

}  // namespace rf::ui
