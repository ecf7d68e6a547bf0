// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/operator_rows.h"

namespace rf::onnx {

namespace {

using Axes = std::vector<std::int64_t>;

/// An operator over one axis, which is an attribute.
Result<void> overAxis(NodeWriter& node, const char* type) {
    node.finish(type, {node.input(0)}, {{"axis", node.node().attributes.integer("axis").value_or(1)}});
    return {};
}
Result<void> softmax(NodeWriter& node) { return overAxis(node, "Softmax"); }
Result<void> logSoftmax(NodeWriter& node) { return overAxis(node, "LogSoftmax"); }

template <char const* kName>
Result<void> reduce(NodeWriter& node) {
    const auto axes = node.integers(1);
    if (!axes) return node.refuseInput(1);
    const std::int64_t keeps = node.node().attributes.flag("keep_dims").value_or(false) ? 1 : 0;
    if (axes->empty())  // nothing is reduced, where ONNX would reduce everything
        node.finish("Identity", {node.input(0)});
    else if (std::string_view(kName) == "ReduceSum")  // the axes of the others are attributes up to opset 17
        node.finish(kName, {node.input(0), node.listOf(*axes)}, {{"keepdims", keeps}});
    else
        node.finish(kName, {node.input(0)}, {{"axes", *axes}, {"keepdims", keeps}});
    return {};
}

struct Reductions {
    static constexpr char kMean[] = "ReduceMean", kSum[] = "ReduceSum", kMax[] = "ReduceMax", kMin[] = "ReduceMin", kProd[] = "ReduceProd";
    static constexpr char kL1[] = "ReduceL1", kL2[] = "ReduceL2";
};

/// Axes of an MVN of either form.
std::optional<Axes> normalizedAxes(const NodeWriter& node) {
    if (node.hasInput(1)) return node.integers(1);
    if (const auto axes = node.node().attributes.integers("reduction_axes")) return axes;
    Axes axes;
    const bool acrossChannels = node.node().attributes.flag("across_channels").value_or(false);
    for (std::size_t axis = acrossChannels ? 1 : 2; axis < node.rank(); ++axis) axes.push_back(static_cast<std::int64_t>(axis));
    return axes;
}

// (x - mean) / √(variance + eps), or / (√variance + eps)
Result<void> mvn(NodeWriter& node) {
    const auto axes = normalizedAxes(node);
    if (!axes) return node.refuseInput(1);
    const NodeAttributes over{{"axes", *axes}, {"keepdims", std::int64_t{1}}};
    const std::vector<std::string> centering{node.input(0), node.add("ReduceMean", {node.input(0)}, over)};
    if (!node.node().attributes.flag("normalize_variance").value_or(true)) {
        node.finish("Sub", centering);
        return {};
    }
    const std::string centered = node.add("Sub", centering);
    const std::string variance = node.add("ReduceMean", {node.add("Mul", {centered, centered})}, over);
    const std::string eps = node.scalarOf(node.node().attributes.number("eps").value_or(0.0));
    const std::string mode = node.node().attributes.text("eps_mode", "inside_sqrt");
    const bool isInside = mode.find_first_of("iI") == 0;
    const std::string deviation =
        isInside ? node.add("Sqrt", {node.add("Add", {variance, eps})}) : node.add("Add", {node.add("Sqrt", {variance}), eps});
    node.finish("Div", {centered, deviation});
    return {};
}

// x / √(Σx² + eps), or / √max(Σx², eps)
Result<void> normalizeL2(NodeWriter& node) {
    const auto axes = node.integers(1);
    if (!axes) return node.refuseInput(1);
    if (axes->empty()) return node.refuseInput(1);
    const std::string sum = node.add("ReduceSumSquare", {node.input(0)}, {{"axes", *axes}, {"keepdims", std::int64_t{1}}});
    const bool adds = node.node().attributes.text("eps_mode", "add") == "add";
    const std::string eps = node.scalarOf(node.node().attributes.number("eps").value_or(0.0));
    node.finish("Div", {node.input(0), node.add("Sqrt", {node.add(adds ? "Add" : "Max", {sum, eps})})});
    return {};
}

Result<void> batchNorm(NodeWriter& node) {
    std::vector<std::string> inputs = node.inputs();
    // gamma, beta, data, mean, variance in opset1
    if (node.node().opset == "opset1") inputs = {inputs[2], inputs[0], inputs[1], inputs[3], inputs[4]};
    const double epsilon = node.node().attributes.number("epsilon").value_or(node.node().attributes.number("eps").value_or(0.0));
    node.finish("BatchNormalization", inputs, {{"epsilon", static_cast<float>(epsilon)}});
    return {};
}

Result<void> lrn(NodeWriter& node) {
    const auto axes = node.integers(1);
    if (!axes || *axes != Axes{1}) return node.refuseInput(1);
    const auto& attributes = node.node().attributes;
    node.finish("LRN", {node.input(0)},
                {{"alpha", static_cast<float>(attributes.number("alpha").value_or(0))},
                 {"beta", static_cast<float>(attributes.number("beta").value_or(0))},
                 {"bias", static_cast<float>(attributes.number("bias").value_or(1))},
                 {"size", attributes.integer("size").value_or(1)}});
    return {};
}

Result<void> cumSum(NodeWriter& node) {
    const auto flag = [&](const char* name) { return std::int64_t{node.node().attributes.flag(name).value_or(false) ? 1 : 0}; };
    node.finish("CumSum", node.inputs(), {{"exclusive", flag("exclusive")}, {"reverse", flag("reverse")}});
    return {};
}

constexpr OperatorRow kNormalizationRows[] = {
    {graph::op::kSoftMax, softmax},
    {graph::op::kSoftmax, softmax},
    {graph::op::kLogSoftmax, logSoftmax},
    {graph::op::kReduceMean, reduce<Reductions::kMean>},
    {"ReduceSum", reduce<Reductions::kSum>},
    {"ReduceMax", reduce<Reductions::kMax>},
    {"ReduceMin", reduce<Reductions::kMin>},
    {"ReduceProd", reduce<Reductions::kProd>},
    {"ReduceL1", reduce<Reductions::kL1>},
    {"ReduceL2", reduce<Reductions::kL2>},
    {graph::op::kMvn, mvn},
    {graph::op::kNormalizeL2, normalizeL2},
    {graph::op::kBatchNormInference, batchNorm},
    {"LRN", lrn},
    {"CumSum", cumSum},
};

}  // namespace

std::span<const OperatorRow> normalizationRows() { return kNormalizationRows; }

}  // namespace rf::onnx
