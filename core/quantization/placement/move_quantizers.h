// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/placement/draft.h"

namespace rf::quantization::placement {

/// Lifts every FakeQuantize above the operators that int8 passes through unchanged, as far up as all readers agree
/// (spec 01, section 3.5).
void moveQuantizersUp(Draft& draft);

/// Of several FakeQuantize that read one tensor keeps the one whose name sorts first (section 3.2, item 5).
void mergeDuplicates(Draft& draft);

}  // namespace rf::quantization::placement
