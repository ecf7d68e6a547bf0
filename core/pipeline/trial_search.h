// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/search_setup.h"

namespace rf::pipeline {

/// The search of a project with TunableQuantization. Earlier searches of the same model with the same settings, but for the search's
/// own, are found among the finished runs of the store, which may be null.
Result<search::SearchOutcome> searchTrials(SearchSetup& setup, storage::Store* store, search::SearchListener& listener,
                                           const Progress& progress);

/// What trials may lose, as the limits of an accuracy-aware search: so both are reported alike.
search::AccuracyControl limitsOf(const search::Search& search);

}  // namespace rf::pipeline
