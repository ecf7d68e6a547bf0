// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/quantization/hardware_profile.h"
#include "core/quantization/placement.h"

/// From lists of candidate schemes to one: the arithmetic of spec 01, sections 1.3, 1.4 and 2.4, without any graph.
namespace rf::quantization::placement {

/// The schemes both lists allow, in order. Lists without a common (mode, granularity) are widened by simpler variants of
/// their members and tried again; empty when that fails too.
std::vector<Scheme> intersect(const std::vector<Scheme>& left, const std::vector<Scheme>& right, int primaryBits);

/// The candidates that satisfy what the user asks for; the user's own scheme when none does.
std::vector<Scheme> constrained(const std::vector<Scheme>& candidates, const TensorConstraint& constraint);

/// Candidates are ordered fastest first, most accurate last.
Scheme byPreset(const std::vector<Scheme>& candidates, Group group, Preset preset);

bool isSigned(const Scheme& scheme);
/// |low| + |high| + 1; the limits of `bits` where the scheme names none, one less below for symmetric weights.
std::int64_t levels(const Scheme& scheme, Group group);

}  // namespace rf::quantization::placement
