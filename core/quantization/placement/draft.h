// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/graph/edit.h"
#include "core/graph/known_values.h"
#include "core/quantization/habits.h"
#include "core/quantization/placement.h"
#include "core/quantization/placement/ignored_scope.h"
#include "core/quantization/placement/layer_choices.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

/// The network while FakeQuantize nodes are being placed. The nodes have only their data input until placement is
/// settled; ranges are added once, at the end.
struct Draft {
    struct Mark {
        Group group = Group::Activations;
        int priority = 1;  ///< decides the group when two meet (spec 01, sections 3.4 and 3.5)
    };

    graph::Graph graph;
    const HardwareProfile& profile;
    const Settings& settings;
    const graph::KnownValues& known;
    /// Operators that belong to ignored patterns, by the name of the pattern: nothing is inserted there, nothing moves across.
    const std::unordered_map<graph::NodeId, std::string>& skipped;
    const IgnoredNodes& ignored;
    std::map<graph::NodeId, Mark> quantizers;  ///< inserted by placement; without FakeQuantize nodes of the original model
    LayerChoices choices = {};

    bool isSkipped(graph::NodeId id) const { return skipped.contains(id); }
    bool isIgnored(graph::NodeId id) const { return skipped.contains(id) || ignored.contains(id); }
    std::vector<graph::NodeId> quantizersByName() const;
};

/// Puts a FakeQuantize called `name` before `input`; returns it.
graph::NodeId addQuantizer(Draft& draft, const std::string& name, graph::Input input, Draft::Mark mark);
/// `upper` replaces a FakeQuantize right below it, or one that would be inserted there. The mark with the higher priority
/// decides the group.
void absorb(Draft& draft, graph::NodeId upper, Draft::Mark lower);
/// Removes a FakeQuantize; its consumers read its source instead.
void removeQuantizer(Draft& draft, graph::NodeId quantizer);

}  // namespace rf::quantization::placement
