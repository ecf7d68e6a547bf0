// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"
#include "core/graph/operators.h"
#include "core/quantization/hardware_profile.h"

/// Facts about operators for placement: grouped convolutions count as convolutions, weights stored as f16 as constants.
namespace rf::quantization::placement {

/// A convolution with as many groups as input and output channels (spec 01, section 2.1).
bool isDepthwise(const graph::Graph& graph, const graph::Node& node);
/// The row of the hardware table, "DepthWiseConvolution" where the table has one; null when the device has none.
const OperatorRules* rulesOf(const HardwareProfile& profile, const graph::Graph& graph, const graph::Node& node);

bool isQuantizable(const HardwareProfile& profile, const graph::Node& node);
bool isAgnostic(const HardwareProfile& profile, const graph::Node& node);
bool isConvolutionOrMatMul(const graph::Node& node);

/// A Const, or a Const stored in a shorter float type behind the Convert that widens it.
bool isConstant(const graph::Graph& graph, graph::NodeId id);
inline bool isConstant(const graph::Graph& graph, graph::Output output) { return isConstant(graph, output.node); }

/// Number of output channels of a convolution, -1 where it is not known.
std::int64_t outputChannels(const graph::Graph& graph, const graph::Node& node);
/// Number of groups of a convolution: 1 for a plain one.
std::int64_t groups(const graph::Graph& graph, const graph::Node& node);

}  // namespace rf::quantization::placement
