// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/run_controller.h"

#include <algorithm>

#include "core/pipeline/commands.h"
#include "core/pipeline/stored_run.h"
#include "ui/jobs/job_runner.h"
#include "ui/workbench/run_store.h"

namespace rf::ui {

namespace {

const QString kRun = QStringLiteral("run"), kLook = QStringLiteral("look what is kept");

/// A run in its own thread, recorded in the store.
Result<pipeline::Outcome> keptRun(const pipeline::Job& job, pipeline::Keeping keeping, RunTicket& ticket, pipeline::Listener& listener,
                                  const Progress& progress) {
    const auto store = keeping.store;
    pipeline::StoredRun run(std::move(keeping));
    auto outcome = run.optimize(job, listener, progress);
    if (outcome) run.finish(outcome->report);
    std::vector<Error> warnings = run.takeWarnings();
    if (run.id() && ticket.isDiscarded()) {
        if (const auto removed = store->remove(*run.id()); !removed) warnings.push_back(removed.error());
        ticket.end(std::nullopt, std::move(warnings));
    } else {
        ticket.end(run.id(), std::move(warnings));
    }
    return outcome;
}

/// Nothing where the run is not kept.
Result<std::optional<storage::RunRecord>> recordOf(LazyStore& lazy, const RunTicket& ticket) {
    const auto store = lazy.get();
    const auto run = ticket.run();
    if (!store || !run) return std::optional<storage::RunRecord>();
    if (!ticket.isDiscarded()) return store->run(*run);
    RF_TRY_VOID(store->remove(*run));  // it had ended before it was discarded
    return std::optional<storage::RunRecord>();
}

}  // namespace

RunController::RunController(ProjectDocument& document, JobRunner& jobs, RunStore& store)
    : m_document(document), m_jobs(jobs), m_store(store) {
    connect(&m_bridge, &ProgressBridge::progressed, this, [this](const RunProgress& progress) {
        if (m_run) m_run->reached = progress;
        emit progressed(progress);
    });
    connect(&m_bridge, &ProgressBridge::histogramGrew, this, [this](graph::Output tensor, const auto& histogram) {
        if (!m_run) return;
        m_run->histograms[tensor] = histogram;
        emit histogramGrew(tensor);
    });
    connect(&m_bridge, &ProgressBridge::searchMoved, this, [this](const results::SearchRecord& record, const auto& best) {
        if (!m_run) return;
        m_run->search = record;
        if (best) m_run->best = best;
        emit searchMoved();
    });
}

void RunController::run(bool resume) { start(m_document.snapshot(), m_document.project(), resume); }

void RunController::goOn(const UnfinishedRun& run) {
    if (run.input) start(*run.input, run.input->project, true);
}

void RunController::openUnscored(const UnfinishedRun& run) {
    if (!run.hasModel()) return;
    config::Project project = run.input->project;
    project.metrics.clear();
    project.errorSamples = 0;
    start(*run.input, std::move(project), true);
}

void RunController::start(ProjectDocument::Snapshot snapshot, config::Project project, bool resume) {
    const auto permission = permissionToRun(project);
    if (!permission) return;
    const auto ticket = std::make_shared<RunTicket>();
    pipeline::Job job{*snapshot.model, std::move(project), *permission};
    m_run = Run{std::move(snapshot), {}, ticket, {}, {}, {}};
    const auto channel = m_bridge.open();
    m_jobs.start<pipeline::Outcome>(
        Lane::Engine, kRun,
        [job = std::move(job), channel, ticket, store = m_store.store(), resume](const Progress& progress) {
            return keptRun(job, {store->get(), kWindowCommand, resume}, *ticket, *channel, progress);
        },
        [this](Result<pipeline::Outcome> outcome) { finished(std::move(outcome)); },
        [channel](const ProgressReport& report) { channel->report(report); });
    emit activityChanged();
}

void RunController::cancel() { m_jobs.cancel(kRun); }

void RunController::discard() {
    if (m_run) m_run->ticket->discard();
    cancel();
}

std::optional<process::Permission> RunController::permissionToRun(const config::Project& project) {
    const auto commands = pipeline::commandsOf(project);
    if (!commands) {
        emit failed(tr("The run failed."), commands.error());
        return std::nullopt;
    }
    QStringList unknown;
    for (const process::CommandLine& command : *commands)
        if (std::find(m_allowed.begin(), m_allowed.end(), command) == m_allowed.end())
            unknown << QString::fromStdString(process::text(command));
    if (!unknown.isEmpty()) {
        if (!m_commandQuestion || !m_commandQuestion(unknown)) return std::nullopt;
        for (const process::CommandLine& command : *commands) m_allowed.push_back(command);
    }
    return pipeline::permissionFor(*commands);
}

void RunController::finished(Result<pipeline::Outcome> outcome) {
    m_bridge.flush();  // the last histograms belong to the result
    m_bridge.close();
    Run run = std::move(*m_run);
    m_run.reset();
    for (const Error& warning : run.ticket->takeWarnings()) emit warned(warning);
    if (outcome) {
        m_document.addRun(run.snapshot, std::make_shared<const pipeline::Outcome>(std::move(*outcome)), std::move(run.histograms),
                          run.ticket->run());
        m_store.refresh();
    } else {
        // What a search had found stays, to be looked at and exported.
        if (run.best && !run.ticket->isDiscarded()) m_document.addRun(run.snapshot, run.best, run.histograms);
        emit failed(tr("The run failed."), outcome.error());
        if (!m_store.isOff()) lookWhatIsKept(std::move(run), outcome.error());
    }
    emit activityChanged();
}

// In the lane of the run: it is done there when this begins.
void RunController::lookWhatIsKept(Run run, Error error) {
    const auto ticket = run.ticket;
    m_jobs.start<std::optional<storage::RunRecord>>(
        Lane::Engine, kLook, [store = m_store.store(), ticket](const Progress&) { return recordOf(*store, *ticket); },
        [this, run = std::move(run), error = std::move(error)](const Result<std::optional<storage::RunRecord>>& record) {
            m_store.refresh();
            if (!record || !*record) return;
            UnfinishedRun kept{**record, run.snapshot, run.reached, {}};
            if (error.code() != ErrorCode::Cancelled) kept.error = error;
            emit unfinished(kept);
        });
}

std::shared_ptr<const calibration::Histogram> RunController::histogram(graph::Output tensor) const {
    if (!m_run) return nullptr;
    const auto found = m_run->histograms.find(tensor);
    return found == m_run->histograms.end() ? nullptr : found->second;
}

}  // namespace rf::ui
