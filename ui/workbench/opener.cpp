// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/opener.h"

#include "core/config/config.h"
#include "core/pipeline/recognise.h"
#include "ui/edits.h"
#include "ui/jobs/job_runner.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {
const QString kOpen = QStringLiteral("open");
}

void Opener::open(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto file = pipeline::recognise(std::filesystem::absolute(path, ignored).lexically_normal());
    switch (file.kind) {
        case pipeline::PathKind::Model: return openModel(file.path);
        case pipeline::PathKind::Weights: return openModel(file.opens);
        case pipeline::PathKind::Configuration: return openConfiguration(file.opens.empty() ? file.path : file.opens);
        case pipeline::PathKind::Result: return openConfiguration(file.opens);
        case pipeline::PathKind::AccuracyChecker: return importDescription(file.path);
        default: emit failed(tr("This could not be opened."), pipeline::outOfPlace(file));
    }
}

void Opener::openModel(const std::filesystem::path& path) {
    config::Project project;
    project.model = path;
    openProject(project);
}

void Opener::openConfiguration(const std::filesystem::path& path) {
    const auto project = config::readFile(path, {.folders = config::accuracyCheckerFoldersOfEnvironment()});
    if (!project) return void(emit failed(tr("The configuration could not be opened."), project.error()));
    tellUnmeasured(*project);
    openProject(*project);
}

// Calibration needs none of it: the description is opened all the same.
void Opener::tellUnmeasured(const config::Project& project) {
    if (const auto measurable = config::checkMeasurable(project); !measurable)
        emit failed(tr("The model can be quantized, but not everything can be measured."), measurable.error());
}

void Opener::importDescription(const std::filesystem::path& path) {
    config::Project described = m_document.model() ? m_document.project() : config::Project{};
    const auto imported = config::importAccuracyChecker(described, path, config::accuracyCheckerFoldersOfEnvironment());
    if (!imported) return void(emit failed(tr("The description could not be opened."), imported.error()));
    tellUnmeasured(described);
    if (m_document.model())
        edit(m_document, tr("Take over data and metrics"), [&](config::Project& project) { project = described; });
    else
        openProject(described);
}

bool Opener::isData(const std::filesystem::path& path) {
    if (pipeline::expect(pipeline::PathKind::Data, path)) return true;
    emit failed(tr("This is no data."), pipeline::outOfPlace(pipeline::recognise(path)));
    return false;
}

bool Opener::wouldReplace(const std::filesystem::path& path) const {
    if (!m_document.model()) return false;
    switch (pipeline::recognise(path).kind) {
        case pipeline::PathKind::Model:
        case pipeline::PathKind::Weights:
        case pipeline::PathKind::Configuration:
        case pipeline::PathKind::Result: return true;
        default: return false;
    }
}

void Opener::drop(const std::filesystem::path& path) {
    if (m_document.model() && pipeline::recognise(path).kind == pipeline::PathKind::Data)
        setDataset(m_document, path.string());
    else
        open(path);
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
