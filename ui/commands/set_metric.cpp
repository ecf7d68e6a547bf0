// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/set_metric.h"

#include "ui/commands/command_texts.h"
#include "ui/commands/project_command.h"
#include "ui/project_document.h"
#include "ui/text/names.h"

namespace rf::ui {

void setMetric(ProjectDocument& document, const std::string& metric) {
    config::Project project = document.project();
    project.metric = metric;
    pushEdit(document, Commands::tr("Metric: %1").arg(metricName(metric)), std::move(project));
}

void setTestData(ProjectDocument& document, const std::string& location) {
    config::Project project = document.project();
    project.testData.reset();
    if (!location.empty()) {
        // The same pictures need the same preparation; only where they lie differs.
        project.testData = project.data;
        project.testData->sources = {{"", location, ""}};
    }
    pushEdit(document, Commands::tr("Choose test data"), std::move(project));
}

}  // namespace rf::ui
