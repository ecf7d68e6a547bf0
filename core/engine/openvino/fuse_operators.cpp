// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/fuse_operators.h"

#include <openvino/core/model.hpp>
#include <openvino/op/parameter.hpp>
#include <openvino/op/result.hpp>
#include <openvino/op/util/multi_subgraph_base.hpp>
#include <openvino/pass/manager.hpp>

#include <algorithm>
#include <functional>
#include <regex>
#include <set>
#include <string>

#include "core/engine/openvino/moc_transformations.h"

namespace rf::engine {

namespace {

constexpr const char* kFusedNames = "fused_names_0";  // FusedNames: a list of layers that are no more, of no use to readers

/// Calls visit() for every node, those of bodies directly behind their owner.
template <class Visit>
void forEachNode(const ov::Model& model, const Visit& visit) {
    for (const auto& node : model.get_ordered_ops()) {
        visit(node);
        if (const auto outer = ov::as_type_ptr<ov::op::util::MultiSubGraphOp>(node))
            for (const auto& body : outer->get_functions()) forEachNode(*body, visit);
    }
}

/// The name of the tensor that a Result gives out; empty for other nodes.
std::string nameOfResult(const ov::Node& node) {
    if (!ov::is_type<ov::op::v0::Result>(&node)) return "";
    const auto& names = node.get_input_tensor(0).get_names();
    return names.empty() ? "" : *std::min_element(names.begin(), names.end()) + "/result";
}

/// How many nodes this process has made. OpenVINO calls a node without a name by its type and this number.
std::uint64_t nodesMade() {
    const ov::op::v0::Parameter next(ov::element::f32, ov::PartialShape{});
    const std::string& name = next.get_name();
    return std::stoull(name.substr(name.find_last_of('_') + 1));
}

/// Whether a number from `first` on stands behind an underscore, as in the name of a node that was made since.
bool isNumberedFrom(const std::string& name, std::uint64_t first) {
    static const std::regex kNumber(R"(_(\d{1,18})(?!\d))");
    for (auto match = std::sregex_iterator(name.begin(), name.end(), kNumber); match != std::sregex_iterator(); ++match)
        if (std::stoull((*match)[1]) >= first) return true;
    return false;
}

using Names = std::set<std::string>;
using IsNamed = std::function<bool(const ov::Node&)>;

/// Names the nodes that have no name by their order, so that a second import gives the same names; returns all names.
Names nameByOrder(const ov::Model& model, const IsNamed& isNamed) {
    Names names;
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (isNamed(*node)) names.insert(node->get_friendly_name());
    });
    std::size_t count = 0;
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (isNamed(*node)) return;
        std::string name = nameOfResult(*node);
        while (name.empty() || !names.insert(name).second) name = std::string(node->get_type_name()) + "/" + std::to_string(count++);
        node->set_friendly_name(name);
    });
    return names;
}

bool hasOwnName(const ov::Node& node) { return node.get_friendly_name() != node.get_name(); }

}  // namespace

void fuseOperators(const std::shared_ptr<ov::Model>& model) {
    // Passes hand names on, also those of nodes that they made and took away again.
    const Names before = nameByOrder(*model, hasOwnName);
    const std::uint64_t first = nodesMade();
    ov::pass::Manager manager;
    manager.register_pass<ov::pass::MOCTransformations>(false);
    manager.run_passes(model);
    nameByOrder(*model, [&](const ov::Node& node) {
        const std::string& name = node.get_friendly_name();
        return hasOwnName(node) && (before.contains(name) || !isNumberedFrom(name, first));
    });
    forEachNode(*model, [](const std::shared_ptr<ov::Node>& node) { node->get_rt_info().erase(kFusedNames); });
}

}  // namespace rf::engine
