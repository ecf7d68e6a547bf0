// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/onnx/operator_rows.h"

namespace rf::onnx {

namespace {

using Numbers = std::vector<std::int64_t>;

// A 0 copies the dimension (special_zero) or is one.
Result<void> reshape(NodeWriter& node) {
    const bool copies = node.node().attributes.flag("special_zero").value_or(false);
    node.finish("Reshape", {node.input(0), node.asList(1)}, {{"allowzero", std::int64_t{copies ? 0 : 1}}});
    return {};
}

Result<void> transpose(NodeWriter& node) {
    auto order = node.integers(1);
    if (!order) return node.refuseInput(1);
    if (order->empty()) {
        order->resize(node.rank());
        std::iota(order->rbegin(), order->rend(), 0);
    }
    node.finish("Transpose", {node.input(0)}, {{"perm", *order}});
    return {};
}

Result<void> concat(NodeWriter& node) {
    node.finish("Concat", node.inputs(), {{"axis", node.node().attributes.integer("axis").value_or(0)}});
    return {};
}

Result<void> split(NodeWriter& node) {
    const auto axis = node.integer(1);
    if (!axis) return node.refuseInput(1);
    node.finish("Split", {node.input(0)}, {{"axis", *axis}});
    return {};
}

Result<void> variadicSplit(NodeWriter& node) {
    const auto axis = node.integer(1);
    if (!axis) return node.refuseInput(1);
    auto lengths = node.integers(2);
    if (lengths && std::ranges::count(*lengths, -1) > 0) {
        // The open length is what the others leave.
        const auto at = static_cast<std::size_t>(normalizedAxis(static_cast<int>(*axis), node.rank()));
        const std::int64_t whole = at < node.rank() ? node.shape(0)[at] : kDynamic;
        if (whole < 0) return node.refuseShape();
        std::ranges::replace(*lengths, -1, whole - 1 - std::accumulate(lengths->begin(), lengths->end(), std::int64_t{0}));
    }
    node.finish("Split", {node.input(0), lengths ? node.listOf(*lengths) : node.asList(2)}, {{"axis", *axis}});
    return {};
}

Result<void> squeeze(NodeWriter& node) {
    std::vector<std::string> inputs{node.input(0)};
    if (node.hasInput(1)) inputs.push_back(node.asList(1));
    node.finish("Squeeze", inputs);
    return {};
}

Result<void> unsqueeze(NodeWriter& node) {
    node.finish("Unsqueeze", {node.input(0), node.asList(1)});
    return {};
}

Result<void> gather(NodeWriter& node) {
    if (node.node().attributes.integer("batch_dims").value_or(0) != 0) return node.refuseAttribute("batch_dims");
    const auto axis = node.integer(2);
    if (!axis) return node.refuseInput(2);
    node.finish("Gather", {node.input(0), node.input(1)}, {{"axis", *axis}});
    return {};
}

Result<void> gatherElements(NodeWriter& node) {
    node.finish("GatherElements", node.inputs(), {{"axis", node.node().attributes.integer("axis").value_or(0)}});
    return {};
}

Result<void> gatherNd(NodeWriter& node) {
    const std::int64_t batch = node.node().attributes.integer("batch_dims").value_or(0);
    if (batch > 1 && node.node().opset == "opset5") return node.refuseAttribute("batch_dims");  // that joins the batch axes
    node.finish("GatherND", node.inputs(), {{"batch_dims", batch}});
    return {};
}

Result<void> scatterNd(NodeWriter& node) {
    if (node.node().attributes.text("reduction", "none") != "none") return node.refuseAttribute("reduction");
    node.finish("ScatterND", {node.input(0), node.cast(node.input(1), ElementType::I64), node.input(2)});
    return {};
}

Result<void> scatterElements(NodeWriter& node) {
    if (node.node().attributes.text("reduction", "none") != "none") return node.refuseAttribute("reduction");
    const auto axis = node.integer(3);
    if (!axis) return node.refuseInput(3);
    node.finish("ScatterElements", {node.input(0), node.input(1), node.input(2)}, {{"axis", *axis}});
    return {};
}

Result<void> shapeOf(NodeWriter& node) {
    node.finishIntegers("Shape", {node.input(0)});
    return {};
}

Result<void> nonZero(NodeWriter& node) {
    node.finishIntegers("NonZero", {node.input(0)});
    return {};
}

Result<void> broadcastTo(NodeWriter& node) {
    std::string data = node.input(0);
    const std::string mode = node.node().attributes.text("mode", "numpy");
    if (mode == "explicit" && node.hasInput(2)) {
        // Axis i of the data becomes axis axes[i] of the result.
        const auto axes = node.integers(2);
        const std::int64_t rank = node.shape(1).size() == 1 ? node.shape(1)[0] : kDynamic;
        if (!axes) return node.refuseInput(2);
        if (rank < 0 || !std::ranges::is_sorted(*axes)) return node.refuseShape();
        Numbers added;
        for (std::int64_t axis = 0; axis < rank; ++axis)
            if (std::ranges::count(*axes, axis) == 0) added.push_back(axis);
        data = node.add("Unsqueeze", {data, node.listOf(added)});
    } else if (mode != "numpy" && mode != "bidirectional") {
        return node.refuseAttribute("mode");
    }
    node.finish("Expand", {data, node.asList(1)});
    return {};
}

Result<void> tile(NodeWriter& node) {
    const std::int64_t count = node.shape(1).size() == 1 ? node.shape(1)[0] : kDynamic;
    if (count != static_cast<std::int64_t>(node.rank())) return node.refuseShape();
    node.finish("Tile", {node.input(0), node.asList(1)});
    return {};
}

bool blocksStandFirst(const NodeWriter& node) { return node.node().attributes.text("mode", "blocks_first") == "blocks_first"; }

Result<void> depthToSpace(NodeWriter& node) {
    if (node.rank() != 4) return node.refuseShape();
    const std::string mode = blocksStandFirst(node) ? "DCR" : "CRD";
    node.finish("DepthToSpace", {node.input(0)}, {{"blocksize", node.node().attributes.integer("block_size").value_or(1)}, {"mode", mode}});
    return {};
}

Result<void> spaceToDepth(NodeWriter& node) {
    if (node.rank() != 4) return node.refuseShape();
    if (!blocksStandFirst(node)) return node.refuseAttribute("mode");
    node.finish("SpaceToDepth", {node.input(0)}, {{"blocksize", node.node().attributes.integer("block_size").value_or(1)}});
    return {};
}

// The channels as a table of `group` rows, written column by column.
Result<void> shuffleChannels(NodeWriter& node) {
    const auto group = node.node().attributes.integer("group").value_or(1);
    const auto axis = node.node().attributes.integer("axis").value_or(1);
    const Shape& shape = node.shape(0);
    if (axis != 1 || shape.size() < 2 || !isStatic(std::span(shape).subspan(1))) return node.refuseAttribute("axis");
    const std::string table = node.add("Reshape", {node.input(0), node.listOf({0, group, shape[1] / group, -1})});
    Numbers back = shape;
    back[0] = 0;
    node.finish("Reshape", {node.add("Transpose", {table}, {{"perm", Numbers{0, 2, 1, 3}}}), node.listOf(back)});
    return {};
}

Result<void> topK(NodeWriter& node) {
    const auto& attributes = node.node().attributes;
    if (attributes.text("sort", "value") == "index") return node.refuseAttribute("sort");
    const std::int64_t largest = attributes.text("mode", "max") == "max" ? 1 : 0;
    const std::string indices = node.freeName("indices");
    node.write("TopK", {node.input(0), node.asList(1)}, {node.output(0), indices},
               {{"axis", attributes.integer("axis").value_or(-1)}, {"largest", largest}, {"sorted", std::int64_t{1}}});
    node.finishOutput(1, "Cast", {indices}, {{"to", *dataType(node.node().outputs[1].type)}});
    return {};
}

Result<void> oneHot(NodeWriter& node) {
    const std::string first = node.listOf({0});
    const std::string off = node.add("Unsqueeze", {node.input(3), first}), on = node.add("Unsqueeze", {node.input(2), first});
    const std::string values = node.add("Concat", {off, on}, {{"axis", std::int64_t{0}}});
    node.finish("OneHot", {node.input(0), node.asList(1), values}, {{"axis", node.node().attributes.integer("axis").value_or(-1)}});
    return {};
}

Result<void> range(NodeWriter& node) {
    std::vector<std::string> inputs;
    for (int port = 0; port < 3; ++port) inputs.push_back(node.cast(node.input(port), node.node().outputs[0].type));
    node.finish("Range", inputs);
    return {};
}

Result<void> reverseSequence(NodeWriter& node) {
    const auto& attributes = node.node().attributes;
    node.finish("ReverseSequence", {node.input(0), node.cast(node.input(1), ElementType::I64)},
                {{"batch_axis", attributes.integer("batch_axis").value_or(0)}, {"time_axis", attributes.integer("seq_axis").value_or(1)}});
    return {};
}

constexpr OperatorRow kMovementRows[] = {
    {graph::op::kReshape, reshape},
    {graph::op::kTranspose, transpose},
    {graph::op::kConcat, concat},
    {graph::op::kSplit, split},
    {"VariadicSplit", variadicSplit},
    {graph::op::kSqueeze, squeeze},
    {graph::op::kUnsqueeze, unsqueeze},
    {"Gather", gather},
    {"GatherElements", gatherElements},
    {"GatherND", gatherNd},
    {"ScatterNDUpdate", scatterNd},
    {"ScatterElementsUpdate", scatterElements},
    {graph::op::kShapeOf, shapeOf},
    {"NonZero", nonZero},
    {"Broadcast", broadcastTo},
    {"Tile", tile},
    {"DepthToSpace", depthToSpace},
    {"SpaceToDepth", spaceToDepth},
    {"ShuffleChannels", shuffleChannels},
    {graph::op::kTopK, topK},
    {"OneHot", oneHot},
    {"Range", range},
    {"ReverseSequence", reverseSequence},
};

}  // namespace

std::span<const OperatorRow> movementRows() { return kMovementRows; }

}  // namespace rf::onnx
