// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/exporter.h"

#include <QDir>

#include "ui/jobs/job_runner.h"
#include "ui/project_document.h"

namespace rf::ui {

namespace {
const QString kExport = QStringLiteral("export");
}

void Exporter::exportTo(const std::filesystem::path& folder) {
    const auto outcome = m_document.outcome();
    if (!outcome) return;
    m_jobs.start<void>(
        Lane::Quick, kExport, [outcome, folder](const Progress& progress) { return pipeline::save(*outcome, folder, progress); },
        [this, folder](const Result<void>& result) { finished(folder, result); });
    emit activityChanged();
}

void Exporter::finished(const std::filesystem::path& folder, const Result<void>& result) {
    if (result) {
        const QString shown = QDir::toNativeSeparators(QString::fromStdString(folder.string()));
        emit exported(shown);
        emit noticed(tr("The model, its report and its settings are in %1.").arg(shown));
    } else {
        emit failed(tr("The model could not be exported."), result.error());
    }
    emit activityChanged();
}

void Exporter::cancel() { m_jobs.cancel(kExport); }
bool Exporter::isExporting() const { return m_jobs.isActive(kExport); }

}  // namespace rf::ui
