// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/progress_bridge.h"

#include <mutex>

namespace rf::ui {

namespace {
constexpr std::chrono::milliseconds kDeliveryInterval{33};
}

struct ProgressBridge::Inbox {
    struct News {
        std::vector<pipeline::Stage> stages;
        std::optional<ProgressReport> report;
        std::map<graph::Output, std::shared_ptr<const calibration::Histogram>> histograms;
        std::vector<search::SearchStep> steps;
        std::vector<search::MetricInfo> metrics;
        std::shared_ptr<const pipeline::Outcome> best;
    };

    std::mutex mutex;
    ProgressBridge* bridge = nullptr;  ///< null once it is gone
    quint64 run = 0;                   ///< the newest
    News news;
    bool posted = false;

    template <class Change>
    void post(quint64 sender, Change change) {
        const std::lock_guard lock(mutex);
        if (!bridge || sender != run) return;
        change(news);
        if (posted) return;
        posted = true;
        QMetaObject::invokeMethod(bridge, &ProgressBridge::schedule, Qt::QueuedConnection);
    }
};

void ProgressBridge::Channel::stageEntered(pipeline::Stage stage) {
    m_inbox->post(m_run, [stage](Inbox::News& news) { news.stages.push_back(stage); });
}

void ProgressBridge::Channel::histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) {
    m_inbox->post(m_run, [&](Inbox::News& news) { news.histograms[tensor] = std::move(histogram); });
}

// The best model so far is made at once, so that it is there whatever happens to the search.
Result<void> ProgressBridge::Channel::searchStepDone(const pipeline::SearchProgress& progress) {
    std::shared_ptr<const pipeline::Outcome> best;
    if (progress.step().best) {
        RF_TRY(pipeline::Outcome outcome, progress.outcome(Progress()));
        best = std::make_shared<const pipeline::Outcome>(std::move(outcome));
    }
    m_inbox->post(m_run, [&](Inbox::News& news) {
        news.steps.push_back(progress.step());
        news.metrics = progress.metrics();
        if (best) news.best = best;
    });
    return {};
}

void ProgressBridge::Channel::report(const ProgressReport& report) {
    m_inbox->post(m_run, [&](Inbox::News& news) { news.report = report; });
}

ProgressBridge::ProgressBridge(QObject* parent) : QObject(parent), m_inbox(std::make_shared<Inbox>()) {
    m_inbox->bridge = this;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProgressBridge::deliver);
}

ProgressBridge::~ProgressBridge() {
    const std::lock_guard lock(m_inbox->mutex);
    m_inbox->bridge = nullptr;
}

std::shared_ptr<ProgressBridge::Channel> ProgressBridge::open() {
    close();
    m_meter = std::make_unique<RateMeter>(RateMeter::Clock::now());
    m_search = {};
    const std::lock_guard lock(m_inbox->mutex);
    return std::make_shared<Channel>(m_inbox, m_inbox->run);
}

void ProgressBridge::close() {
    const std::lock_guard lock(m_inbox->mutex);
    ++m_inbox->run;
    m_inbox->news = {};
}

void ProgressBridge::schedule() {
    const auto since = RateMeter::Clock::now() - m_lastDelivery;
    if (since >= kDeliveryInterval)
        deliver();
    else
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(kDeliveryInterval - since));
}

void ProgressBridge::deliver() {
    Inbox::News news;
    {
        const std::lock_guard lock(m_inbox->mutex);
        m_inbox->posted = false;
        std::swap(news, m_inbox->news);
    }
    m_lastDelivery = RateMeter::Clock::now();
    for (const pipeline::Stage stage : news.stages) m_meter->stageEntered(stage);
    if (news.report) m_meter->update(*news.report, m_lastDelivery);
    if (!news.stages.empty() || news.report) emit progressed(m_meter->last());
    for (const auto& [tensor, histogram] : news.histograms) emit histogramGrew(tensor, histogram);
    if (news.steps.empty()) return;
    m_search.metrics = std::move(news.metrics);
    for (search::SearchStep& step : news.steps) m_search.steps.push_back(std::move(step));
    emit searchMoved(m_search, news.best);
}

}  // namespace rf::ui
