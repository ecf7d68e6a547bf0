// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/optimize.h"
#include "core/pipeline/run_keeper.h"
#include "core/pipeline/search_measure.h"
#include "core/pipeline/search_memory.h"
#include "core/pipeline/search_oracle.h"

namespace rf::pipeline {

/// Everything that a search of a project stands on. Its parts refer to one another, so it stays where it is.
struct SearchSetup {
    /// Opens data and engine and chooses the metrics; answers are remembered in the keeper's store. `job` and `listener` must
    /// outlive the setup.
    static Result<std::unique_ptr<SearchSetup>> open(const Job& job, Listener& listener, std::vector<Measured> measured, RunKeeper* keeper,
                                                     const Progress& progress);

    search::Oracle& oracle() { return *remembering; }
    engine::Arithmetic arithmetic() const;

    const Job& job;
    Resources resources;                                 ///< with the calibration data
    std::shared_ptr<const data::SampleSource> testData;  ///< what the metrics are measured on
    Plan plan;                                           ///< of the project's own settings
    SearchMeasure measure;
    std::unique_ptr<CandidateNetworks> networks;
    std::unique_ptr<NetworkOracle> measuring;
    std::unique_ptr<RememberingOracle> remembering;

private:
    explicit SearchSetup(const Job& itsJob) : job(itsJob) {}
    Result<std::string> identity(const Progress& progress) const;
    Result<search::Latency> latency(const graph::Graph& network, bool floatModel, const Progress& progress);
};

}  // namespace rf::pipeline
