// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/search_setup.h"
#include "core/search/choose_settings.h"

namespace rf::pipeline {

/// Whether two plans quantize a tensor differently.
bool placesOtherwise(const Plan& one, const Plan& other);

/// The settings that the preset `auto` begins with: performance.
quantization::Settings firstSettings(quantization::Settings settings);

/// What the preset `auto` tries besides, the likeliest first; what changes nothing for this network is left out. Where the
/// user lists algorithms, theirs are kept. `setup` must outlive the variations.
Result<std::vector<search::Variation>> settingVariations(SearchSetup& setup, const Progress& progress);

}  // namespace rf::pipeline
