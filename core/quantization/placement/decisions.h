// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// Why each computed node of the settled draft is or is not quantized, in graph order.
std::vector<Decision> decisions(const Draft& draft);

}  // namespace rf::quantization::placement
