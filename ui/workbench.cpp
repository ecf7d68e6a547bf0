// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench.h"

#include <QDir>
#include <algorithm>

#include "core/config/config.h"
#include "core/data/command_source.h"
#include "core/engine/engine.h"
#include "core/pipeline/commands.h"
#include "ui/edits.h"
#include "ui/models/graph_layout.h"
#include "ui/models/node_states.h"

namespace rf::ui {

namespace {

const QString kOpen = QStringLiteral("open");
const QString kRun = QStringLiteral("run");
const QString kExport = QStringLiteral("export");
const QString kPicture = QStringLiteral("picture");
const QString kData = QStringLiteral("data");
const QString kTestData = QStringLiteral("test data");

/// What the picture job answers.
struct Preview {
    std::shared_ptr<const quantization::Placement> placement;  // null when there is an error
    std::optional<Error> error;                                // of the placement; the model is drawn anyway
    std::shared_ptr<const Workbench::Picture> picture;
};

Result<Preview> preview(const ProjectDocument::Snapshot& snapshot, const std::shared_ptr<const pipeline::Outcome>& outcome,
                        const Progress& progress) {
    Preview preview;
    auto picture = std::make_shared<Workbench::Picture>();
    picture->graph = snapshot.model;
    if (outcome) {
        preview.placement = std::make_shared<const quantization::Placement>(outcome->placement);
        picture->graph = std::make_shared<const graph::Graph>(outcome->quantized);
    } else if (auto placement = pipeline::preview(*snapshot.model, snapshot.project.quantization, progress)) {
        preview.placement = std::make_shared<const quantization::Placement>(std::move(*placement));
        picture->graph = std::make_shared<const graph::Graph>(preview.placement->graph);
    } else {
        preview.error = placement.error();
    }
    GraphModelOptions options;
    if (preview.placement) options.states = nodeStates(*preview.placement);
    picture->model = std::make_shared<const GraphModel>(*picture->graph, options);
    RF_TRY(picture->drawing, layoutOf(*picture->model, progress));
    preview.picture = std::move(picture);
    return preview;
}

Result<DataFacts> factsOf(const data::DataSpec& spec, const graph::Graph& model) {
    auto source = data::open(spec, engine::inputsOf(model));
    if (!source) return DataFacts{0, false, source.error()};
    return DataFacts{(*source)->size(), (*source)->hasLabels(), {}};
}

}  // namespace

Workbench::Workbench(QObject* parent) : QObject(parent), m_jobs(std::make_unique<JobRunner>()) {
    connect(&m_document, &ProjectDocument::projectChanged, this, &Workbench::onProjectChanged);
    connect(&m_document, &ProjectDocument::outcomeChanged, this, &Workbench::refreshPicture);
    connect(&m_bridge, &ProgressBridge::progressed, this, &Workbench::progressed);
    connect(&m_bridge, &ProgressBridge::histogramGrew, this, [this](graph::Output tensor, const auto& histogram) {
        if (!m_run) return;
        m_run->histograms[tensor] = histogram;
        emit histogramGrew(tensor);
    });
}

Workbench::~Workbench() = default;

bool Workbench::isOpening() const { return m_jobs->isActive(kOpen); }
bool Workbench::isExporting() const { return m_jobs->isActive(kExport); }

void Workbench::open(const std::filesystem::path& path) {
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
        report(tr("The configuration could not be opened."), project.error());
}

bool Workbench::isModelOrProject(const std::filesystem::path& path) {
    std::error_code ignored;
    return path.extension() == ".xml" || path.extension() == ".json" || std::filesystem::exists(path / "config.json", ignored);
}

void Workbench::drop(const std::filesystem::path& path) {
    if (isModelOrProject(path) || !m_document.model())
        open(path);
    else
        setDataset(m_document, path.string());
}

void Workbench::openProject(const config::Project& project) {
    cancel();
    m_jobs->start<graph::Graph>(
        kOpen, [project](const Progress& progress) { return pipeline::load(project, progress); },
        [this, project](Result<graph::Graph> model) { opened(project, std::move(model)); });
    emit activityChanged();
}

void Workbench::opened(const config::Project& project, Result<graph::Graph> model) {
    if (model) {
        m_selection.clear();
        m_picture.reset();
        emit pictureChanged();
        m_dataSpec.reset();
        m_testSpec.reset();
        m_document.open(project, std::make_shared<const graph::Graph>(std::move(*model)));
    } else {
        report(tr("The model could not be opened."), model.error());
    }
    emit activityChanged();
}

bool Workbench::canRun() const { return m_document.model() && !m_document.project().data.sources.empty() && !isOpening() && !isRunning(); }

void Workbench::run() {
    if (!canRun()) return;
    const auto permission = permissionToRun();
    if (!permission) return;
    m_run = Run{m_document.snapshot(), {}};
    const auto channel = m_bridge.open();
    m_jobs->start<pipeline::Outcome>(
        kRun,
        [snapshot = m_run->snapshot, channel, permission = *permission](const Progress& progress) {
            return pipeline::optimize({*snapshot.model, snapshot.project, permission}, *channel, progress);
        },
        [this](Result<pipeline::Outcome> outcome) { finished(std::move(outcome)); },
        [channel](const ProgressReport& report) { channel->report(report); });
    emit activityChanged();
}

std::optional<process::Permission> Workbench::permissionToRun() {
    const auto commands = pipeline::commandsOf(m_document.project());
    if (!commands) {
        report(tr("The run failed."), commands.error());
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

void Workbench::finished(Result<pipeline::Outcome> outcome) {
    m_bridge.flush();  // the last histograms belong to the result
    m_bridge.close();
    const Run run = std::move(*m_run);
    m_run.reset();
    if (outcome)
        m_document.acceptOutcome(run.snapshot, std::make_shared<const pipeline::Outcome>(std::move(*outcome)), run.histograms);
    else
        report(tr("The run failed."), outcome.error());
    emit activityChanged();
    emit runFinished();
}

void Workbench::cancel() {
    m_jobs->cancel(kOpen);
    m_jobs->cancel(kRun);
    m_jobs->cancel(kExport);
}

void Workbench::exportTo(const std::filesystem::path& folder) {
    const auto outcome = m_document.outcome();
    if (!outcome) return;
    m_jobs->start<void>(
        kExport, [outcome, folder](const Progress& progress) { return pipeline::save(*outcome, folder, progress); },
        [this, folder](Result<void> result) {
            if (result) {
                const QString shown = QDir::toNativeSeparators(QString::fromStdString(folder.string()));
                emit exported(shown);
                emit noticed(tr("The model, its report and its settings are in %1.").arg(shown));
            } else {
                report(tr("The model could not be exported."), result.error());
            }
            emit activityChanged();
        });
    emit activityChanged();
}

void Workbench::onProjectChanged() {
    // Its result would be dropped, and the preview of the new settings would have to wait for it.
    if (m_run && !m_document.isCurrent(m_run->snapshot)) {
        m_jobs->cancel(kRun);
        emit noticed(tr("The run was stopped because the settings changed. Press Run to start again."));
    }
    const auto& project = m_document.project();
    if (!m_document.model()) return;
    const std::optional<data::DataSpec> data = project.data.sources.empty() ? std::nullopt : std::optional(project.data);
    if (data != m_dataSpec) {
        m_dataSpec = data;
        refreshFacts(kData, m_dataSpec, m_dataFacts);
    }
    if (project.testData != m_testSpec) {
        m_testSpec = project.testData;
        refreshFacts(kTestData, m_testSpec, m_testFacts);
    }
    refreshPicture();
}

void Workbench::refreshFacts(const QString& tag, const std::optional<data::DataSpec>& spec, std::optional<DataFacts>& facts) {
    facts.reset();
    m_jobs->cancel(tag);
    // A program is not started for a look at its data.
    if (spec && std::none_of(spec->sources.begin(), spec->sources.end(), data::isCommand))
        m_jobs->start<DataFacts>(
            tag, [spec = *spec, model = m_document.model()](const Progress&) { return factsOf(spec, *model); },
            [this, &facts](Result<DataFacts> answer) {
                if (!answer) return;
                facts = std::move(*answer);
                emit dataFactsChanged();
            });
    emit dataFactsChanged();
}

void Workbench::refreshPicture() {
    if (!m_document.model()) return;
    const auto snapshot = m_document.snapshot();
    const auto outcome = m_document.isOutOfDate() ? nullptr : m_document.outcome();
    m_jobs->start<Preview>(
        kPicture, [snapshot, outcome](const Progress& progress) { return preview(snapshot, outcome, progress); },
        [this, snapshot](Result<Preview> answer) {
            if (!answer || !m_document.acceptPlacement(snapshot, answer->placement)) return;
            m_picture = answer->picture;
            emit pictureChanged();
            if (answer->error) report(tr("With these settings nothing can be quantized."), *answer->error);
        });
}

void Workbench::report(const QString& what, const Error& error) {
    if (error.code() != ErrorCode::Cancelled) emit failed(what, error);
}

std::shared_ptr<const calibration::Histogram> Workbench::histogram(graph::Output tensor) const {
    const auto found = [&](const Histograms& histograms) {
        const auto entry = histograms.find(tensor);
        return entry == histograms.end() ? nullptr : entry->second;
    };
    if (m_run)
        if (auto live = found(m_run->histograms)) return live;
    return found(m_document.histograms());
}

bool Workbench::isExcluded(const QString& layer) const {
    const auto& names = m_document.project().quantization.ignored.names;
    return std::find(names.begin(), names.end(), layer.toStdString()) != names.end();
}

}  // namespace rf::ui
