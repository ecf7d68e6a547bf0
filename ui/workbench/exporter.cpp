// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/exporter.h"

#include <QDir>

#include "core/config/project_files.h"
#include "ui/jobs/job_runner.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {

const QString kExport = QStringLiteral("export");

/// What stands in the way; nothing does when the outcome has been written.
Result<exporting::Obstacles> saveUnlessInTheWay(const pipeline::Outcome& outcome, const exporting::Target& target,
                                                const Progress& progress) {
    exporting::Obstacles obstacles = exporting::obstaclesTo(target, outcome.report.project);
    if (target.earlier == exporting::Earlier::Replace) obstacles.results.clear();
    if (obstacles.empty()) RF_TRY_VOID(pipeline::save(outcome, target, progress));
    return obstacles;
}

}  // namespace

void Exporter::exportTo(const exporting::Target& target, std::shared_ptr<const pipeline::Outcome> outcome) {
    if (!outcome) return;
    m_jobs.start<exporting::Obstacles>(
        Lane::Quick, kExport, [outcome, target](const Progress& progress) { return saveUnlessInTheWay(*outcome, target, progress); },
        [this, target, outcome](const Result<exporting::Obstacles>& obstacles) { finished(target, outcome, obstacles); });
    emit activityChanged();
}

void Exporter::finished(const exporting::Target& target, const std::shared_ptr<const pipeline::Outcome>& outcome,
                        const Result<exporting::Obstacles>& obstacles) {
    if (!obstacles) {
        emit failed(tr("The model could not be exported."), obstacles.error());
    } else if (obstacles->empty()) {
        const QString shown = QDir::toNativeSeparators(QString::fromStdString(target.folder.string()));
        emit exported(shown);
        emit noticed(tr("The model, its report and its settings are in %1.").arg(shown));
    }
    emit activityChanged();
    if (!obstacles || obstacles->empty() || !m_question) return;
    if (const auto other = m_question(target, *obstacles)) exportTo(*other, outcome);
}

exporting::Target Exporter::proposedTarget() const {
    const RunRecord* run = m_document.shownRun();
    const config::Project& project = run ? run->settings : m_document.project();
    return {exporting::proposedFolder(project), config::resultName(project)};
}

void Exporter::cancel() { m_jobs.cancel(kExport); }
bool Exporter::isExporting() const { return m_jobs.isActive(kExport); }

}  // namespace rf::ui
