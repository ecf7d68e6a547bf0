// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/fuse_operators.h"

#include <openvino/core/model.hpp>
#include <openvino/op/parameter.hpp>
#include <openvino/op/result.hpp>
#include <openvino/pass/manager.hpp>
#include <openvino/runtime/core.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "core/base/uninterruptible.h"
#include "core/engine/openvino/each_node.h"
#include "core/engine/openvino/moc_transformations.h"
#include "core/engine/openvino/model_graph.h"
#include "core/engine/openvino/openvino_error.h"
#include "core/engine/openvino/replaced_layers.h"
#include "core/graph/edit.h"
#include "core/ir/ir.h"

namespace rf::engine {

namespace {

constexpr const char* kFusedNames = "fused_names_0";  // FusedNames: a list of layers that are no more, of no use to readers

/// A Result is called by the name of the tensor that it gives out; other nodes by none.
std::vector<std::string> nameOfResult(const ov::Node& node) {
    if (!ov::is_type<ov::op::v0::Result>(&node)) return {};
    const auto& names = node.get_input_tensor(0).get_names();
    if (names.empty()) return {};
    return {*std::min_element(names.begin(), names.end()) + "/result"};
}

/// How many nodes this process has made. OpenVINO calls a node without a name by its type and this number.
std::uint64_t nodesMade() {
    const ov::op::v0::Parameter next(ov::element::f32, ov::PartialShape{});
    const std::string& name = next.get_name();
    return std::stoull(name.substr(name.find_last_of('_') + 1));
}

/// Whether the name is, or begins with, that of a node without a name that was made since `first`.
bool isNumberedFrom(const std::string& name, std::uint64_t first) {
    static const std::regex kNumber(R"(^[A-Z][A-Za-z0-9]*_(\d{1,18})(?!\d))");  // of a type, as in "Transpose_4871"
    std::smatch match;
    return std::regex_search(name, match, kNumber) && std::stoull(match[1]) >= first;
}

using Names = std::set<std::string>;
using IsNamed = std::function<bool(const ov::Node&)>;
using NamesFor = std::function<std::vector<std::string>(const ov::Node&)>;

/// Gives each node that has no name the first of namesFor() that is free, else one by its order, so that a second import gives the
/// same names.
void nameByOrder(const ov::Model& model, const IsNamed& isNamed, const NamesFor& namesFor) {
    Names names;
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (isNamed(*node)) names.insert(node->get_friendly_name());
    });
    std::size_t count = 0;
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (isNamed(*node)) return;
        for (const std::string& candidate : namesFor(*node))
            if (!candidate.empty() && names.insert(candidate).second) return node->set_friendly_name(candidate);
        std::string name;
        while (name.empty() || !names.insert(name).second) name = std::string(node->get_type_name()) + "/" + std::to_string(count++);
        node->set_friendly_name(name);
    });
}

/// Operators that stand for what frameworks write out.
constexpr const char* kFusedTypes[] = {"BatchToSpace",
                                       "Clamp",
                                       "DepthToSpace",
                                       "GRUSequence",
                                       "Gelu",
                                       "GroupNormalization",
                                       "HSigmoid",
                                       "HSwish",
                                       "LSTMSequence",
                                       "MVN",
                                       "Mish",
                                       "NormalizeL2",
                                       "PRelu",
                                       "RMS",
                                       "ScaledDotProductAttention",
                                       "Selu",
                                       "ShuffleChannels",
                                       "SoftPlus",
                                       "Softmax",
                                       "SpaceToBatch",
                                       "SpaceToDepth",
                                       "Swish"};

std::map<std::string, int> countTypes(const ov::Model& model) {
    std::map<std::string, int> counts;
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) { ++counts[node->get_type_name()]; });
    return counts;
}

std::vector<graph::FusedOperators> moreThan(std::map<std::string, int> before, std::map<std::string, int> after) {
    std::vector<graph::FusedOperators> more;
    for (const char* type : kFusedTypes)
        if (after[type] > before[type]) more.push_back({type, after[type] - before[type]});
    return more;
}

Result<graph::Graph> fusedNow(const graph::Graph& graph) {
    RF_TRY(const ir::Image image, ir::serialize(graph));
    const Tensor weights = image.weightsTensor();
    const auto bytes = weights.bytes();
    const ov::Tensor wrapped = bytes.empty() ? ov::Tensor(ov::element::u8, {0})
                                             : ov::Tensor(ov::element::u8, {bytes.size()}, static_cast<const void*>(bytes.data()));
    const auto model = ov::Core().read_model(image.xml, wrapped);
    auto found = fuseOperators(model);
    if (found.empty()) return graph;
    RF_TRY(graph::Graph result, graphOf(model, graph.info().name));
    graph::GraphInfo info = result.info();
    info.fused = std::move(found);
    graph::Editor(result).setInfo(std::move(info));
    return result;
}

}  // namespace

std::uint64_t beginNumbers() {
    // Frameworks end names in small numbers themselves ("Relu_5"); OpenVINO's are to be larger.
    constexpr std::uint64_t kLargestOfFrameworks = 30'000;
    std::uint64_t made = nodesMade();
    while (made < kLargestOfFrameworks) made = nodesMade();
    return made;
}

void nameLayers(const ov::Model& model, std::uint64_t first) {
    const auto isNamed = [&](const ov::Node& node) {
        return node.get_friendly_name() != node.get_name() && !isNumberedFrom(node.get_friendly_name(), first);
    };
    nameByOrder(model, isNamed, nameOfResult);
}

std::vector<graph::FusedOperators> fuseOperators(const std::shared_ptr<ov::Model>& model) {
    Names before;
    forEachNode(*model, [&](const std::shared_ptr<ov::Node>& node) { before.insert(node->get_friendly_name()); });
    const auto types = countTypes(*model);
    const ReplacedLayers replaced(*model);
    const std::uint64_t first = nodesMade();
    ov::pass::Manager manager;
    manager.register_pass<ov::pass::MOCTransformations>(false);
    manager.run_passes(model);
    // Passes hand names on, also those of nodes that they made and took away again.
    const auto isNamed = [&](const ov::Node& node) {
        const std::string& name = node.get_friendly_name();
        return before.contains(name) || !isNumberedFrom(name, first);
    };
    nameByOrder(*model, isNamed, [&](const ov::Node& node) { return replaced.namesFor(node); });
    forEachNode(*model, [](const std::shared_ptr<ov::Node>& node) {
        node->get_rt_info().erase(kFusedNames);
        ReplacedLayers::forget(*node);
    });
    return moreThan(types, countTypes(*model));
}

Result<graph::Graph> fused(const graph::Graph& graph, const Progress& progress) {
    static const Uninterruptible work{RF_TEXT("core", "Waiting for OpenVINO, which is still preparing a model that was given up")};
    return work.run<graph::Graph>([graph] { return guarded(graph, [&] { return fusedNow(graph); }); }, progress);
}

}  // namespace rf::engine
