// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_dataset.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {

// The window binds one source; models with several inputs get theirs from a configuration file.
data::Source& firstSource(config::Project& project) {
    if (project.data.sources.empty()) project.data.sources.emplace_back();
    return project.data.sources.front();
}

}  // namespace

void setDataset(ProjectDocument& document, const std::string& location) {
    config::Project project = document.project();
    if (location.empty()) {
        project.data.sources.clear();
    } else {
        firstSource(project).location = location;
        firstSource(project).labels.clear();
    }
    pushEdit(document, Commands::tr("Choose data"), std::move(project));
}

void setLabels(ProjectDocument& document, const std::string& labels) {
    config::Project project = document.project();
    firstSource(project).labels = labels;
    pushEdit(document, Commands::tr("Choose labels"), std::move(project));
}

}  // namespace rf::ui
