// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/quantization/placement.h"
#include "core/search/settings.h"

namespace rf::search {

/// The range estimators to try for tensors of a group and scheme in place of `current` (spec 02, section 5.1, item 2), each once and
/// without `current` itself: the presets, and the product of the borders that `tuning` names. With symmetric ranges the lower border
/// only tells whether a tensor is ever negative, so it is not varied; nor are absolute values at a border of an asymmetric range.
std::vector<quantization::RangeEstimator> estimatorVariants(quantization::Group group, const quantization::Scheme& scheme,
                                                            const quantization::RangeEstimator& current, const Tuning& tuning);

}  // namespace rf::search
