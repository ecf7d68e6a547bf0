// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/ignored_scope.h"

#include <algorithm>
#include <charconv>
#include <deque>

#include "core/quantization/placement/ignored_names.h"
#include "core/quantization/placement/ignored_rules.h"
#include "core/quantization/placement/ignored_structure.h"
#include "core/quantization/placement/ignored_subgraph.h"
#include "core/quantization/placement/operator_traits.h"

namespace rf::quantization::placement {

namespace {

/// Lists are compared element by element however they are written: "[2, 2]", "2,2".
std::vector<std::string> elements(const std::string& text) {
    std::vector<std::string> list(1);
    for (const char c : text) {
        if (c == ',')
            list.emplace_back();
        else if (!std::isspace(static_cast<unsigned char>(c)) && c != '[' && c != ']')
            list.back() += c;
    }
    return list;
}

bool sameValue(const std::string& a, const std::string& b) {
    const auto number = [](const std::string& text, double& value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size();
    };
    double x = 0, y = 0;
    return a == b || (number(a, x) && number(b, y) && x == y);
}

/// An attribute as users know it: those of the file, and `output` and `group` of convolutions (spec 01, section 1.5).
std::optional<std::string> attribute(const graph::Graph& graph, const graph::Node& node, const std::string& name) {
    if (name == "group" && node.type == graph::op::kGroupConvolution) return std::to_string(groups(graph, node));
    if (name == "output" && outputChannels(graph, node) >= 0) return std::to_string(outputChannels(graph, node));
    if (const std::string* text = node.attributes.find(name)) return *text;
    return std::nullopt;
}

bool attributesMatch(const graph::Graph& graph, const graph::Node& node, const IgnoredOperation& operation) {
    return std::all_of(operation.attributes.begin(), operation.attributes.end(), [&](const auto& wanted) {
        const auto value = attribute(graph, node, wanted.first);
        if (!value) return false;
        const auto a = elements(*value), b = elements(wanted.second);
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameValue);
    });
}

/// The user's operations and those that the model type adds.
std::vector<IgnoredOperation> allOperations(const HardwareProfile& profile, const Settings& settings) {
    std::vector<IgnoredOperation> operations = settings.ignored.operations;
    if (settings.modelType == ModelType::Transformer)
        for (const std::string& type : profile.transformerIgnored) operations.push_back({type, {}});
    return operations;
}

/// The rule that the i-th of allOperations() is.
std::vector<std::size_t> ruleOf(std::size_t i, const IgnoredScope& scope) {
    if (i >= scope.operations.size()) return {};
    return {ruleNumbers(scope).operations + i};
}

}  // namespace

IgnoredNodes::IgnoredNodes(const graph::Graph& graph, const std::string& prefix, const HardwareProfile& profile, const Settings& settings,
                           const Entry* around) {
    if (settings.ignored.skipModel) {
        for (const graph::NodeId id : graph.nodes()) m_entries.emplace(id, Entry{Cause::WholeModel, {}});
        return;
    }
    const std::vector<IgnoredOperation> operations = allOperations(profile, settings);
    addNames(graph, prefix, settings.ignored);
    addTypes(graph, operations, settings);
    addPatterns(graph, prefix, settings.ignored);
    addSubgraphs(graph, prefix, settings.ignored, around);
    addStructures(graph, settings.ignored);
    addBelowAgnostic(graph, profile, operations, settings);
}

