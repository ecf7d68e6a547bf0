// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "core/base/fingerprint.h"
#include "core/base/progress.h"
#include "core/calibration/statistics.h"

namespace rf::pipeline {

struct Resources;

/// Statistics that are known beyond a run. A run asks before every pass over the data, and tells what it has measured. The only
/// error is Cancelled: a memory that can't be read knows nothing.
class StatisticsMemory {
public:
    virtual ~StatisticsMemory() = default;
    /// Statistics of this network on exactly these samples. They may answer other requests than those that are needed.
    virtual Result<std::optional<calibration::Statistics>> find(const Fingerprint& network, const Resources& resources,
                                                                std::span<const std::int64_t> samples, const Progress& progress) = 0;
    virtual Result<void> keep(const Fingerprint& network, const Resources& resources, const calibration::Statistics& statistics,
                              const Progress& progress) = 0;
};

}  // namespace rf::pipeline
