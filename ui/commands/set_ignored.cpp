// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_ignored.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"

#include <algorithm>

namespace rf::ui {

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
    std::erase_if(project.quantization.ignored.names, [&](const std::string& name) { return names.contains(QString::fromStdString(name)); });
    const QString text = names.size() == 1 ? Commands::tr("Include %1").arg(names.front())
                                           : Commands::tr("Include %n layers", nullptr, static_cast<int>(names.size()));
    pushEdit(document, text, std::move(project));
}

void removeTypeRule(ProjectDocument& document, std::size_t index) {
    config::Project project = document.project();
    auto& operations = project.quantization.ignored.operations;
    if (index >= operations.size()) return;
    const QString type = QString::fromStdString(operations[index].type);
    operations.erase(operations.begin() + static_cast<std::ptrdiff_t>(index));
    pushEdit(document, Commands::tr("Include type %1").arg(type), std::move(project));
}

}  // namespace rf::ui
