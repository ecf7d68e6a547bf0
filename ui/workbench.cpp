// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench.h"

#include <algorithm>
#include <set>

#include "core/config/config.h"
#include "core/config/project_files.h"
#include "ui/edits.h"
#include "ui/text/error_text.h"

namespace rf::ui {

Workbench::Workbench(StoreChoice store, QObject* parent)
    : QObject(parent),
      m_jobs(std::make_unique<JobRunner>()),
      m_store(*m_jobs, std::move(store)),
      m_opener(m_document, *m_jobs),
      m_runs(m_document, *m_jobs, m_store),
      m_exporter(m_document, *m_jobs),
      m_data(m_document, *m_jobs),
      m_pictures(m_document, *m_jobs),
      m_layers(m_document, m_pictures),
      m_search(m_layers, m_selection) {
    connect(&m_document, &ProjectDocument::modelChanged, &m_selection, &Selection::clear);
    connect(&m_document, &ProjectDocument::modelChanged, &m_store, &RunStore::refresh);
    connect(&m_document, &ProjectDocument::modelChanged, this, [this] {
        if (const auto project = std::exchange(m_goesOn, std::nullopt); project && *project == m_document.project())
            QMetaObject::invokeMethod(
                this, [this] { m_runs.run(true); }, Qt::QueuedConnection);  // when all have seen the model
    });
    connect(&m_opener, &Opener::begins, this, &Workbench::cancel);
    connect(&m_opener, &Opener::activityChanged, this, &Workbench::activityChanged);
    connect(&m_opener, &Opener::failed, this, &Workbench::report);
    connect(&m_runs, &RunController::activityChanged, this, &Workbench::activityChanged);
    connect(&m_runs, &RunController::progressed, this, &Workbench::progressed);
    connect(&m_runs, &RunController::histogramGrew, this, &Workbench::histogramGrew);
    connect(&m_runs, &RunController::failed, this, &Workbench::report);
    connect(&m_runs, &RunController::searchMoved, this, &Workbench::searchMoved);
    connect(&m_runs, &RunController::unfinished, this, &Workbench::unfinished);
    const auto warn = [this](const Error& warning) { emit noticed(errorText(warning)); };
    connect(&m_runs, &RunController::warned, this, warn);
    connect(&m_store, &RunStore::warned, this, warn);
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

bool Workbench::canRun() const {
    if (!m_document.model() || m_document.project().data.sources.empty() || isOpening() || isRunning() || isLookingAtData()) return false;
    const auto found = problems();
    return std::none_of(found.begin(), found.end(), [](const RunProblem& problem) { return problem.blocks; });
}

void Workbench::run() {
    if (canRun()) m_runs.run();
}

void Workbench::lookForInterruptedRuns() {
    if (m_store.isOff()) return;
    connect(&m_store, &RunStore::changed, this, &Workbench::offerInterruptedRun, Qt::SingleShotConnection);
    m_store.refresh();
}

void Workbench::offerInterruptedRun() {
    if (const auto run = m_store.interrupted()) emit unfinished({*run, {}, {}, {}});
}

void Workbench::goOn(const UnfinishedRun& run) {
    if (isRunning() || isExporting()) return;
    if (run.kept.steps.empty() && run.kept.status != storage::RunStatus::Finished)
        m_store.remove(run.kept.id);  // another run takes its place
    if (run.input && run.input->modelRevision == m_document.snapshot().modelRevision) return m_runs.goOn(run);
    const auto project = config::readText(run.kept.start.project, {}, "config.json");
    if (!project) return report(tr("The settings of the run could not be read."), project.error());
    m_goesOn = *project;
    m_opener.openProject(*project);
}

std::vector<storage::RunRecord> Workbench::earlierRuns() const {
    std::vector<storage::RunRecord> earlier;
    std::set<std::string> seen;
    const std::string model = config::resultName(m_document.project());
    for (const storage::RunRecord& run : m_store.runs()) {
        const auto& runs = m_document.runs();
        const bool isHere = std::any_of(runs.begin(), runs.end(), [&](const RunRecord& each) { return each.stored == run.id; });
        const bool isNew = seen.insert(run.start.key).second;
        if (run.start.model == model && run.status != storage::RunStatus::Running && !isHere && isNew) earlier.push_back(run);
    }
    return earlier;
}

void Workbench::reopen(const storage::RunRecord& run) {
    if (isBusy() || !m_document.model()) return;
    const auto project = config::readText(run.start.project, {}, "config.json");
    if (!project) return report(tr("The settings of the run could not be read."), project.error());
    if (project->model != m_document.project().model) return goOn({run, {}, {}, {}});
    edit(m_document, tr("Settings of an earlier run"), [&](config::Project& settings) { settings = *project; });
    m_runs.run(true);
}

void Workbench::openUnscored(const UnfinishedRun& run) {
    if (!isBusy()) m_runs.openUnscored(run);
}

bool Workbench::hasUnsavedSettings() const {
    const auto& runs = m_document.runs();
    return !m_document.isClean() &&
           std::none_of(runs.begin(), runs.end(), [this](const RunRecord& run) { return run.stored && m_document.isCurrent(run); });
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

const results::SearchRecord* Workbench::searchRecord() const {
    if (const results::SearchRecord* live = m_runs.search()) return live;
    const RunRecord* run = m_document.shownRun();
    return run && run->outcome->report.search ? &run->outcome->report.search->record : nullptr;
}

bool Workbench::isExcluded(const QString& layer) const {
    const auto& names = m_document.project().quantization.ignored.names;
    return std::find(names.begin(), names.end(), layer.toStdString()) != names.end();
}

}  // namespace rf::ui
