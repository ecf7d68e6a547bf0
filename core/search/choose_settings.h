// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/search/oracle.h"

namespace rf::search {

/// One setting that may do better than what was best so far.
struct Variation {
    std::string name;  ///< as steps tell it: "mixed preset"
    std::function<Result<quantization::Settings>(const quantization::Settings& best, const Progress& progress)> apply;
};

/// Samples that settings are compared on at most.
constexpr std::int64_t kComparedSamples = 300;

/// As many samples as are compared, evenly spread: data is often sorted.
std::vector<std::int64_t> comparedSamples(std::int64_t available, std::int64_t most = kComparedSamples);

/// Whether a model is better than another by more than chance, both asked about the same samples: by the first metric whose differences
/// sample by sample have a mean beyond two of its standard errors. A metric without values of single samples decides by its value.
bool isClearlyBetter(const Answer& one, const Answer& other, const std::vector<MetricInfo>& metrics);

/// Tries one variation after the other on the best settings so far and keeps what is clearly better; so `start` should be what
/// is preferred otherwise. Steps: "float", "quantized" (`start`), then the variations by name; the drops are against the float model.
Result<SearchOutcome> chooseSettings(const quantization::Settings& start, std::span<const Variation> variations, Oracle& oracle,
                                     SearchListener& listener, const Progress& progress);

}  // namespace rf::search
