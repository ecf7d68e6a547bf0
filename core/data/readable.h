// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/data/dataset.h"

namespace rf::data {

/// The source without the samples whose files are damaged. Every sample is loaded once to find them, so that which ones are
/// left out depends on the files only, not on threads or on what is asked for first. The damaged sample after the first
/// `limit` ones is the error of the call. Each one left out is a warning in the log and an entry of skipped().
Result<std::shared_ptr<const SampleSource>> withoutDamaged(std::shared_ptr<const SampleSource> source, std::int64_t limit,
                                                           const std::stop_token& token);

}  // namespace rf::data
