// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <mutex>
#include <optional>

#include "core/storage/store.h"

namespace rf::ui {

class JobRunner;

/// Which store the window uses.
struct StoreChoice {
    bool isOff = true;                  ///< nothing is kept
    std::filesystem::path folder = {};  ///< empty: the user's own, see storage::defaultFolder()
};

/// Opens a store when it is first asked for, in the thread that asks. Thread-safe.
class LazyStore {
public:
    explicit LazyStore(StoreChoice choice) : m_choice(std::move(choice)) {}

    /// Null where nothing is kept; if it could not be opened, takeWarnings() says why.
    std::shared_ptr<storage::Store> get();
    /// What the user should know; each is given once.
    std::vector<Error> takeWarnings();

private:
    std::mutex m_mutex;
    StoreChoice m_choice;
    bool m_isOpened = false;
    std::shared_ptr<storage::Store> m_store;
    std::vector<Error> m_warnings;
};

/// The kept runs as the window last saw them. Every access to the store is a job: a slow disk never stops the window.
class RunStore : public QObject {
    Q_OBJECT

public:
    /// The runner outlives the answers.
    RunStore(JobRunner& jobs, StoreChoice choice);

    bool isOff() const { return m_isOff; }
    /// For the threads of runs.
    const std::shared_ptr<LazyStore>& store() const { return m_store; }
    /// The newest first.
    const std::vector<storage::RunRecord>& runs() const { return m_runs; }
    /// The newest run of a window whose program has ended before the run did.
    std::optional<storage::RunRecord> interrupted() const;

    /// Reads the runs again.
    void refresh();
    /// Removes a run, and lists the others.
    void remove(storage::RunId run);

signals:
    void changed();
    void warned(const rf::Error& warning);

private:
    void list(std::optional<storage::RunId> remove);

    JobRunner& m_jobs;
    bool m_isOff;
    std::shared_ptr<LazyStore> m_store;
    std::vector<storage::RunRecord> m_runs;
};

/// The word under which runs of the window are kept.
constexpr const char* kWindowCommand = "window";

}  // namespace rf::ui
