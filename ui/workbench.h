// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "ui/jobs/job_runner.h"
#include "ui/layer_list.h"
#include "ui/layer_search.h"
#include "ui/models/run_problems.h"
#include "ui/project_document.h"
#include "ui/selection.h"
#include "ui/workbench/data_watcher.h"
#include "ui/workbench/exporter.h"
#include "ui/workbench/opener.h"
#include "ui/workbench/picture_maker.h"
#include "ui/workbench/run_controller.h"
#include "ui/workbench/run_store.h"

namespace rf::ui {

/// The operations on the document: open, run, cancel, export. Connects the parts that implement them (ui/workbench/…); their
/// jobs do all slow work. The window, its tests and its screenshots use it.
class Workbench : public QObject {
    Q_OBJECT

public:
    explicit Workbench(StoreChoice store = {}, QObject* parent = nullptr);
    ~Workbench() override;

    ProjectDocument& document() { return m_document; }
    Selection& selection() { return m_selection; }
    JobRunner& jobs() { return *m_jobs; }
    RunStore& store() { return m_store; }
    const LayerList& layers() const { return m_layers; }
    LayerSearch& search() { return m_search; }

    /// Opens a model, a configuration, or the result of an earlier run; takes data and metrics from an Accuracy Checker
    /// description. For anything else reports what it is.
    void open(const std::filesystem::path& path) { m_opener.open(path); }
    void openProject(const config::Project& project) { m_opener.openProject(project); }
    /// Uses data as calibration data of the open model; opens anything else.
    void drop(const std::filesystem::path& path) { m_opener.drop(path); }
    /// Whether samples can be read from a path that the user chose as data; if not, reports what it is.
    bool isData(const std::filesystem::path& path) { return m_opener.isData(path); }
    /// A run needs a model and data that was looked at and is in order.
    bool canRun() const;
    /// What is wrong with data and metrics, as far as it is known.
    std::vector<RunProblem> problems() const { return runProblems(m_document.project(), knownData()); }
    /// The data of the next run is still being looked at.
    bool isLookingAtData() const { return m_document.model() && isBeingLookedAt(m_document.project(), knownData()); }
    /// Starts a run. Programs that the project names run only after the user has allowed them.
    void run();
    void cancel();
    /// Stops the run in progress and keeps nothing of it.
    void discardRun() { m_runs.discard(); }
    /// Goes on with a run that has ended without result; opens its model and settings where they are not those of the window.
    void goOn(const UnfinishedRun& run);
    /// Shows the model of such a run if it has one, without accuracy and errors.
    void openUnscored(const UnfinishedRun& run);
    /// The kept runs of the open model that the document does not have, the newest first; of equal ones only that.
    std::vector<storage::RunRecord> earlierRuns() const;
    /// Takes the settings of a kept run of the open model and makes its result again from what was measured then.
    void reopen(const storage::RunRecord& run);
    /// Reads the store, and offers to go on with what a program that was killed has left.
    void lookForInterruptedRuns();
    /// Called in this thread with the user's command lines that a run would start and that were not allowed before. Without a
    /// question they are refused.
    void setCommandQuestion(std::function<bool(const QStringList&)> question) { m_runs.setCommandQuestion(std::move(question)); }
    /// Writes the result of any run, whatever is shown meanwhile. If files are in the way, the export question decides; without a
    /// question nothing is written.
    void exportTo(const exporting::Target& target, std::shared_ptr<const pipeline::Outcome> outcome) {
        m_exporter.exportTo(target, std::move(outcome));
    }
    /// The default target for the shown run: a new folder beside the model.
    exporting::Target proposedTarget() const { return m_exporter.proposedTarget(); }
    /// Called in this thread when files are in the way of an export.
    void setExportQuestion(Exporter::Question question) { m_exporter.setQuestion(std::move(question)); }

    bool isOpening() const { return m_opener.isOpening(); }
    bool isRunning() const { return m_runs.isRunning(); }
    /// How far the run in progress is.
    RunProgress reached() const { return m_runs.reached(); }
    /// The settings were edited since the run in progress began.
    bool isRunForEarlierSettings() const { return m_runs.isForEarlierSettings(); }
    bool isExporting() const { return m_exporter.isExporting(); }
    /// Settings were edited, and neither an export nor a kept run has them.
    bool hasUnsavedSettings() const;
    /// Whether opening a path closes the open model.
    bool wouldReplace(const std::filesystem::path& path) const { return m_opener.wouldReplace(path); }
    bool isBusy() const { return isOpening() || isRunning() || isExporting(); }

    /// Null before a model is open.
    const std::shared_ptr<const Picture>& picture() const { return m_pictures.picture(); }
    PictureMaker& pictures() { return m_pictures; }
    /// The distribution of a tensor: of the run in progress, else of the shown run. Null when there is none.
    std::shared_ptr<const calibration::Histogram> histogram(graph::Output tensor) const;
    /// The search in progress, else that of the shown run; null when there is none.
    const results::SearchRecord* searchRecord() const;
    /// Nothing while the data is being opened, or when none is named.
    const std::optional<DataFacts>& dataFacts() const { return m_data.calibration(); }
    const std::optional<DataFacts>& testFacts() const { return m_data.test(); }
    /// Whether the user has excluded the layer.
    bool isExcluded(const QString& layer) const;

signals:
    /// Something started or ended; see isOpening() and its like.
    void activityChanged();
    void progressed(const rf::ui::RunProgress& progress);
    void histogramGrew(rf::graph::Output tensor);
    /// A search has taken a step; see searchRecord().
    void searchMoved();
    void pictureChanged();
    void dataFactsChanged();
    /// `what` is a sentence that names the attempted action.
    void failed(const QString& what, const rf::Error& error);
    void exported(const QString& folder);
    void noticed(const QString& message);
    /// A run ended without result, or was left by a program that is gone. See goOn(), openUnscored() and RunStore::remove().
    void unfinished(const rf::ui::UnfinishedRun& run);

private:
    void report(const QString& what, const Error& error);
    KnownData knownData() const { return {m_data.calibration(), m_data.test(), m_data.shared()}; }
    void offerInterruptedRun();

    ProjectDocument m_document;
    Selection m_selection;
    std::unique_ptr<JobRunner> m_jobs;  // ends first, see the destructor
    RunStore m_store;
    Opener m_opener;
    RunController m_runs;
    Exporter m_exporter;
    DataWatcher m_data;
    PictureMaker m_pictures;
    std::optional<config::Project> m_goesOn;  // with this as soon as its model is open
    LayerList m_layers;
    LayerSearch m_search;
};

}  // namespace rf::ui
