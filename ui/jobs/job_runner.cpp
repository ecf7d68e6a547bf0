// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include <mutex>

namespace rf::ui {

namespace {
constexpr std::chrono::milliseconds kPatience{500};
}

/// How the lanes reach the runner, which may be gone when they are done.
struct JobRunner::Mailbox {
    std::mutex mutex;
    JobRunner* runner = nullptr;

    void post(std::shared_ptr<const Job> job, Answer answer) {
        const std::lock_guard lock(mutex);
        if (!runner) return;
        QMetaObject::invokeMethod(
            runner, [to = runner, job = std::move(job), answer = std::move(answer)] { to->answer(job, answer); }, Qt::QueuedConnection);
    }
};

JobRunner::JobRunner(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>()) { m_mailbox->runner = this; }

JobRunner::~JobRunner() {
    {
        const std::lock_guard lock(m_mailbox->mutex);
        m_mailbox->runner = nullptr;
    }
    for (JobLane& lane : m_lanes) lane.close();
    const auto latest = std::chrono::steady_clock::now() + kPatience;
    for (JobLane& lane : m_lanes) lane.waitUntil(latest);
}

void JobRunner::enqueue(std::shared_ptr<Job> job) {
    if (const auto older = m_active.find(job->tag); older != m_active.end()) withdraw(*older->second);
    const auto inLane = std::make_shared<JobLane::Work>();
    job->inLane = inLane;
    const std::shared_ptr<const Job> started = std::move(job);
    inLane->run = [mailbox = m_mailbox, started, token = inLane->stop.get_token()] {
        mailbox->post(started, started->work(Progress(token, started->sink)));
    };
    m_active[started->tag] = started;
    lane(started->lane).add(inLane);
}

void JobRunner::withdraw(const Job& job) {
    if (const auto work = job.inLane.lock()) lane(job.lane).withdraw(work);
}

void JobRunner::cancel(const QString& tag) {
    const auto found = m_active.find(tag);
    if (found == m_active.end()) return;
    const auto job = found->second;
    withdraw(*job);
    m_active.erase(found);
    job->cancelled();
}

void JobRunner::answer(const std::shared_ptr<const Job>& job, const Answer& answer) {
    const auto found = m_active.find(job->tag);
    if (found == m_active.end() || found->second != job) return;  // cancelled or replaced meanwhile
    m_active.erase(found);
    answer();
}

}  // namespace rf::ui
