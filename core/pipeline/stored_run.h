// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/optimize.h"
#include "core/storage/store.h"

namespace rf::pipeline {

/// Where a run is kept, and how it begins.
struct Keeping {
    std::shared_ptr<storage::Store> store;  ///< null: nothing is kept
    std::string command;                    ///< what began the run, for lists: "optimize"
    bool resume = false;                    ///< go on with an interrupted run of the same model, settings and data
};

/// A run of optimize() that is recorded in a store: its settings, its state after every step, how it ended. What it measures
/// serves later runs. A store that fails meanwhile (a full disk) ends no run; takeWarnings() says so.
class StoredRun {
public:
    explicit StoredRun(Keeping keeping);
    ~StoredRun();
    StoredRun(const StoredRun&) = delete;
    StoredRun& operator=(const StoredRun&) = delete;

    /// See pipeline::optimize(). A run that fails or is cancelled is recorded as such.
    Result<Outcome> optimize(const Job& job, Listener& listener, const Progress& progress, std::vector<Measured> measured = {});
    /// To be called when the result is on disk. A run that never gets here can be resumed.
    void finish(const results::Report& report);

    /// The number of the run in the store; nothing before optimize() and without a store.
    std::optional<storage::RunId> id() const;
    /// The number of steps that were taken over from an interrupted run.
    std::size_t stepsTakenOver() const;
    /// What the user should know about the store; each is given once.
    std::vector<Error> takeWarnings();

private:
    class Keeper;
    std::unique_ptr<Keeper> m_keeper;
};

}  // namespace rf::pipeline
