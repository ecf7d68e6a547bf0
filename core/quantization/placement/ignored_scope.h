// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/graph/graph.h"
#include "core/quantization/habits.h"
#include "core/quantization/hardware_profile.h"
#include "core/quantization/settings.h"

namespace rf::quantization::placement {

/// The nodes of one graph that the user wants in float (spec 01, section 1.5), with the rules that match them.
class IgnoredNodes {
public:
    enum class Cause { Name, Type, Pattern, Subgraph, Structure, BelowAgnostic, WholeModel };
    struct Entry {
        Cause cause;                     ///< of the first rule
        std::vector<std::size_t> rules;  ///< indices into ruleTexts(); empty for types that the model type adds
    };

    /// `prefix` is "outer|" inside bodies. Rules that checkIgnoredScope() refuses match nothing. `around` is the entry of
    /// the node whose body this is: a subgraph that contains the node contains its body.
    IgnoredNodes(const graph::Graph& graph, const std::string& prefix, const HardwareProfile& profile, const Settings& settings,
                 const Entry* around = nullptr);

    bool contains(graph::NodeId id) const { return m_entries.contains(id); }
    const Entry* find(graph::NodeId id) const;
    const std::unordered_map<graph::NodeId, Entry>& entries() const { return m_entries; }

private:
    void add(graph::NodeId id, Cause cause, std::size_t rule);
    void add(const std::vector<graph::NodeId>& ids, Cause cause, std::size_t rule);
    void addNames(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope);
    void addTypes(const graph::Graph& graph, const std::vector<IgnoredOperation>& operations, const Settings& settings);
    void addPatterns(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope);
    void addSubgraphs(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope, const Entry* around);
    void addStructures(const graph::Graph& graph, const IgnoredScope& scope);
    void addBelowAgnostic(const graph::Graph& graph, const HardwareProfile& profile, const std::vector<IgnoredOperation>& operations,
                          const Settings& settings);

    std::unordered_map<graph::NodeId, Entry> m_entries;
};

}  // namespace rf::quantization::placement