const IgnoredNodes::Entry* IgnoredNodes::find(graph::NodeId id) const {
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

void IgnoredNodes::add(graph::NodeId id, Cause cause, std::size_t rule) {
    std::vector<std::size_t>& rules = m_entries.try_emplace(id, Entry{cause, {}}).first->second.rules;
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
}

void IgnoredNodes::add(const std::vector<graph::NodeId>& ids, Cause cause, std::size_t rule) {
    for (const graph::NodeId id : ids) add(id, cause, rule);
}

void IgnoredNodes::addNames(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope) {
    for (std::size_t rule = 0; rule < scope.names.size(); ++rule)
        if (scope.names[rule].starts_with(prefix))
            if (const auto id = graph.find(scope.names[rule].substr(prefix.size()))) add(*id, Cause::Name, rule);
}

void IgnoredNodes::addTypes(const graph::Graph& graph, const std::vector<IgnoredOperation>& operations, const Settings& settings) {
    for (const graph::NodeId id : graph.nodes()) {
        const graph::Node& node = graph.node(id);
        for (std::size_t i = 0; i < operations.size(); ++i) {
            if (operations[i].type != graph::ruleType(node)) continue;
            if (attributesMatch(graph, node, operations[i])) {
                const std::vector<std::size_t> rule = ruleOf(i, settings.ignored);
                if (rule.empty())
                    m_entries.try_emplace(id, Entry{Cause::Type, {}});
                else
                    add(id, Cause::Type, rule.front());
            }
            // POT looks no further than the first entry of the type.
            if (habitsOf(settings).firstEntryOfTypeDecides) break;
        }
    }
}

void IgnoredNodes::addPatterns(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope) {
    for (std::size_t i = 0; i < scope.patterns.size(); ++i)
        if (const auto pattern = compiled(scope.patterns[i]))
            add(matchingNames(graph, prefix, *pattern), Cause::Pattern, ruleNumbers(scope).patterns + i);
}

void IgnoredNodes::addSubgraphs(const graph::Graph& graph, const std::string& prefix, const IgnoredScope& scope, const Entry* around) {
    const RuleNumbers numbers = ruleNumbers(scope);
    for (std::size_t i = 0; i < scope.subgraphs.size(); ++i)
        add(nodesBetween(graph, endsIn(graph, prefix, scope.subgraphs[i])), Cause::Subgraph, numbers.subgraphs + i);
    if (!around || around->cause == Cause::BelowAgnostic) return;
    for (const std::size_t rule : around->rules) {
        if (rule < numbers.subgraphs || rule >= numbers.structures) continue;
        for (const graph::NodeId id : graph.nodes())
            if (!graph.node(id).isConstant()) add(id, Cause::Subgraph, rule);
    }
}

void IgnoredNodes::addStructures(const graph::Graph& graph, const IgnoredScope& scope) {
    for (std::size_t i = 0; i < scope.structures.size(); ++i)
        add(nodesOfChains(graph, scope.structures[i]), Cause::Structure, ruleNumbers(scope).structures + i);
}

// A FakeQuantize below an ignored pass-through operator would climb across it; so what reads such an operator is ignored
// too, down to the first operator that computes. POT disregards attributes here.
void IgnoredNodes::addBelowAgnostic(const graph::Graph& graph, const HardwareProfile& profile,
                                    const std::vector<IgnoredOperation>& operations, const Settings& settings) {
    const bool forgetsAttributes = habitsOf(settings).attributesForgottenBelowIgnored;
    std::deque<std::pair<graph::NodeId, Entry>> open;
    for (const graph::NodeId id : graph.nodes()) {
        const graph::Node& node = graph.node(id);
        if (!isAgnostic(profile, node)) continue;
        if (const Entry* entry = find(id)) {
            open.emplace_back(id, *entry);
            continue;
        }
        const auto sameType =
            std::find_if(operations.begin(), operations.end(), [&](const auto& o) { return o.type == graph::ruleType(node); });
        if (forgetsAttributes && sameType != operations.end()) {
            open.emplace_back(id, Entry{Cause::Type, ruleOf(static_cast<std::size_t>(sameType - operations.begin()), settings.ignored)});
        }
    }
    while (!open.empty()) {
        const auto [id, entry] = open.front();
        open.pop_front();
        for (const graph::Input use : graph.consumers(id)) {
            const bool isNew = m_entries.emplace(use.node, Entry{Cause::BelowAgnostic, entry.rules}).second;
            if (isNew && isAgnostic(profile, graph.node(use.node))) open.emplace_back(use.node, entry);
        }
    }
}

}  // namespace rf::quantization::placement
