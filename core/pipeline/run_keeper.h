// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/pipeline/run.h"
#include "core/storage/store.h"

namespace rf::pipeline {

/// Is told of a run from step to step, and may let it go on from a state that was kept. Errors end the run.
class RunKeeper {
public:
    virtual ~RunKeeper() = default;
    /// For the statistics of the run; may be null.
    virtual std::shared_ptr<StatisticsMemory> memory() { return nullptr; }
    /// Keeps the answers that a search gets; may be null.
    virtual std::shared_ptr<storage::Store> store() { return nullptr; }
    /// Before the first step: the state to go on from; nothing: the run begins at its beginning.
    virtual Result<std::optional<RunState>> begun(const Plan& plan, const Resources& resources, const Progress& progress) = 0;
    virtual Result<void> stepDone(const Plan& plan, const RunState& state) = 0;
};

}  // namespace rf::pipeline
