// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/placement.h"

namespace rf::quantization::placement {

/// Applies the user's overrides of ranges to quantizers, bodies included. InvalidArgument when an override names no quantizer
/// (with the nearest name that exists), gives one border without the other, or an empty range.
Result<void> applyOverrides(Placement& placement, std::span<const RangeOverride> overrides);

}  // namespace rf::quantization::placement
