// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_preset.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"
#include "ui/text/names.h"

namespace rf::ui {

void setPreset(ProjectDocument& document, quantization::Preset preset) {
    config::Project project = document.project();
    project.quantization.preset = preset;
    pushEdit(document, Commands::tr("Preset %1").arg(presetName(preset)), std::move(project));
}

}  // namespace rf::ui
