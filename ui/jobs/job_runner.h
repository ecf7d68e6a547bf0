// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <array>
#include <functional>
#include <map>
#include <memory>

#include "core/base/progress.h"
#include "ui/jobs/job_lane.h"

namespace rf::ui {

/// Jobs of one lane run one after the other; the lanes don't wait for each other.
enum class Lane {
    Engine,  ///< work that runs networks: may take hours
    Quick,   ///< reading, writing, previews, layout: never waits for a network
};

/// The window's worker threads, one for each lane. A job has a tag; a newer job with the same tag replaces the older one, whose
/// answer is then dropped. Work sees only values: it owns, shared or copied, everything it uses, because it may outlive the
/// runner. Its answer is delivered in the thread of the runner. Used from that thread only.
class JobRunner : public QObject {
    Q_OBJECT

public:
    explicit JobRunner(QObject* parent = nullptr);
    /// Asks running work to stop and waits half a second at most; work that has not stopped by then is abandoned (see
    /// base/abandoned_work.h). No answer is delivered any more.
    ~JobRunner() override;

    /// Calls done exactly once unless a newer job replaces this one or the runner ends first. A tag has one lane.
    template <class T>
    void start(Lane lane, const QString& tag, std::function<Result<T>(const Progress&)> work, std::function<void(Result<T>)> done,
               Progress::Sink sink = {});

    /// Answers the job with Cancelled at once and asks its work to stop; what the work still returns is dropped.
    void cancel(const QString& tag);
    bool isActive(const QString& tag) const { return m_active.contains(tag); }

private:
    using Answer = std::function<void()>;
    struct Job {
        Lane lane = Lane::Quick;
        QString tag;
        std::function<Answer(const Progress&)> work;
        Answer cancelled;
        Progress::Sink sink;
        std::weak_ptr<JobLane::Work> inLane;  // gone once the work is done
    };
    struct Mailbox;

    JobLane& lane(Lane lane) { return m_lanes[static_cast<std::size_t>(lane)]; }
    void enqueue(std::shared_ptr<Job> job);
    void withdraw(const Job& job);
    void answer(const std::shared_ptr<const Job>& job, const Answer& answer);

    std::map<QString, std::shared_ptr<const Job>> m_active;  // waiting or running, the newest of its tag
    std::shared_ptr<Mailbox> m_mailbox;                      // shared with the lanes
    std::array<JobLane, 2> m_lanes;
};

template <class T>
void JobRunner::start(Lane lane, const QString& tag, std::function<Result<T>(const Progress&)> work, std::function<void(Result<T>)> done,
                      Progress::Sink sink) {
    auto job = std::make_shared<Job>();
    job->lane = lane;
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
