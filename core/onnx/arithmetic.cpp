// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/operator_rows.h"

namespace rf::onnx {

Result<void> writeBroadcast(NodeWriter& node, const std::string& type) {
    const std::string rule = node.node().attributes.text("auto_broadcast", "numpy");
    if (rule != "numpy" && node.shape(0) != node.shape(1)) return node.refuseAttribute("auto_broadcast");
    node.finish(type, node.inputs());
    return {};
}

namespace {

/// An operator of two inputs that ONNX has under the name.
template <char const* kName>
Result<void> binary(NodeWriter& node) {
    return writeBroadcast(node, kName);
}

/// The names of ONNX, as template arguments.
struct Named {
    static constexpr char kAdd[] = "Add", kSub[] = "Sub", kPow[] = "Pow", kMax[] = "Max", kMin[] = "Min";
    static constexpr char kEqual[] = "Equal", kGreater[] = "Greater", kGreaterEqual[] = "GreaterOrEqual", kLess[] = "Less";
    static constexpr char kLessEqual[] = "LessOrEqual", kAnd[] = "And", kOr[] = "Or", kXor[] = "Xor";
};

/// Whole numbers are divided rounding down, as ONNX does only where neither is negative: what shapes are computed with.
Result<void> divide(NodeWriter& node) { return writeBroadcast(node, "Div"); }

Result<void> squaredDifference(NodeWriter& node) {
    const std::string difference = node.add("Sub", node.inputs());
    node.finish("Mul", {difference, difference});
    return {};
}

Result<void> notEqual(NodeWriter& node) {
    node.finish("Not", {node.add("Equal", node.inputs())});
    return {};
}

Result<void> logicalNot(NodeWriter& node) {
    node.finish("Not", node.inputs());
    return {};
}

// The remainder has the sign of the dividend.
Result<void> mod(NodeWriter& node) {
    node.finish("Mod", node.inputs(), {{"fmod", std::int64_t{1}}});
    return {};
}

// The remainder has the sign of the divisor; ONNX has that for whole numbers only.
Result<void> floorMod(NodeWriter& node) {
    if (!isFloat(node.type())) {
        node.finish("Mod", node.inputs(), {{"fmod", std::int64_t{0}}});
        return {};
    }
    const std::string whole = node.add("Floor", {node.add("Div", node.inputs())});
    node.finish("Sub", {node.input(0), node.add("Mul", {whole, node.input(1)})});
    return {};
}

Result<void> select(NodeWriter& node) {
    node.finish("Where", node.inputs());
    return {};
}

constexpr OperatorRow kArithmeticRows[] = {
    {graph::op::kAdd, binary<Named::kAdd>},
    {graph::op::kSubtract, binary<Named::kSub>},
    {graph::op::kDivide, divide},
    {graph::op::kPower, binary<Named::kPow>},
    {graph::op::kMaximum, binary<Named::kMax>},
    {graph::op::kMinimum, binary<Named::kMin>},
    {graph::op::kSquaredDifference, squaredDifference},
    {"Equal", binary<Named::kEqual>},
    {"NotEqual", notEqual},
    {"Greater", binary<Named::kGreater>},
    {"GreaterEqual", binary<Named::kGreaterEqual>},
    {"Less", binary<Named::kLess>},
    {"LessEqual", binary<Named::kLessEqual>},
    {"LogicalAnd", binary<Named::kAnd>},
    {"LogicalOr", binary<Named::kOr>},
    {"LogicalXor", binary<Named::kXor>},
    {"LogicalNot", logicalNot},
    {"Mod", mod},
    {"FloorMod", floorMod},
    {"Select", select},
};

}  // namespace

std::span<const OperatorRow> arithmeticRows() { return kArithmeticRows; }

}  // namespace rf::onnx
