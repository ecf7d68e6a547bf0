// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_lane.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/abandoned_work.h"

namespace rf::ui {

struct JobLane::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::shared_ptr<Work>> queue;
    std::shared_ptr<Work> running;
    bool closed = false;
    bool ended = false;
    std::optional<AbandonedWork> abandoned;
    std::thread thread;
};

JobLane::JobLane() : m_state(std::make_shared<State>()) {
    m_state->thread = std::thread([state = m_state] { workLoop(state); });
}

JobLane::~JobLane() {
    close();
    waitUntil(std::chrono::steady_clock::now());
}

void JobLane::add(std::shared_ptr<Work> work) {
    const std::lock_guard lock(m_state->mutex);
    if (m_state->closed) return;
    m_state->queue.push_back(std::move(work));
    m_state->changed.notify_all();
}

void JobLane::withdraw(const std::shared_ptr<Work>& work) {
    {
        const std::lock_guard lock(m_state->mutex);
        std::erase(m_state->queue, work);
    }
    work->stop.request_stop();  // without the lock: what this calls may take its time
}

void JobLane::close() {
    std::shared_ptr<Work> running;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->closed = true;
        m_state->queue.clear();
        running = m_state->running;
        m_state->changed.notify_all();
    }
    if (running) running->stop.request_stop();
}

void JobLane::waitUntil(std::chrono::steady_clock::time_point latest) {
    if (!m_state->thread.joinable()) return;
    std::unique_lock lock(m_state->mutex);
    const bool ended = m_state->changed.wait_until(lock, latest, [this] { return m_state->ended; });
    if (!ended) m_state->abandoned.emplace();
    lock.unlock();
    if (ended)
        m_state->thread.join();
    else
        m_state->thread.detach();
}

void JobLane::workLoop(const std::shared_ptr<State>& state) {
    std::unique_lock lock(state->mutex);
    for (;;) {
        state->changed.wait(lock, [&] { return state->closed || !state->queue.empty(); });
        if (state->closed) break;
        state->running = std::move(state->queue.front());
        state->queue.pop_front();
        const std::shared_ptr<Work> work = state->running;
        lock.unlock();
        work->run();
        work->run = nullptr;  // what it owns goes here, without the lock
        lock.lock();
        state->running.reset();
    }
    state->ended = true;
    state->abandoned.reset();
    state->changed.notify_all();
}

}  // namespace rf::ui
