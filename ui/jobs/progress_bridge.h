// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <mutex>

#include "ui/jobs/run_progress.h"

namespace rf::ui {

/// Carries what a run says from its threads into the window's: at most 30 deliveries a second, and only the newest of
/// each kind, so that a fast run never builds a backlog. Outlives the jobs that report to it.
class ProgressBridge : public QObject {
    Q_OBJECT

public:
    /// What the threads of one run talk to. Reports of an older run than the last one opened are dropped.
    class Channel : public pipeline::Listener {
    public:
        Channel(ProgressBridge& bridge, quint64 run) : m_bridge(bridge), m_run(run) {}
        void stageEntered(pipeline::Stage stage) override;
        void histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) override;
        bool wantsHistograms() const override { return true; }
        void report(const ProgressReport& report);

    private:
        ProgressBridge& m_bridge;
        quint64 m_run;
    };

    explicit ProgressBridge(QObject* parent = nullptr);

    std::shared_ptr<Channel> open();
    /// Delivers what is waiting, at once.
    void flush() { deliver(); }
    /// Nothing more is delivered of the current run.
    void close();

signals:
    void progressed(const rf::ui::RunProgress& progress);
    void histogramGrew(rf::graph::Output tensor, const std::shared_ptr<const rf::calibration::Histogram>& histogram);

private:
    struct News {
        std::vector<pipeline::Stage> stages;
        std::optional<ProgressReport> report;
        std::map<graph::Output, std::shared_ptr<const calibration::Histogram>> histograms;
    };
    template <class Change>
    void post(quint64 run, Change change);
    void schedule();
    void deliver();

    std::mutex m_mutex;
    quint64 m_run = 0;
    News m_news;
    bool m_posted = false;

    QTimer m_timer;
    RateMeter::Clock::time_point m_lastDelivery{};
    std::unique_ptr<RateMeter> m_meter;
};

}  // namespace rf::ui
