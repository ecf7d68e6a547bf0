// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/base/progress.h"

namespace rf::ui {

/// What a job needs: the engine, perhaps for hours, or only a moment. One thread serves both so far.
enum class Lane { Engine, Quick };

/// The window's one worker thread. A job has a tag; a newer job with the same tag replaces the older one, whose answer is
/// then dropped. Work sees only values; its answer is delivered in the thread of the runner. Used from that thread only.
class JobRunner : public QObject {
    Q_OBJECT

public:
    explicit JobRunner(QObject* parent = nullptr);
    /// Asks the running job to stop and waits for it; no answer is delivered any more.
    ~JobRunner() override;

    /// Calls done exactly once unless a newer job replaces this one or the runner ends first.
    template <class T>
    void start(const QString& tag, std::function<Result<T>(const Progress&)> work, std::function<void(Result<T>)> done,
               Progress::Sink sink = {});

    template <class T>
    void start(Lane, const QString& tag, std::function<Result<T>(const Progress&)> work, std::function<void(Result<T>)> done,
               Progress::Sink sink = {}) {
        start<T>(tag, std::move(work), std::move(done), std::move(sink));
    }

    /// Answers the job with Cancelled at once and asks its work to stop; what the work still returns is dropped.
    void cancel(const QString& tag);
    bool isActive(const QString& tag) const { return m_active.contains(tag); }

private:
    using Answer = std::function<void()>;
    struct Job {
        QString tag;
        quint64 number = 0;
        std::stop_source stop;
        std::function<Answer(const Progress&)> work;
        Answer cancelled;
        Progress::Sink sink;
    };

    void enqueue(std::shared_ptr<Job> job);
    void withdraw(const std::shared_ptr<Job>& job);
    void workLoop(const std::stop_token& quit);
    void answer(const std::shared_ptr<Job>& job, const Answer& answer);

    quint64 m_count = 0;
    std::map<QString, std::shared_ptr<Job>> m_active;  // waiting or running, the newest of its tag

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::shared_ptr<Job>> m_queue;
    std::shared_ptr<Job> m_running;
    std::jthread m_thread;
};

template <class T>
void JobRunner::start(const QString& tag, std::function<Result<T>(const Progress&)> work, std::function<void(Result<T>)> done,
                      Progress::Sink sink) {
    auto job = std::make_shared<Job>();
    job->tag = tag;
    job->work = [work = std::move(work), done](const Progress& progress) -> Answer {
        auto result = std::make_shared<Result<T>>(work(progress));
        return [result, done] { done(std::move(*result)); };
    };
    job->cancelled = [done] { done(rf::cancelled()); };
    job->sink = std::move(sink);
    enqueue(std::move(job));
}

}  // namespace rf::ui
