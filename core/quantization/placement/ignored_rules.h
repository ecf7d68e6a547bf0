// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/graph/graph.h"
#include "core/quantization/habits.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

/// Where each kind of rule starts in the list of all rules; see ruleTexts() in placement.h.
struct RuleNumbers {
    std::size_t operations, patterns, subgraphs, structures, end;
};
RuleNumbers ruleNumbers(const IgnoredScope& scope);

/// InvalidArgument for an empty entry and for an invalid expression. Unless POT's habits are on, which ignore these: also for a
/// layer that does not exist (with the nearest name) and for a subgraph without a path.
Result<void> checkIgnoredScope(const graph::Graph& graph, const IgnoredScope& scope, const Habits& habits);

}  // namespace rf::quantization::placement
