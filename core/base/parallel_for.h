// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

#include "core/base/result.h"

namespace rf {

/// Calls body(i) for every i in [0, count) on up to `threads` threads (0 = all processors) and waits for all of them. Returns
/// the failure with the lowest index; after a failure no further indices are started. Each body writes to a slot of its own.
Result<void> parallelFor(std::int64_t count, int threads, const std::function<Result<void>(std::int64_t)>& body);

/// The number of threads that `requested` stands for: itself when positive, else the number of processors.
int threadCount(int requested);

}  // namespace rf
