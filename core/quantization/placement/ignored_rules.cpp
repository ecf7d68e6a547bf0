// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/ignored_rules.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "core/base/nearest_match.h"
#include "core/quantization/placement.h"
#include "core/quantization/placement/ignored_names.h"
#include "core/quantization/placement/ignored_structure.h"
#include "core/quantization/placement/ignored_subgraph.h"

namespace rf::quantization {

namespace {

std::string textOf(const IgnoredOperation& operation) {
    std::string text = operation.type;
    for (const auto& [name, value] : operation.attributes) text += " " + name + "=" + value;
    return text;
}

std::string textOf(const NamePattern& pattern) { return pattern.regularExpression ? "/" + pattern.text + "/" : pattern.text; }
std::string textOf(const IgnoredSubgraph& subgraph) {
    return fmt::format("{} -> {}", fmt::join(subgraph.inputs, ", "), fmt::join(subgraph.outputs, ", "));
}
std::string textOf(const IgnoredStructure& structure) { return fmt::format("{}", fmt::join(structure.types, ", ")); }

}  // namespace

std::vector<std::string> ruleTexts(const IgnoredScope& scope) {
    std::vector<std::string> texts = scope.names;
    const auto add = [&](const auto& rules) {
        for (const auto& rule : rules) texts.push_back(textOf(rule));
    };
    add(scope.operations);
    add(scope.patterns);
    add(scope.subgraphs);
    add(scope.structures);
    return texts;
}

namespace placement {

namespace {

/// The entry of a list for which `isEmpty`, as an error that names it.
template <class List, class Predicate>
Result<void> refuseEmpty(const char* key, const List& list, Predicate isEmpty) {
    const auto found = std::find_if(list.begin(), list.end(), isEmpty);
    if (found == list.end()) return {};
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "ignored scope: entry %2 of '%1' is empty; fill it or leave it out"), key,
                found - list.begin() + 1);
}

bool hasEmptyName(const std::vector<std::string>& names) {
    return names.empty() || std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.empty(); });
}

bool namesNoType(const std::string& types) { return hasEmptyName(alternatives(types)); }

Result<void> checkForm(const IgnoredScope& scope) {
    RF_TRY_VOID(refuseEmpty("names", scope.names, [](const std::string& name) { return name.empty(); }));
    RF_TRY_VOID(refuseEmpty("operations", scope.operations, [](const IgnoredOperation& operation) { return operation.type.empty(); }));
    RF_TRY_VOID(refuseEmpty("patterns", scope.patterns, [](const NamePattern& pattern) { return pattern.text.empty(); }));
    RF_TRY_VOID(refuseEmpty("subgraphs", scope.subgraphs,
                            [](const IgnoredSubgraph& s) { return hasEmptyName(s.inputs) || hasEmptyName(s.outputs); }));
    RF_TRY_VOID(refuseEmpty("structures", scope.structures, [](const IgnoredStructure& structure) { return structure.types.empty(); }));
    for (const NamePattern& pattern : scope.patterns)
        if (const auto expression = compiled(pattern); !expression) return expression.error();
    for (const IgnoredStructure& structure : scope.structures)
        if (std::any_of(structure.types.begin(), structure.types.end(), namesNoType))
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "ignored chain '%1': a type is missing; name every type, with | between alternatives and * for any type"),
                textOf(structure));
    return {};
}

/// Names of the model, to look up those of the rules.
class KnownNames {
public:
    explicit KnownNames(const graph::Graph& graph) : m_names(fullNames(graph)), m_sorted(m_names) {
        std::sort(m_sorted.begin(), m_sorted.end());
    }

    bool contains(const std::string& name) const { return std::binary_search(m_sorted.begin(), m_sorted.end(), name); }
    std::string nearest(const std::string& name) const { return nearestMatch(name, m_names); }

private:
    std::vector<std::string> m_names, m_sorted;
};

