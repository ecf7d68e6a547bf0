// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/graph/attributes.h"
#include "core/graph/operator_names.h"
#include "core/tensor/tensor.h"

namespace rf::graph {

using NodeId = Id<struct NodeTag>;
/// The place of a node in a vector by id, and of a port in a vector of ports.
inline std::size_t index(NodeId id) { return static_cast<std::size_t>(id.value()); }
inline std::size_t index(int port) { return static_cast<std::size_t>(port); }

/// Where a value is made: output `port` (counted from 0 among outputs) of a node.
struct Output {
    NodeId node;
    int port = 0;
    auto operator<=>(const Output&) const = default;
};

/// Where a value is used: input `port` (counted from 0 among inputs) of a node.
struct Input {
    NodeId node;
    int port = 0;
    auto operator<=>(const Input&) const = default;
};

/// What is known of an output before the network runs. Dimensions of -1 are dynamic.
struct PortType {
    ElementType type = ElementType::Dynamic;
    Shape shape;
    std::string tensorNames;  ///< the IR's comma-separated names of this tensor
    std::string precision;    ///< the IR's own word where `type` can't say it (ElementType::Other), else empty
    std::string extraXml;     ///< children of the port element that are carried through files (rt_info)
    bool operator==(const PortType&) const = default;
};

class Graph;
struct FileHints;

/// How a port of a TensorIterator, Loop or If is tied to its body. `external` counts among the inputs or outputs of the
/// outer node (-1: not connected, as a Loop's execution condition); `internal` is a Parameter or Result of the body.
struct BodyPort {
    int external = -1;
    NodeId internal;
    Attributes attributes;  ///< axis, start, end, stride, part_size, purpose; the two ids of the file keep their place
};

struct BackEdge {
    NodeId from;  ///< Result of the body
    NodeId to;    ///< Parameter of the body
};

/// A graph inside a node.
struct Body {
    std::string role;  ///< the element it is stored in: "body", "then_body", "else_body"
    std::shared_ptr<const Graph> graph;
    std::vector<BodyPort> inputs, outputs;
    std::vector<BackEdge> backEdges;
};

/// One operation: a small value that never changes once it is in a graph (graph/edit.h replaces it by a changed copy).
struct Node {
    NodeId id;
    std::string name;   ///< unique within its graph
    std::string type;   ///< spelled as in the IR (operator_names.h)
    std::string opset;  ///< "opset1", …
    Attributes attributes;
    std::vector<Output> inputs;
    std::vector<PortType> outputs;
    Tensor value;                            ///< Const only
    std::vector<Body> bodies;                ///< TensorIterator, Loop, If
    std::string extraXml;                    ///< children of the layer element that are carried through files (rt_info)
    std::shared_ptr<const FileHints> hints;  ///< how it stood in its file; null for a node made by the program

    bool isConstant() const { return type == op::kConst; }
    bool isParameter() const { return type == op::kParameter; }
    bool isResult() const { return type == op::kResult; }
    bool isFakeQuantize() const { return type == op::kFakeQuantize; }
};

}  // namespace rf::graph
