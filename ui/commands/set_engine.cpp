// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_engine.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"
#include "ui/text/names.h"

namespace rf::ui {

void setEngine(ProjectDocument& document, const std::string& engine) {
    config::Project project = document.project();
    project.engine = engine;
    pushEdit(document, Commands::tr("Engine %1").arg(engineName(engine)), std::move(project));
}

}  // namespace rf::ui
