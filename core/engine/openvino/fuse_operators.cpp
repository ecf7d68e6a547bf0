// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/fuse_operators.h"

#include <openvino/core/model.hpp>
#include <openvino/op/result.hpp>
#include <openvino/op/util/multi_subgraph_base.hpp>
#include <openvino/pass/manager.hpp>

#include <algorithm>
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

/// OpenVINO counts the nodes that a process has made and calls those without a name by their number, so that the second import
/// would have other names than the first. `taken` holds the names given so far.
void nameByOrder(const ov::Model& model, std::set<std::string>& taken) {
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (node->get_friendly_name() != node->get_name()) taken.insert(node->get_friendly_name());
    });
    std::size_t count = 0;
    forEachNode(model, [&](const std::shared_ptr<ov::Node>& node) {
        if (node->get_friendly_name() != node->get_name()) return;
        std::string name = nameOfResult(*node);
        while (name.empty() || !taken.insert(name).second) name = std::string(node->get_type_name()) + "/" + std::to_string(count++);
        node->set_friendly_name(name);
    });
}

}  // namespace

void fuseOperators(const std::shared_ptr<ov::Model>& model) {
    std::set<std::string> names;
    nameByOrder(*model, names);  // passes copy names, so those of the frontend are settled before
    ov::pass::Manager manager;
    manager.register_pass<ov::pass::MOCTransformations>(false);
    manager.run_passes(model);
    nameByOrder(*model, names);
    forEachNode(*model, [](const std::shared_ptr<ov::Node>& node) { node->get_rt_info().erase(kFusedNames); });
}

}  // namespace rf::engine
