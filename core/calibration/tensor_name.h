// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "core/graph/graph.h"

namespace rf::calibration {

/// Names a tensor by the layer that makes it. The name is valid in every session and every copy of a network; node ids are not.
struct TensorName {
    std::string layer;
    int port = 0;  ///< output of the layer, counted from 0

    std::string text() const { return layer + ":" + std::to_string(port); }  ///< "layer:port"
    auto operator<=>(const TensorName&) const = default;
};

TensorName nameOf(const graph::Graph& graph, graph::Output tensor);
/// Nothing when the graph has no such layer or output.
std::optional<graph::Output> find(const graph::Graph& graph, const TensorName& tensor);
}  // namespace rf::calibration
