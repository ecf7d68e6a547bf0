// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench.h"

#include <algorithm>

namespace rf::ui {

Workbench::Workbench(QObject* parent)
    : QObject(parent),
      m_jobs(std::make_unique<JobRunner>()),
      m_opener(m_document, *m_jobs),
      m_runs(m_document, *m_jobs),
      m_exporter(m_document, *m_jobs),
      m_data(m_document, *m_jobs),
      m_pictures(m_document, *m_jobs) {
    connect(&m_document, &ProjectDocument::modelChanged, &m_selection, &Selection::clear);
    connect(&m_opener, &Opener::begins, this, &Workbench::cancel);
    connect(&m_opener, &Opener::activityChanged, this, &Workbench::activityChanged);
    connect(&m_opener, &Opener::failed, this, &Workbench::report);
    connect(&m_runs, &RunController::activityChanged, this, &Workbench::activityChanged);
    connect(&m_runs, &RunController::progressed, this, &Workbench::progressed);
    connect(&m_runs, &RunController::histogramGrew, this, &Workbench::histogramGrew);
    connect(&m_runs, &RunController::failed, this, &Workbench::report);
    connect(&m_exporter, &Exporter::activityChanged, this, &Workbench::activityChanged);
    connect(&m_exporter, &Exporter::exported, this, &Workbench::exported);
    connect(&m_exporter, &Exporter::noticed, this, &Workbench::noticed);
    connect(&m_exporter, &Exporter::failed, this, &Workbench::report);
    connect(&m_data, &DataWatcher::changed, this, &Workbench::dataFactsChanged);
    connect(&m_pictures, &PictureMaker::pictureChanged, this, &Workbench::pictureChanged);
    connect(&m_pictures, &PictureMaker::failed, this, &Workbench::report);
}

// Jobs end before the parts that they answer to.
Workbench::~Workbench() { m_jobs.reset(); }

bool Workbench::canRun() const { return m_document.model() && !m_document.project().data.sources.empty() && !isOpening() && !isRunning(); }

void Workbench::run() {
    if (canRun()) m_runs.run();
}

void Workbench::cancel() {
    m_opener.cancel();
    m_runs.cancel();
    m_exporter.cancel();
}

void Workbench::report(const QString& what, const Error& error) {
    if (error.code() != ErrorCode::Cancelled) emit failed(what, error);
}

std::shared_ptr<const calibration::Histogram> Workbench::histogram(graph::Output tensor) const {
    if (auto live = m_runs.histogram(tensor)) return live;
    const RunRecord* run = m_document.shownRun();
    if (!run) return nullptr;
    const auto found = run->histograms.find(tensor);
    return found == run->histograms.end() ? nullptr : found->second;
}

bool Workbench::isExcluded(const QString& layer) const {
    const auto& names = m_document.project().quantization.ignored.names;
    return std::find(names.begin(), names.end(), layer.toStdString()) != names.end();
}

}  // namespace rf::ui
