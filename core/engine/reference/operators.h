// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/graph/node.h"
#include "core/tensor/tensor.h"

/// Every operator the reference engine knows, as functions from tensors to tensors.
///
/// Shapes come from the tensors at hand, so that models of dynamic shape need nothing special. Floats are computed in
/// f32 whatever their width in the graph; integers in i64. Operators that only move data keep its type. Every sum runs
/// in one fixed order, within one thread: results depend on nothing but the inputs.
namespace rf::engine::reference {

using graph::Node;
using Inputs = std::span<const Tensor>;
using Outputs = Result<std::vector<Tensor>>;
/// At least Operator::minInputs inputs of numeric, unpacked types are guaranteed. Errors name the layer.
using Kernel = Outputs (*)(const Node& node, Inputs inputs);

struct Operator {
    std::string_view type;  ///< as in the IR
    Kernel kernel = nullptr;
    std::size_t minInputs = 0;
};

/// Null for an operator this engine does not have. Parameter, Const and Result are not operators: they compute nothing.
const Operator* findOperator(std::string_view type);
/// The operator of a node, or Unsupported with the name of layer and operator: one that is not in the table, or a variant
/// of one that is (an old opset, a mode) that its kernel does not compute.
Result<const Operator*> operatorOf(const Node& node);

/// Runs a kernel on checked inputs; packed types (i4, u4, u1) are widened to 8 bits first. InvalidArgument: inputs that
/// do not fit the operator. Unsupported: an element type that can't be computed with. Engine: out of memory.
Outputs apply(const Operator& op, const Node& node, Inputs inputs);

#define RF_OPERATOR(type, kernel, minInputs) Outputs kernel(const Node& node, Inputs inputs);
#include "core/engine/reference/operator_table.inc"
#undef RF_OPERATOR

}  // namespace rf::engine::reference
