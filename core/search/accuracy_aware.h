// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/oracle.h"
#include "core/search/settings.h"

namespace rf::search {

/// AccuracyAwareQuantization (spec 02, section 4): quantizes with `base`, and where a metric loses more than allowed, tries other
/// settings as far as `control` asks for them, then brings layers back to float (docs/algorithms/accuracy_aware.md). In POT's
/// compatibility the way and the end are POT's; by default the end is the model with the fewest layers in float among those
/// that meet every limit, else the one nearest to the limits. The result is the same on every run. InvalidArgument for a metric
/// that is not measured, or when no metric can be compared with the float model; Unsupported for devices that can't run float.
Result<SearchOutcome> accuracyAware(const AccuracyControl& control, const quantization::Settings& base,
                                    quantization::Compatibility compatibility, Oracle& oracle, SearchListener& listener,
                                    const Budget& budget, const Progress& progress);

}  // namespace rf::search
