// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/graph/edit.h"

/// The nodes that passes insert, with opset, attributes and output types filled in. Names that are taken get a suffix.
namespace rf::graph {

/// An operator of opset1 with one output.
NodeId addNode(Editor& editor, const std::string& name, std::string_view type, std::vector<Output> inputs, PortType output,
               Attributes attributes = {});

NodeId addParameter(Editor& editor, const std::string& name, ElementType type, const Shape& shape);
NodeId addResult(Editor& editor, const std::string& name, Output source);

/// `data` in another element type; the shape stays.
NodeId addConvert(Editor& editor, const std::string& name, Output data, ElementType type);
/// Add, Subtract, Multiply or Divide. `right` is broadcast to `left`, whose type and shape the result has.
NodeId addArithmetic(Editor& editor, const std::string& name, std::string_view type, Output left, Output right);
/// `data` in another static shape, which becomes a constant named `shapeName`.
NodeId addReshape(Editor& editor, const std::string& name, Output data, const Shape& shape, const std::string& shapeName);
/// `data` with a new axis of size 1 in front.
NodeId addLeadingAxis(Editor& editor, const std::string& name, Output data);

}  // namespace rf::graph
