// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/stored_run.h"

#include <algorithm>

#include "core/config/config.h"
#include "core/config/project_files.h"
#include "core/export/report.h"
#include "core/pipeline/program_id.h"
#include "core/pipeline/run_io.h"
#include "core/pipeline/stored_statistics.h"
#include "core/quantization/algorithm_table.h"

namespace rf::pipeline {

namespace {

std::string nameOf(const quantization::Step& step) {
    std::string name;
    for (const auto& algorithm : step.algorithms)
        name += (name.empty() ? "" : ", ") + std::string(quantization::rowOf(algorithm->name()).word);
    return name;
}

}  // namespace

class StoredRun::Keeper final : public RunKeeper {
public:
    explicit Keeper(Keeping keeping) : m_keeping(std::move(keeping)), m_statistics(std::make_shared<StoredStatistics>(m_keeping.store)) {}

    void start(const Job& job) { m_job = &job; }

    std::shared_ptr<StatisticsMemory> memory() override { return m_statistics; }
    std::shared_ptr<storage::Store> store() override { return m_keeping.store; }

    Result<std::optional<RunState>> begun(const Plan& plan, const Resources& resources, const Progress& progress) override {
        storage::RunStart start{"", m_keeping.command, config::resultName(m_job->project), config::write(m_job->project), programId()};
        // A run that reads no data does not depend on it.
        const auto samples = plan.nothingToQuantize() ? std::vector<std::int64_t>() : samplesOf(plan, resources.samples->size());
        RF_TRY(const Fingerprint data, m_statistics->dataOf(resources, samples, progress));
        start.key = fmt::format("{} plan {} data {}", makerOf(resources), toText(plan.fingerprint), toText(data));
        if (m_keeping.resume)
            if (auto state = takeOver(start.key, plan)) return state;
        if (auto run = m_keeping.store->begin(start))
            m_run = *run;
        else
            warn(run.error());
        return std::optional<RunState>();
    }

    Result<void> stepDone(const Plan& plan, const RunState& state) override {
        if (!m_run || m_hasFailed) return {};
        const std::size_t done = state.step - 1;
        const storage::StepRecord step{static_cast<std::int64_t>(done), nameOf(plan.steps[done])};
        if (auto kept = m_keeping.store->checkpoint(*m_run, step, toBytes(state, plan)); !kept) warn(kept.error());
        return {};
    }

    void end(storage::RunStatus status, const std::string& report) {
        if (!m_run) return;
        if (auto ended = m_keeping.store->finish(*m_run, status, report); !ended) warn(ended.error());
    }

    const Keeping& keeping() const { return m_keeping; }
    std::optional<storage::RunId> run() const { return m_run; }
    std::size_t stepsTakenOver() const { return m_stepsTakenOver; }

    std::vector<Error> takeWarnings() {
        std::vector<Error> all = std::exchange(m_warnings, {});
        for (auto& more : {m_statistics->takeWarnings(), m_keeping.store->takeWarnings()}) all.insert(all.end(), more.begin(), more.end());
        return all;
    }

private:
    /// The last state of an interrupted run; nothing where there is none that can be read.
    std::optional<RunState> takeOver(const std::string& key, const Plan& plan) {
        const auto run = m_keeping.store->resumable(key);
        if (!run || !*run) return std::nullopt;
        const auto kept = m_keeping.store->lastCheckpoint(**run);
        if (!kept || !*kept) return std::nullopt;
        auto state = fromBytes(std::as_bytes(std::span((*kept)->state)), plan);
        if (!state) {
            warn(state.error());
            return std::nullopt;
        }
        if (const auto resumed = m_keeping.store->resume(**run); !resumed || !*resumed) return std::nullopt;
        m_run = **run;
        m_stepsTakenOver = state->step;
        return std::move(*state);
    }

    /// The run goes on, but its state is not kept any more.
    void warn(const Error& error) {
        if (!m_hasFailed) m_warnings.push_back(error);
        m_hasFailed = true;
    }

    Keeping m_keeping;
    std::shared_ptr<StoredStatistics> m_statistics;
    const Job* m_job = nullptr;
    std::optional<storage::RunId> m_run;
    std::size_t m_stepsTakenOver = 0;
    bool m_hasFailed = false;
    std::vector<Error> m_warnings;
};

StoredRun::StoredRun(Keeping keeping) : m_keeper(keeping.store ? std::make_unique<Keeper>(std::move(keeping)) : nullptr) {}
StoredRun::~StoredRun() = default;

Result<Outcome> StoredRun::optimize(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured) {
    if (!m_keeper) return pipeline::optimize(job, listener, progress, std::move(measured));
    m_keeper->start(job);
    auto outcome = pipeline::optimize(job, listener, progress, std::move(measured), m_keeper.get());
    if (!outcome) {
        const bool cancelled = outcome.error().code() == ErrorCode::Cancelled;
        m_keeper->end(cancelled ? storage::RunStatus::Cancelled : storage::RunStatus::Failed, outcome.error().message());
    }
    return outcome;
}

void StoredRun::finish(const results::Report& report) {
    if (m_keeper) m_keeper->end(storage::RunStatus::Finished, exporting::toJson(report));
}

std::optional<storage::RunId> StoredRun::id() const { return m_keeper ? m_keeper->run() : std::nullopt; }
std::size_t StoredRun::stepsTakenOver() const { return m_keeper ? m_keeper->stepsTakenOver() : 0; }
std::vector<Error> StoredRun::takeWarnings() { return m_keeper ? m_keeper->takeWarnings() : std::vector<Error>(); }

}  // namespace rf::pipeline
