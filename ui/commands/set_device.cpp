// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_device.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"

namespace rf::ui {

void setDevice(ProjectDocument& document, const std::string& device) {
    config::Project project = document.project();
    project.quantization.device = device;
    pushEdit(document, Commands::tr("Device %1").arg(QString::fromStdString(device)), std::move(project));
}

}  // namespace rf::ui
