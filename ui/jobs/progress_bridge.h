// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>

#include "ui/jobs/run_progress.h"

namespace rf::ui {

/// Carries reports of a run from its threads into the window's thread. It delivers at most 30 times a second and only the
/// newest report of each kind, so a fast run never builds a backlog. A channel may outlive the bridge; its reports are then
/// dropped.
class ProgressBridge : public QObject {
    Q_OBJECT
    struct Inbox;

public:
    /// The receiver for the threads of one run. Reports of runs older than the last opened one are dropped.
    class Channel : public pipeline::Listener {
    public:
        Channel(std::shared_ptr<Inbox> inbox, quint64 run) : m_inbox(std::move(inbox)), m_run(run) {}
        void stageEntered(pipeline::Stage stage) override;
        void histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) override;
        bool wantsHistograms() const override { return true; }
        Result<void> searchStepDone(const pipeline::SearchProgress& progress) override;
        void report(const ProgressReport& report);

    private:
        std::shared_ptr<Inbox> m_inbox;
        quint64 m_run;
    };

    explicit ProgressBridge(QObject* parent = nullptr);
    ~ProgressBridge() override;

    std::shared_ptr<Channel> open();
    /// Delivers what is waiting, at once.
    void flush() { deliver(); }
    /// Nothing more is delivered of the current run.
    void close();

signals:
    void progressed(const rf::ui::RunProgress& progress);
    void histogramGrew(rf::graph::Output tensor, const std::shared_ptr<const rf::calibration::Histogram>& histogram);
    /// All steps of the search so far, and the best result so far, which may be null.
    void searchMoved(const rf::results::SearchRecord& record, const std::shared_ptr<const rf::pipeline::Outcome>& best);

private:
    void schedule();
    void deliver();

    std::shared_ptr<Inbox> m_inbox;  ///< shared with the channels
    QTimer m_timer;
    RateMeter::Clock::time_point m_lastDelivery{};
    std::unique_ptr<RateMeter> m_meter;
    results::SearchRecord m_search;  // of the current run
};

}  // namespace rf::ui
