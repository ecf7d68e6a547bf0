// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/layout/layout_types.h"
#include "core/process/process.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/progress_bridge.h"
#include "ui/project_document.h"
#include "ui/selection.h"

namespace rf::ui {

class GraphModel;

/// What is known of a data set before a run.
struct DataFacts {
    std::int64_t samples = 0;
    bool hasLabels = false;
    std::optional<Error> error;
};

/// What a user can do with the document: open, run, cancel, export. Starts the jobs and hands their answers to the
/// document; everything slow happens in the job thread. The window, its tests and its screenshots go through it.
class Workbench : public QObject {
    Q_OBJECT

public:
    explicit Workbench(QObject* parent = nullptr);
    ~Workbench() override;

    ProjectDocument& document() { return m_document; }
    Selection& selection() { return m_selection; }
    JobRunner& jobs() { return *m_jobs; }

    /// Opens a model (.xml), a configuration (.json), or a folder that holds the config.json of an earlier result.
    void open(const std::filesystem::path& path);
    void openProject(const config::Project& project);
    /// What open() understands; anything else can only be data.
    static bool isModelOrProject(const std::filesystem::path& path);
    /// Opens a model, a configuration or a result; takes anything else as calibration data of the open model.
    void drop(const std::filesystem::path& path);
    /// A run needs a model and data.
    bool canRun() const;
    /// Starts a run; programs that the project names only after the question was answered with yes.
    void run();
    void cancel();
    /// Asked, in this thread, with the command lines that a run would start and that were not allowed before. Without a
    /// question the answer is no.
    void setCommandQuestion(std::function<bool(const QStringList&)> question) { m_commandQuestion = std::move(question); }
    void exportTo(const std::filesystem::path& folder);

    bool isOpening() const;
    bool isRunning() const { return m_run.has_value(); }
    bool isExporting() const;
    bool isBusy() const { return isOpening() || isRunning() || isExporting(); }

    /// The network as it is drawn: with quantizers where they are planned, or with the ranges that a run gave them.
    struct Picture {
        std::shared_ptr<const graph::Graph> graph;
        std::shared_ptr<const GraphModel> model;  ///< node ids are those of `graph`
        layout::Drawing drawing;
    };
    /// Null before a model is open.
    const std::shared_ptr<const Picture>& picture() const { return m_picture; }
    /// The distribution of a tensor: of the run in progress, else of the latest result. Null when there is none.
    std::shared_ptr<const calibration::Histogram> histogram(graph::Output tensor) const;
    /// Nothing while the data is being opened, or when none is named.
    const std::optional<DataFacts>& dataFacts() const { return m_dataFacts; }
    const std::optional<DataFacts>& testFacts() const { return m_testFacts; }
    /// The layers that the user excluded and that the model has.
    bool isExcluded(const QString& layer) const;

signals:
    /// Something started or ended; see isOpening() and its like.
    void activityChanged();
    void progressed(const rf::ui::RunProgress& progress);
    void histogramGrew(rf::graph::Output tensor);
    void pictureChanged();
    void dataFactsChanged();
    /// `what` says what was tried, as a sentence.
    void failed(const QString& what, const rf::Error& error);
    void exported(const QString& folder);
    void noticed(const QString& message);
    void runFinished();

private:
    void opened(const config::Project& project, Result<graph::Graph> model);
    void finished(Result<pipeline::Outcome> outcome);
    void onProjectChanged();
    void refreshPicture();
    /// Nothing when the run must not start.
    std::optional<process::Permission> permissionToRun();
    void report(const QString& what, const Error& error);
    void refreshFacts(const QString& tag, const std::optional<data::DataSpec>& spec, std::optional<DataFacts>& facts);

    ProjectDocument m_document;
    Selection m_selection;
    ProgressBridge m_bridge;
    struct Run {
        ProjectDocument::Snapshot snapshot;
        Histograms histograms;
    };
    std::optional<Run> m_run;
    std::function<bool(const QStringList&)> m_commandQuestion;
    std::vector<process::CommandLine> m_allowed;  // in this session
    std::shared_ptr<const Picture> m_picture;
    std::optional<DataFacts> m_dataFacts, m_testFacts;
    std::optional<data::DataSpec> m_dataSpec, m_testSpec;  // what the facts were asked for
    std::unique_ptr<JobRunner> m_jobs;                     // the last member: jobs end before what they report to
};

}  // namespace rf::ui
