// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/opener.h"

#include "core/config/config.h"
#include "ui/edits.h"
#include "ui/jobs/job_runner.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {
const QString kOpen = QStringLiteral("open");
}

void Opener::open(const std::filesystem::path& path) {
    std::error_code ignored;
    const std::filesystem::path file = std::filesystem::is_directory(path, ignored) ? path / "config.json" : path;
    if (file.extension() != ".json") {
        config::Project project;
        project.model = std::filesystem::absolute(file, ignored).lexically_normal();
        openProject(project);
        return;
    }
    const auto project = config::readFile(std::filesystem::absolute(file, ignored).lexically_normal(),
                                          {.folders = config::accuracyCheckerFoldersOfEnvironment()});
    if (project)
        openProject(*project);
    else
        emit failed(tr("The configuration could not be opened."), project.error());
}

bool Opener::isModelOrProject(const std::filesystem::path& path) {
    std::error_code ignored;
    return path.extension() == ".xml" || path.extension() == ".json" || std::filesystem::exists(path / "config.json", ignored);
}

void Opener::drop(const std::filesystem::path& path) {
    if (isModelOrProject(path) || !m_document.model())
        open(path);
    else
        setDataset(m_document, path.string());
}

void Opener::openProject(const config::Project& project) {
    emit begins();
    m_jobs.start<graph::Graph>(
        Lane::Quick, kOpen, [project](const Progress& progress) { return pipeline::load(project, progress); },
        [this, project](Result<graph::Graph> model) { opened(project, std::move(model)); });
    emit activityChanged();
}

void Opener::opened(const config::Project& project, Result<graph::Graph> model) {
    if (model)
        m_document.open(project, std::make_shared<const graph::Graph>(std::move(*model)));
    else
        emit failed(tr("The model could not be opened."), model.error());
    emit activityChanged();
}

void Opener::cancel() { m_jobs.cancel(kOpen); }
bool Opener::isOpening() const { return m_jobs.isActive(kOpen); }

}  // namespace rf::ui
