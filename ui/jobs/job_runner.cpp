// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include <algorithm>

namespace rf::ui {

JobRunner::JobRunner(QObject* parent) : QObject(parent), m_thread([this](const std::stop_token& quit) { workLoop(quit); }) {}

JobRunner::~JobRunner() {
    m_thread.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        m_queue.clear();
        if (m_running) m_running->stop.request_stop();
    }
    m_thread.join();
}

void JobRunner::enqueue(std::shared_ptr<Job> job) {
    if (const auto older = m_active.find(job->tag); older != m_active.end()) withdraw(older->second);
    job->number = ++m_count;
    m_active[job->tag] = job;
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void JobRunner::withdraw(const std::shared_ptr<Job>& job) {
    const std::lock_guard lock(m_mutex);
    std::erase(m_queue, job);
    job->stop.request_stop();
}

void JobRunner::cancel(const QString& tag) {
    const auto found = m_active.find(tag);
    if (found == m_active.end()) return;
    const auto job = found->second;
    withdraw(job);
    m_active.erase(found);
    job->cancelled();
}

void JobRunner::answer(const std::shared_ptr<Job>& job, const Answer& answer) {
    const auto found = m_active.find(job->tag);
    if (found == m_active.end() || found->second != job) return;  // cancelled or replaced meanwhile
    m_active.erase(found);
    answer();
}

void JobRunner::workLoop(const std::stop_token& quit) {
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, quit, [this] { return !m_queue.empty(); })) {
        m_running = std::move(m_queue.front());
        m_queue.pop_front();
        const auto job = m_running;
        lock.unlock();
        const Answer result = job->work(Progress(job->stop.get_token(), job->sink));
        QMetaObject::invokeMethod(
            this, [this, job, result] { answer(job, result); }, Qt::QueuedConnection);
        lock.lock();
        m_running.reset();
    }
}

}  // namespace rf::ui
