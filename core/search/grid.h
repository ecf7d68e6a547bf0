// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/accuracy_aware_run.h"

/// `tune_hyperparams`: range estimators, then bias corrections, tried on the samples that lose most (spec 02, section 4.8).
namespace rf::search {

/// The ten settings of the first stage: other estimators for weights, then for activations, one kind at a time. With
/// `replaceSections` whatever else the user has set for that kind of tensor is lost, as in POT.
std::vector<quantization::Settings> estimatorChoices(const quantization::Settings& base, bool replaceSections);
/// The two of the second stage: fast and exact bias correction.
std::vector<quantization::Settings> biasChoices(const quantization::Settings& base);

/// The best of all choices on the samples that `values`, those of `start`, name as hardest. By default `start` is one of them.
Result<quantization::Settings> tunedSettings(AccuracyRun& run, const quantization::Settings& start, const PerSampleValues& values);

}  // namespace rf::search
