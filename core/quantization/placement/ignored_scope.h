// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/graph/graph.h"
#include "core/quantization/hardware_profile.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

/// The nodes of one graph that the user wants in float (spec 01, section 1.5), and which of the user's rules says so.
class IgnoredNodes {
public:
    enum class Cause { Name, Type, BelowAgnostic, WholeModel };
    struct Entry {
        Cause cause;
        std::size_t rule;  ///< index into rules()
    };

    /// `prefix` is "outer|" inside bodies. Names that are not in this graph match nothing; see unknownName().
    IgnoredNodes(const graph::Graph& graph, const std::string& prefix, const HardwareProfile& profile, const Settings& settings);

    bool contains(graph::NodeId id) const { return m_entries.contains(id); }
    const Entry* find(graph::NodeId id) const;
    const std::unordered_map<graph::NodeId, Entry>& entries() const { return m_entries; }

    /// The user's rules as text, in the order of the settings: names, then operations.
    static std::vector<std::string> rules(const Settings& settings);

private:
    void addNames(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope);
    void addTypes(const graph::Graph& graph, const std::vector<IgnoredOperation>& operations, const Settings& settings);
    void addBelowAgnostic(const graph::Graph& graph, const HardwareProfile& profile, const std::vector<IgnoredOperation>& operations,
                          const Settings& settings);

    std::unordered_map<graph::NodeId, Entry> m_entries;
};

/// NotFound-style check of the names in the ignored scope: InvalidArgument with the nearest name that exists.
Result<void> checkIgnoredNames(const graph::Graph& graph, const IgnoredScope& scope);

}  // namespace rf::quantization::placement
