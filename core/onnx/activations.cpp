// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/operator_rows.h"

namespace rf::onnx {

namespace {

/// An operator of one input that ONNX has under the name.
template <char const* kName>
Result<void> unary(NodeWriter& node) {
    node.finish(kName, {node.input(0)});
    return {};
}

struct Unary {
    static constexpr char kAbs[] = "Abs", kAcos[] = "Acos", kAcosh[] = "Acosh", kAsin[] = "Asin", kAsinh[] = "Asinh", kAtan[] = "Atan";
    static constexpr char kAtanh[] = "Atanh", kCeil[] = "Ceil", kCos[] = "Cos", kCosh[] = "Cosh", kErf[] = "Erf", kExp[] = "Exp";
    static constexpr char kFloor[] = "Floor", kHardSwish[] = "HardSwish", kIdentity[] = "Identity", kIsNaN[] = "IsNaN", kLog[] = "Log";
    static constexpr char kNeg[] = "Neg", kRelu[] = "Relu", kSigmoid[] = "Sigmoid", kSign[] = "Sign", kSin[] = "Sin", kSinh[] = "Sinh";
    static constexpr char kSoftplus[] = "Softplus", kSoftsign[] = "Softsign", kSqrt[] = "Sqrt", kTan[] = "Tan", kTanh[] = "Tanh";
};

Result<void> prelu(NodeWriter& node) {
    // A slope for each channel may stand without the axes behind the channels.
    const Shape& slope = node.shape(1);
    const bool isPerChannel = slope.size() == 1 && slope[0] != 1 && node.rank() > 2;
    std::string tensor = node.input(1);
    if (isPerChannel) {
        Shape shape(node.rank() - 1, 1);
        shape[0] = slope[0];
        tensor = node.add("Reshape", {tensor, node.listOf(shape)});
    }
    node.finish("PRelu", {node.input(0), tensor});
    return {};
}

Result<void> clamp(NodeWriter& node) {
    const auto low = node.node().attributes.number("min"), high = node.node().attributes.number("max");
    if (!low) return node.refuseAttribute("min");
    if (!high) return node.refuseAttribute("max");
    node.finish("Clip", {node.input(0), node.scalarOf(*low), node.scalarOf(*high)});
    return {};
}

Result<void> elu(NodeWriter& node) {
    node.finish("Elu", {node.input(0)}, {{"alpha", static_cast<float>(node.node().attributes.number("alpha").value_or(1.0))}});
    return {};
}

/// An operator whose second and third inputs are attributes in ONNX.
Result<void> withConstants(NodeWriter& node, const std::string& type, const char* first, const char* second) {
    const auto one = node.number(1), two = node.number(2);
    if (!one) return node.refuseInput(1);
    if (!two) return node.refuseInput(2);
    node.finish(type, {node.input(0)}, {{first, *one}, {second, *two}});
    return {};
}
Result<void> hardSigmoid(NodeWriter& node) { return withConstants(node, "HardSigmoid", "alpha", "beta"); }
Result<void> selu(NodeWriter& node) { return withConstants(node, "Selu", "alpha", "gamma"); }

// min(max(x + 3, 0), 6) / 6
Result<void> hsigmoid(NodeWriter& node) {
    node.finish("HardSigmoid", {node.input(0)}, {{"alpha", 1.0f / 6.0f}, {"beta", 0.5f}});
    return {};
}

// x · sigmoid(beta · x)
Result<void> swish(NodeWriter& node) {
    const std::string scaled = node.hasInput(1) ? node.add("Mul", {node.input(0), node.input(1)}) : node.input(0);
    node.finish("Mul", {node.input(0), node.add("Sigmoid", {scaled})});
    return {};
}

// x · tanh(ln(1 + eˣ))
Result<void> mish(NodeWriter& node) {
    node.finish("Mul", {node.input(0), node.add("Tanh", {node.add("Softplus", {node.input(0)})})});
    return {};
}

// x / 2 · (1 + erf(x / √2)), or with tanh(√(2/π) · (x + 0.044715 x³)) for erf.
Result<void> gelu(NodeWriter& node) {
    constexpr double kSqrtHalf = 0.70710678118654752, kSqrtTwoByPi = 0.79788456080286536, kCubic = 0.044715;
    const std::string x = node.input(0);
    std::string curve;
    if (node.node().attributes.text("approximation_mode", "ERF").find_first_of("tT") == 0) {
        const std::string square = node.add("Mul", {x, x});
        const std::string factor = node.add("Add", {node.add("Mul", {square, node.scalarOf(kCubic)}), node.scalarOf(1.0)});
        curve = node.add("Tanh", {node.add("Mul", {node.add("Mul", {x, factor}), node.scalarOf(kSqrtTwoByPi)})});
    } else {
        curve = node.add("Erf", {node.add("Mul", {x, node.scalarOf(kSqrtHalf)})});
    }
    const std::string half = node.add("Mul", {x, node.scalarOf(0.5)});
    node.finish("Mul", {half, node.add("Add", {curve, node.scalarOf(1.0)})});
    return {};
}

// ONNX rounds halves to even.
Result<void> round(NodeWriter& node) {
    if (node.node().attributes.text("mode", "half_to_even").find("away") != std::string::npos) return node.refuseAttribute("mode");
    node.finish("Round", {node.input(0)});
    return {};
}

Result<void> convert(NodeWriter& node) {
    const auto type = dataType(node.node().outputs[0].type);
    if (!type) return node.refuseType(node.node().outputs[0].type);
    node.finish("Cast", {node.input(0)}, {{"to", *type}});
    return {};
}

constexpr OperatorRow kActivationRows[] = {
    {graph::op::kAbs, unary<Unary::kAbs>},
    {"Acos", unary<Unary::kAcos>},
    {"Acosh", unary<Unary::kAcosh>},
    {"Asin", unary<Unary::kAsin>},
    {"Asinh", unary<Unary::kAsinh>},
    {"Atan", unary<Unary::kAtan>},
    {"Atanh", unary<Unary::kAtanh>},
    {"Ceiling", unary<Unary::kCeil>},
    {graph::op::kClamp, clamp},
    {graph::op::kConvert, convert},
    {graph::op::kConvertLike, convert},
    {"Cos", unary<Unary::kCos>},
    {"Cosh", unary<Unary::kCosh>},
    {"Elu", elu},
    {graph::op::kErf, unary<Unary::kErf>},
    {graph::op::kExp, unary<Unary::kExp>},
    {"Floor", unary<Unary::kFloor>},
    {"Gelu", gelu},
    {"HSigmoid", hsigmoid},
    {"HSwish", unary<Unary::kHardSwish>},
    {"HardSigmoid", hardSigmoid},
    {"Identity", unary<Unary::kIdentity>},
    {"IsNaN", unary<Unary::kIsNaN>},
    {graph::op::kLog, unary<Unary::kLog>},
    {"Mish", mish},
    {"Negative", unary<Unary::kNeg>},
    {graph::op::kPRelu, prelu},
    {graph::op::kRelu, unary<Unary::kRelu>},
    {"Round", round},
    {"Selu", selu},
    {graph::op::kSigmoid, unary<Unary::kSigmoid>},
    {"Sign", unary<Unary::kSign>},
    {"Sin", unary<Unary::kSin>},
    {"Sinh", unary<Unary::kSinh>},
    {"SoftPlus", unary<Unary::kSoftplus>},
    {"SoftSign", unary<Unary::kSoftsign>},
    {"Sqrt", unary<Unary::kSqrt>},
    {"Swish", swish},
    {"Tan", unary<Unary::kTan>},
    {graph::op::kTanh, unary<Unary::kTanh>},
};

}  // namespace

std::span<const OperatorRow> activationRows() { return kActivationRows; }

}  // namespace rf::onnx
