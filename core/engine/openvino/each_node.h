// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openvino/core/model.hpp>
#include <openvino/op/util/multi_subgraph_base.hpp>

namespace rf::engine {

/// Calls visit() for every node, those of bodies directly behind their owner.
template <class Visit>
void forEachNode(const ov::Model& model, const Visit& visit) {
    for (const auto& node : model.get_ordered_ops()) {
        visit(node);
        if (const auto outer = ov::as_type_ptr<ov::op::util::MultiSubGraphOp>(node))
            for (const auto& body : outer->get_functions()) forEachNode(*body, visit);
    }
}

}  // namespace rf::engine
