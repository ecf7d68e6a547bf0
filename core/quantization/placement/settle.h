// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/quantization/placement/draft.h"

/// Turns the draft into the finished graph: completes the inputs of its nodes and keeps the names of outputs.
namespace rf::quantization::placement {

/// A FakeQuantize before a Result takes the name of its producer, which becomes "<name>/pre_fq_input" (spec 01, section 3.8).
void keepOutputNames(Draft& draft);

/// Replaces every FakeQuantize of the draft by one with `levels` and four range constants of zero. Answers old id → new id.
std::map<graph::NodeId, graph::NodeId> addRanges(Draft& draft, const std::map<graph::NodeId, std::int64_t>& levels);

}  // namespace rf::quantization::placement
