// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/run_controller.h"

#include <algorithm>

#include "core/pipeline/commands.h"
#include "ui/jobs/job_runner.h"

namespace rf::ui {

namespace {
const QString kRun = QStringLiteral("run");
}

RunController::RunController(ProjectDocument& document, JobRunner& jobs) : m_document(document), m_jobs(jobs) {
    connect(&m_bridge, &ProgressBridge::progressed, this, &RunController::progressed);
    connect(&m_bridge, &ProgressBridge::histogramGrew, this, [this](graph::Output tensor, const auto& histogram) {
        if (!m_run) return;
        m_run->histograms[tensor] = histogram;
        emit histogramGrew(tensor);
    });
}

void RunController::run() {
    const auto permission = permissionToRun();
    if (!permission) return;
    m_run = Run{m_document.snapshot(), {}};
    const auto channel = m_bridge.open();
    m_jobs.start<pipeline::Outcome>(
        Lane::Engine, kRun,
        [snapshot = m_run->snapshot, channel, permission = *permission](const Progress& progress) {
            return pipeline::optimize({*snapshot.model, snapshot.project, permission}, *channel, progress);
        },
        [this](Result<pipeline::Outcome> outcome) { finished(std::move(outcome)); },
        [channel](const ProgressReport& report) { channel->report(report); });
    emit activityChanged();
}

void RunController::cancel() { m_jobs.cancel(kRun); }

std::optional<process::Permission> RunController::permissionToRun() {
    const auto commands = pipeline::commandsOf(m_document.project());
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
    if (outcome)
        m_document.addRun(run.snapshot, std::make_shared<const pipeline::Outcome>(std::move(*outcome)), std::move(run.histograms));
    else
        emit failed(tr("The run failed."), outcome.error());
    emit activityChanged();
}

std::shared_ptr<const calibration::Histogram> RunController::histogram(graph::Output tensor) const {
    if (!m_run) return nullptr;
    const auto found = m_run->histograms.find(tensor);
    return found == m_run->histograms.end() ? nullptr : found->second;
}

}  // namespace rf::ui
