// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/onnx/operator_rows.h"
#include "core/tensor/convert.h"

namespace rf::onnx {

namespace {

using Ports = std::vector<std::int64_t>;

/// Where Interpolate has its sizes, scales and axes; -1 where it has none.
struct ResizePorts {
    int sizes = 1, scales = 2, axes = 3;
};

bool byScales(const NodeWriter& node) { return node.node().attributes.text("shape_calculation_mode") == "scales"; }

ResizePorts portsOf(const NodeWriter& node) { return node.node().opset == "opset11" ? ResizePorts{1, 1, 2} : ResizePorts{}; }

bool hasPads(const NodeWriter& node, std::string_view attribute) {
    const auto pads = node.node().attributes.integers(attribute).value_or(Ports{});
    return std::ranges::any_of(pads, [](std::int64_t pad) { return pad != 0; });
}

/// "simple" rounds down when enlarging and up when shrinking.
std::optional<std::string> simpleRounding(const NodeWriter& node) {
    const Shape &in = node.shape(0), &out = node.node().outputs[0].shape;
    if (!isStatic(in) || !isStatic(out)) return std::nullopt;
    bool grows = true, shrinks = true;
    for (std::size_t axis = 0; axis < in.size(); ++axis) {
        grows = grows && out[axis] >= in[axis];
        shrinks = shrinks && out[axis] <= in[axis];
    }
    if (!grows && !shrinks) return std::nullopt;
    return grows ? "floor" : "ceil";
}

Result<NodeAttributes> resizeAttributes(const NodeWriter& node) {
    const auto& attributes = node.node().attributes;
    const std::string mode = attributes.text("mode"), coordinates = attributes.text("coordinate_transformation_mode", "half_pixel");
    if (coordinates == "tf_half_pixel_for_nn") return node.refuseAttribute("coordinate_transformation_mode");
    if (attributes.flag("antialias").value_or(false)) return node.refuseAttribute("antialias");
    if (hasPads(node, "pads_begin")) return node.refuseAttribute("pads_begin");
    if (hasPads(node, "pads_end")) return node.refuseAttribute("pads_end");
    NodeAttributes result{{"coordinate_transformation_mode", coordinates}};
    if (mode == "nearest") {
        std::string rounding = attributes.text("nearest_mode", "round_prefer_floor");
        if (rounding == "simple") {
            const auto simple = simpleRounding(node);
            if (!simple) return node.refuseAttribute("nearest_mode");
            rounding = *simple;
        }
        result.emplace_back("mode", "nearest");
        result.emplace_back("nearest_mode", rounding);
    } else if (mode == "linear" || mode == "linear_onnx") {
        result.emplace_back("mode", "linear");
    } else if (mode == "cubic") {
        result.emplace_back("mode", "cubic");
        result.emplace_back("cubic_coeff_a", static_cast<float>(attributes.number("cube_coeff").value_or(-0.75)));
    } else {
        return node.refuseAttribute("mode");
    }
    return result;
}

/// Factors for every axis.
std::string allScales(NodeWriter& node, const std::vector<float>& scales, const Ports& axes) {
    std::vector<float> all(node.rank(), 1.0f);
    for (std::size_t i = 0; i < axes.size() && i < scales.size(); ++i)
        all[static_cast<std::size_t>(normalizedAxis(static_cast<int>(axes[i]), node.rank()))] = scales[i];
    return node.addConstant("scales", Tensor::from<float>({static_cast<std::int64_t>(all.size())}, all));
}

/// Sizes of every axis: those of the data where none is given.
std::string allSizes(NodeWriter& node, int port, const Ports& axes) {
    const Shape& result = node.node().outputs[0].shape;
    if (isStatic(result)) return node.listOf(result);
    return node.add("ScatterElements", {node.add("Shape", {node.input(0)}), node.listOf(axes), node.asList(port)});
}

Result<void> interpolate(NodeWriter& node) {
    if (node.node().opset == "opset1") return node.refuseOperator();
    RF_TRY(NodeAttributes attributes, resizeAttributes(node));
    const ResizePorts ports = portsOf(node);
    Ports axes(node.rank());
    std::iota(axes.begin(), axes.end(), 0);
    if (node.hasInput(ports.axes)) {
        const auto given = node.integers(ports.axes);
        if (!given) return node.refuseInput(ports.axes);
        axes = *given;
    }
    if (!byScales(node)) {
        node.finish("Resize", {node.input(0), "", "", allSizes(node, ports.sizes, axes)}, std::move(attributes));
        return {};
    }
    const auto scales = node.numbers(ports.scales);
    if (!scales) return node.refuseInput(ports.scales);
    node.finish("Resize", {node.input(0), "", allScales(node, *scales, axes)}, std::move(attributes));
    return {};
}

constexpr OperatorRow kResizeRows[] = {
    {graph::op::kInterpolate, interpolate},
};

}  // namespace

std::span<const OperatorRow> resizeRows() { return kResizeRows; }

}  // namespace rf::onnx
