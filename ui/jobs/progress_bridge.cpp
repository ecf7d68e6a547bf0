// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/progress_bridge.h"

namespace rf::ui {

namespace {
constexpr std::chrono::milliseconds kDeliveryInterval{33};
}

void ProgressBridge::Channel::stageEntered(pipeline::Stage stage) {
    m_bridge.post(m_run, [stage](News& news) { news.stages.push_back(stage); });
}

void ProgressBridge::Channel::histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) {
    m_bridge.post(m_run, [&](News& news) { news.histograms[tensor] = std::move(histogram); });
}

void ProgressBridge::Channel::report(const ProgressReport& report) {
    m_bridge.post(m_run, [&](News& news) { news.report = report; });
}

ProgressBridge::ProgressBridge(QObject* parent) : QObject(parent) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProgressBridge::deliver);
}

std::shared_ptr<ProgressBridge::Channel> ProgressBridge::open() {
    close();
    m_meter = std::make_unique<RateMeter>(RateMeter::Clock::now());
    const std::lock_guard lock(m_mutex);
    return std::make_shared<Channel>(*this, m_run);
}

void ProgressBridge::close() {
    const std::lock_guard lock(m_mutex);
    ++m_run;
    m_news = {};
}

template <class Change>
void ProgressBridge::post(quint64 run, Change change) {
    const std::lock_guard lock(m_mutex);
    if (run != m_run) return;
    change(m_news);
    if (m_posted) return;
    m_posted = true;
    QMetaObject::invokeMethod(this, &ProgressBridge::schedule, Qt::QueuedConnection);
}

void ProgressBridge::schedule() {
    const auto since = RateMeter::Clock::now() - m_lastDelivery;
    if (since >= kDeliveryInterval)
        deliver();
    else
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(kDeliveryInterval - since));
}

void ProgressBridge::deliver() {
    News news;
    {
        const std::lock_guard lock(m_mutex);
        m_posted = false;
        std::swap(news, m_news);
    }
    m_lastDelivery = RateMeter::Clock::now();
    for (const pipeline::Stage stage : news.stages) m_meter->stageEntered(stage);
    if (news.report) m_meter->update(*news.report, m_lastDelivery);
    if (!news.stages.empty() || news.report) emit progressed(m_meter->last());
    for (const auto& [tensor, histogram] : news.histograms) emit histogramGrew(tensor, histogram);
}

}  // namespace rf::ui
