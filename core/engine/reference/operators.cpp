// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference/operators.h"

#include <algorithm>
#include <array>
#include <exception>
#include <unordered_map>

#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

#define RF_OPERATOR(type, kernel, minInputs) Operator{#type, &kernel, minInputs},
constexpr std::array kOperators{
#include "core/engine/reference/operator_table.inc"
};
#undef RF_OPERATOR

Result<Tensor> computable(const Node& node, const Tensor& tensor) {
    const int bits = bitWidth(tensor.type());
    if (bits >= 8) return tensor;
    if (bits == 0)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core", "layer '%1': the reference engine can't compute with the element type of its inputs"), node.name);
    return intTensor(tensor.type() == ElementType::I4 ? ElementType::I8 : ElementType::U8, tensor.shape(), toInts(tensor.view()));
}

// Interpolate of opset1 has other attributes; the pillow modes are other filters.
bool isKnownVariant(const Node& node) {
    if (node.type != "Interpolate") return true;
    return node.opset != "opset1" && option(node, "mode", "nearest").find("pillow") == std::string::npos;
}

}  // namespace

const Operator* findOperator(std::string_view type) {
    static const auto byType = [] {
        std::unordered_map<std::string_view, const Operator*> map;
        for (const Operator& op : kOperators) map.emplace(op.type, &op);
        return map;
    }();
    const auto found = byType.find(type);
    return found == byType.end() ? nullptr : found->second;
}

Result<const Operator*> operatorOf(const Node& node) {
    const Operator* op = findOperator(node.type);
    if (op && isKnownVariant(node)) return op;
    return fail(ErrorCode::Unsupported,
                RF_TEXT("core", "layer '%1': the reference engine can't run operator %2 of %3; use the OpenVINO engine"), node.name,
                node.type, node.opset.empty() ? "opset1" : node.opset);
}

Outputs apply(const Operator& op, const Node& node, Inputs inputs) {
    if (inputs.size() < op.minInputs)
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "layer '%1': operator %2 needs %3 inputs, not %4"), node.name, node.type,
                    op.minInputs, inputs.size());
    std::vector<Tensor> checked;
    for (const Tensor& input : inputs) {
        RF_TRY(Tensor tensor, computable(node, input));
        checked.push_back(std::move(tensor));
    }
    try {
        return op.kernel(node, checked);
    } catch (const std::exception& problem) {  // std::bad_alloc, or a shape too large to count
        return fail(ErrorCode::Engine, RF_TEXT("core", "layer '%1': its result does not fit into memory (%2)"), node.name, problem.what());
    }
}

}  // namespace rf::engine::reference
