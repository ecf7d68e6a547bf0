// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/graph/graph.h"
#include "ui/models/operator_family.h"

namespace rf::ui {

/// The quantization state of a node; drawn by shape first (filled, outlined, dashed with a slash, flat grey).
enum class NodeState { Quantized, Float, Ignored, NotQuantizable };

/// The facts of a FakeQuantize with constant ranges that are drawn and shown.
struct QuantizerMark {
    graph::NodeId node;
    QString name;
    int levels = 256;
    int bits = 8;
    float low = 0, high = 0;  ///< of all channels together
    int channels = 1;
};

struct GraphNode {
    graph::NodeId id;
    QString name, type;
    OperatorFamily family = OperatorFamily::Other;
    NodeState state = NodeState::Float;
    bool holdsConstants = false;           ///< constants are folded into it
    std::optional<QuantizerMark> weights;  ///< the quantizer of a folded constant
    std::int64_t weightBytes = 0;          ///< of folded constants that it reads, at the bits of their quantizer
    QString inputShapes, outputShapes;     ///< "1x3x32x32, 16"; of drawn and folded nodes
    QString label;                         ///< what the box says; empty: its name
    QString heading;                       ///< said above the box: the block that begins here
    QString block;                         ///< the path of the closed block that the box stands for
    std::vector<graph::NodeId> members;    ///< of that block, in the order of execution; the first one is `id`
};

/// An arrow from a box to a box (by index in nodes()), perhaps through a quantizer.
struct GraphEdge {
    int from = 0, to = 0;
    QString shape;
    bool showsShape = true;  ///< false when another arrow of the same tensor shows it
    std::optional<QuantizerMark> quantizer;
};

struct GraphModelOptions {
    bool showConstants = false;  ///< boxes for constants instead of a notch in their consumer
    /// States from the placement; other nodes get the state that the graph itself shows.
    std::unordered_map<graph::NodeId, NodeState> states;
};

/// The values of the constant behind an input; empty when there is none.
std::vector<float> constantValues(const graph::Graph& graph, graph::Input input);

/// A network as it is drawn: boxes and arrows in topological order, with constants (and nodes that depend on constants only,
/// such as the decompression of f16 weights) folded into their consumer and quantizers put on the arrows. A value that may be
/// built and read in any thread.
class GraphModel {
public:
    GraphModel() = default;
    explicit GraphModel(const graph::Graph& graph, const GraphModelOptions& options = {});
    /// Of parts made elsewhere, see graph_blocks.h. `boxes` has the box of every node.
    GraphModel(std::vector<GraphNode> nodes, std::vector<GraphEdge> edges, std::unordered_map<graph::NodeId, int> boxes)
        : m_nodes(std::move(nodes)), m_edges(std::move(edges)), m_boxes(std::move(boxes)) {}

    const std::vector<GraphNode>& nodes() const { return m_nodes; }
    const std::vector<GraphEdge>& edges() const { return m_edges; }
    /// The box of a node, or the one it is folded into (a quantizer: its producer's); -1 when it is not drawn.
    int boxOf(graph::NodeId id) const;
    const std::unordered_map<graph::NodeId, int>& boxes() const { return m_boxes; }
    /// Whether a drawing of the other model fits this one: the same boxes with the same labels, and the same arrows.
    bool isDrawnLike(const GraphModel& other) const;

private:
    std::vector<GraphNode> m_nodes;
    std::vector<GraphEdge> m_edges;
    std::unordered_map<graph::NodeId, int> m_boxes;
};

}  // namespace rf::ui
