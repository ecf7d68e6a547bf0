// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/accuracy_aware_run.h"

namespace rf::search {

/// POT's reverting loop with all its accidents (spec 02, section 4.5). Settles on the last model; answers what has stopped it.
Result<std::string> revertAsPot(AccuracyRun& run, Evaluated start);

}  // namespace rf::search
