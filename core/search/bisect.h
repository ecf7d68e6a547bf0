// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/accuracy_aware_run.h"

namespace rf::search {

/// Our own way from a quantized model that loses too much to one within the limits with few layers in float
/// (docs/algorithms/accuracy_aware.md): the shortest beginning of the ranked list that is enough, found by doubling and halving;
/// then whatever of it turns out harmless is quantized again; then the same once more behind its first half, ranked anew, as long
/// as that saves layers. Answers what has stopped it; the best candidate is the run's.
Result<std::string> revertByBisection(AccuracyRun& run, const Evaluated& start);

}  // namespace rf::search
