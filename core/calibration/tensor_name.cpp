// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/tensor_name.h"

namespace rf::calibration {

TensorName nameOf(const graph::Graph& graph, graph::Output tensor) { return {graph.node(tensor.node).name, tensor.port}; }

std::optional<graph::Output> find(const graph::Graph& graph, const TensorName& tensor) {
    const auto node = graph.find(tensor.layer);
    if (!node || tensor.port < 0 || tensor.port >= std::ssize(graph.node(*node).outputs)) return std::nullopt;
    return graph::Output{*node, tensor.port};
}

}  // namespace rf::calibration