Result<void> checkNames(const KnownNames& known, const IgnoredScope& scope) {
    for (const std::string& name : scope.names) {
        if (known.contains(name)) continue;
        const std::string near = known.nearest(name);
        if (near.empty()) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "ignored scope: the model has no layer '%1'"), name);
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "ignored scope: the model has no layer '%1'; did you mean '%2'?"), name,
                    near);
    }
    return {};
}

Result<void> checkEnds(const KnownNames& known, const IgnoredSubgraph& rule) {
    for (const auto* names : {&rule.inputs, &rule.outputs}) {
        for (const std::string& name : *names) {
            if (known.contains(name)) continue;
            const std::string near = known.nearest(name);
            if (near.empty())
                return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "ignored subgraph '%1': the model has no layer '%2'"), textOf(rule),
                            name);
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "ignored subgraph '%1': the model has no layer '%2'; did you mean '%3'?"), textOf(rule), name,
                        near);
        }
    }
    return {};
}

/// Every end of a rule must be the end of a path: one that is not is a mistake, most often in the direction.
Result<void> checkPaths(const graph::Graph& graph, const SubgraphEnds& ends, const IgnoredSubgraph& rule) {
    const auto below = reachableDown(graph, ends.inputs), above = reachableUp(graph, ends.outputs);
    for (std::size_t i = 0; i < ends.inputs.size(); ++i)
        if (!above.contains(ends.inputs[i]))
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "ignored subgraph '%1': no path leads from '%2' to an output; data must flow from inputs to outputs"),
                textOf(rule), rule.inputs[i]);
    for (std::size_t i = 0; i < ends.outputs.size(); ++i)
        if (!below.contains(ends.outputs[i]))
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "ignored subgraph '%1': no path leads from an input to '%2'; data must flow from inputs to outputs"),
                textOf(rule), rule.outputs[i]);
    return {};
}

/// The graph that holds all ends of a rule, among `graph` and the bodies in it.
bool findEnds(const graph::Graph& graph, const std::string& prefix, const IgnoredSubgraph& rule, const graph::Graph*& home,
              SubgraphEnds& ends) {
    ends = endsIn(graph, prefix, rule);
    home = &graph;
    if (ends.isComplete(rule)) return true;
    for (const graph::NodeId id : graph.nodes())
        for (const graph::Body& body : graph.node(id).bodies)
            if (findEnds(*body.graph, prefix + graph.node(id).name + "|", rule, home, ends)) return true;
    return false;
}

Result<void> checkSubgraph(const graph::Graph& graph, const KnownNames& known, const IgnoredSubgraph& rule) {
    RF_TRY_VOID(checkEnds(known, rule));
    const graph::Graph* home = nullptr;
    SubgraphEnds ends;
    if (!findEnds(graph, "", rule, home, ends))
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core",
                    "ignored subgraph '%1': some of its layers are inside a body and others are not; take all of them from one graph"),
            textOf(rule));
    return checkPaths(*home, ends, rule);
}

}  // namespace

RuleNumbers ruleNumbers(const IgnoredScope& scope) {
    RuleNumbers numbers{};
    numbers.operations = scope.names.size();
    numbers.patterns = numbers.operations + scope.operations.size();
    numbers.subgraphs = numbers.patterns + scope.patterns.size();
    numbers.structures = numbers.subgraphs + scope.subgraphs.size();
    numbers.end = numbers.structures + scope.structures.size();
    return numbers;
}

Result<void> checkIgnoredScope(const graph::Graph& graph, const IgnoredScope& scope, const Habits& habits) {
    RF_TRY_VOID(checkForm(scope));
    if (habits.unknownNamesPass || (scope.names.empty() && scope.subgraphs.empty())) return {};
    const KnownNames known(graph);
    RF_TRY_VOID(checkNames(known, scope));
    for (const IgnoredSubgraph& subgraph : scope.subgraphs) RF_TRY_VOID(checkSubgraph(graph, known, subgraph));
    return {};
}

}  // namespace placement

}  // namespace rf::quantization
