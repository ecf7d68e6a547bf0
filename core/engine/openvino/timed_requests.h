// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

#include "core/engine/timing.h"

namespace ov {
class CompiledModel;
class InferRequest;
}  // namespace ov

namespace rf::engine {

/// Makes a request whose inputs are set.
using MakeRequest = std::function<ov::InferRequest()>;

/// One run at a time, on the thread that asks. Throws what OpenVINO throws, as all here.
Result<std::vector<RunTime>> timeOneByOne(const MakeRequest& make, std::int64_t runs, const std::stop_token& token);

/// As many requests as OpenVINO recommends, each started again as soon as it is done: the time of all by the number of runs.
Result<std::vector<RunTime>> timeSideBySide(const ov::CompiledModel& model, const MakeRequest& make, std::int64_t runs,
                                            const std::stop_token& token);

/// The nodes of a model that was compiled with profiling, and their counters. Nothing may have run yet.
Result<Profile> profileOf(const ov::CompiledModel& model, const MakeRequest& make, std::int64_t runs, const std::stop_token& token);

}  // namespace rf::engine
