// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_subset.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"

namespace rf::ui {

void setSubset(ProjectDocument& document, std::optional<std::int64_t> samples) {
    config::Project project = document.project();
    project.quantization.sampling.subsetSize = samples;
    const QString text = samples ? Commands::tr("Use %n samples", nullptr, static_cast<int>(*samples)) : Commands::tr("Use all samples");
    pushEdit(document, text, std::move(project));
}

}  // namespace rf::ui
