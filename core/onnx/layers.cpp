// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/onnx/operator_rows.h"
#include "core/onnx/stored_integers.h"
#include "core/onnx/window.h"

namespace rf::onnx {

namespace {

/// Sizes of the kernel: what stands behind the channels of the weights.
Result<std::vector<std::int64_t>> kernelOf(const NodeWriter& node, std::size_t channelAxes) {
    const Shape& weights = node.shape(1);
    if (weights.size() <= channelAxes || !isStatic(weights)) return node.refuseShape();
    return std::vector<std::int64_t>(weights.begin() + static_cast<std::ptrdiff_t>(channelAxes), weights.end());
}

/// Weights [groups, a, b, k…] as ONNX has them, [groups · a, b, k…]. Stored integers lie so already, behind a Reshape.
std::string withoutGroups(NodeWriter& node) {
    const Shape& weights = node.shape(1);
    Shape flat(weights.begin() + 1, weights.end());
    flat[0] *= weights[0];
    const graph::Node& source = node.graph().producer({node.node().id, 1});
    if (source.isConstant()) return node.addConstant("weights", source.value.reshaped(flat));
    if (source.type == graph::op::kReshape && node.graph().type(source.inputs[0]).shape == flat) return node.nameOf(source.inputs[0]);
    return node.add("Reshape", {node.input(1), node.listOf(flat)});
}

Result<void> convolution(NodeWriter& node) {
    RF_TRY(const auto kernel, kernelOf(node, 2));
    RF_TRY(const Window window, windowOf(node, kernel));
    node.finish("Conv", node.inputs(), window.attributes(true));
    return {};
}

Result<void> groupConvolution(NodeWriter& node) {
    RF_TRY(const auto kernel, kernelOf(node, 3));
    RF_TRY(const Window window, windowOf(node, kernel));
    NodeAttributes attributes = window.attributes(true);
    attributes.emplace_back("group", node.shape(1)[0]);
    node.finish("Conv", {node.input(0), withoutGroups(node)}, std::move(attributes));
    return {};
}

/// With the size of the result given, the padding follows from it: all of it is cut off the result, more in front for same_upper.
Result<void> padToOutput(const NodeWriter& node, Window& window, const std::vector<std::int64_t>& outputPadding) {
    const auto wanted = node.integers(2);
    if (!wanted) return node.refuseInput(2);
    const Shape& data = node.shape(0);
    if (data.size() != window.kernel.size() + 2 || !isStatic(std::span(data).subspan(2)) || wanted->size() != window.kernel.size())
        return node.refuseShape();
    const std::string autoPad = node.node().attributes.text("auto_pad", "explicit");
    for (std::size_t axis = 0; axis < window.kernel.size(); ++axis) {
        const std::int64_t extent = (window.kernel[axis] - 1) * window.dilations[axis] + 1;
        const std::int64_t total = window.strides[axis] * (data[axis + 2] - 1) + extent + outputPadding[axis] - (*wanted)[axis];
        if (autoPad.starts_with("same")) window.begin[axis] = autoPad == "same_lower" ? total / 2 : total - total / 2;
        window.end[axis] = total - window.begin[axis];
        if (window.end[axis] < 0) return node.refuseAttribute("output_padding");
    }
    window.autoPad.clear();
    return {};
}

Result<void> deconvolution(NodeWriter& node, std::size_t channelAxes) {
    RF_TRY(const auto kernel, kernelOf(node, channelAxes));
    RF_TRY(Window window, windowOf(node, kernel));
    const std::vector<std::int64_t> none(kernel.size(), 0);
    auto outputPadding = node.node().attributes.integers("output_padding").value_or(none);
    if (outputPadding.size() != kernel.size()) outputPadding = none;
    if (node.hasInput(2)) {
        RF_TRY_VOID(padToOutput(node, window, outputPadding));
    } else if (node.node().attributes.text("auto_pad").starts_with("same")) {
        window.begin = window.end = none;
        window.autoPad.clear();
    }
    NodeAttributes attributes = window.attributes(true);
    attributes.emplace_back("output_padding", outputPadding);
    const bool isGrouped = channelAxes == 3;
    if (isGrouped) attributes.emplace_back("group", node.shape(1)[0]);
    node.finish("ConvTranspose", {node.input(0), isGrouped ? withoutGroups(node) : node.input(1)}, std::move(attributes));
    return {};
}
Result<void> plainDeconvolution(NodeWriter& node) { return deconvolution(node, 2); }
Result<void> groupDeconvolution(NodeWriter& node) { return deconvolution(node, 3); }

bool isOnlyReader(const NodeWriter& node, int port) { return node.graph().consumers(node.node().inputs[graph::index(port)]).size() == 1; }

/// A matrix that is stored is transposed here rather than by the network.
std::optional<std::string> transposedConstant(NodeWriter& node, int port) {
    if (node.shape(port).size() != 2 || !isOnlyReader(node, port)) return std::nullopt;
    const graph::Output source = node.node().inputs[graph::index(port)];
    if (const graph::Node& constant = node.graph().node(source.node); constant.isConstant() && bitWidth(constant.value.type()) >= 8)
        return node.addConstant("transposed", transposed(constant.value));
    const auto stored = storedIntegers(node.graph(), source);
    if (!stored) return std::nullopt;
    const LinearInputs dequantize = linearInputs(node, transposed(*stored));
    return node.add("DequantizeLinear", dequantize.inputs, dequantize.attributes);
}

std::string transposedOperand(NodeWriter& node, int port) {
    if (const auto constant = transposedConstant(node, port)) return *constant;
    std::vector<std::int64_t> order;
    for (std::size_t axis = 0; axis < node.shape(port).size(); ++axis) order.push_back(static_cast<std::int64_t>(axis));
    std::swap(order[order.size() - 1], order[order.size() - 2]);
    return node.add("Transpose", {node.input(port)}, {{"perm", order}});
}

Result<void> matMul(NodeWriter& node) {
    std::vector<std::string> operands;
    const char* const flags[] = {"transpose_a", "transpose_b"};
    for (const int port : {0, 1}) {
        // A vector is never transposed.
        const bool isTransposed = node.node().attributes.flag(flags[port]).value_or(false) && node.shape(port).size() > 1;
        operands.push_back(isTransposed ? transposedOperand(node, port) : node.input(port));
    }
    node.finish("MatMul", operands);
    return {};
}

constexpr OperatorRow kLayerRows[] = {
    {graph::op::kConvolution, convolution},
    {graph::op::kGroupConvolution, groupConvolution},
    {graph::op::kConvolutionBackpropData, plainDeconvolution},
    {graph::op::kGroupConvolutionBackpropData, groupDeconvolution},
    {graph::op::kMatMul, matMul},
};

}  // namespace

std::span<const OperatorRow> layerRows() { return kLayerRows; }

}  // namespace rf::onnx
