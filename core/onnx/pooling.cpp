// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/onnx/operator_rows.h"
#include "core/onnx/window.h"

namespace rf::onnx {

namespace {

/// The window of a pooling. Where the number of results is rounded up, padding behind makes room for the last one.
Result<Window> poolWindow(const NodeWriter& node, NodeAttributes& attributes) {
    const auto kernel = node.node().attributes.integers("kernel");
    if (!kernel) return node.refuseAttribute("kernel");
    RF_TRY(Window window, windowOf(node, *kernel));
    const Shape &data = node.shape(0), &results = node.node().outputs[0].shape;
    const bool roundsUp = node.node().attributes.text("rounding_type", "floor") != "floor" && window.autoPad.empty();
    if (!roundsUp) return window;
    if (data.size() != kernel->size() + 2 || !isStatic(std::span(data).subspan(2)) || !isStatic(std::span(results).subspan(2))) {
        attributes.emplace_back("ceil_mode", std::int64_t{1});
        return window;
    }
    for (std::size_t axis = 0; axis < kernel->size(); ++axis) {
        const std::int64_t extent = ((*kernel)[axis] - 1) * window.dilations[axis] + 1;
        const std::int64_t needed = (results[axis + 2] - 1) * window.strides[axis] + extent - data[axis + 2] - window.begin[axis];
        window.end[axis] = std::max(window.end[axis], needed);
    }
    return window;
}

Result<void> maxPool(NodeWriter& node) {
    if (node.isUsed(1)) return node.refuseOutput(1);
    NodeAttributes attributes;
    RF_TRY(const Window window, poolWindow(node, attributes));
    const NodeAttributes more = window.attributes(true);
    attributes.insert(attributes.end(), more.begin(), more.end());
    node.finishOutput(0, "MaxPool", {node.input(0)}, std::move(attributes));
    return {};
}

Result<void> avgPool(NodeWriter& node) {
    NodeAttributes attributes;
    RF_TRY(const Window window, poolWindow(node, attributes));
    for (auto& attribute : window.attributes(true))
        if (attribute.first != "dilations") attributes.push_back(std::move(attribute));  // from opset 19 on
    if (std::ranges::any_of(window.dilations, [](std::int64_t dilation) { return dilation != 1; }))
        return node.refuseAttribute("dilations");
    const bool excludesPadding = node.node().attributes.flag("exclude-pad").value_or(false);
    attributes.emplace_back("count_include_pad", std::int64_t{excludesPadding ? 0 : 1});
    node.finish("AveragePool", {node.input(0)}, std::move(attributes));
    return {};
}

constexpr OperatorRow kPoolingRows[] = {
    {graph::op::kMaxPool, maxPool},
    {graph::op::kAvgPool, avgPool},
};

}  // namespace

std::span<const OperatorRow> poolingRows() { return kPoolingRows; }

}  // namespace rf::onnx
