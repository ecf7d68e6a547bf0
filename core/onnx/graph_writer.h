// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/onnx/proto.h"

namespace rf::onnx {

/// Collects what a model consists of, and names its tensors. A tensor is named as in the model that the graph was read from, where
/// that is known, so that inputs and outputs are found under the same names. Borrows the graph.
class GraphWriter {
public:
    explicit GraphWriter(const graph::Graph& graph);

    const graph::Graph& graph() const { return m_graph; }
    /// The tensor of an output. The constant behind the name is written when it is asked for first.
    std::string name(graph::Output output);
    /// A name that no tensor has yet.
    std::string freeName(const std::string& wanted);
    std::string addConstant(const std::string& wanted, Tensor value);
    void addNode(const std::string& type, const std::string& name, std::vector<std::string> inputs, std::vector<std::string> outputs,
                 NodeAttributes attributes);

    /// GraphProto of all that the outputs of the graph are computed from.
    Message take();

private:
    struct NodeRecord {
        std::string type, name;
        std::vector<std::string> inputs, outputs;
        NodeAttributes attributes;
    };
    struct Constant {
        std::string name;
        Tensor value;
    };
    void nameInputs();
    void nameOutputs();
    std::set<std::string> usedTensors();  ///< marks nodes that nothing reads by an empty type

    const graph::Graph& m_graph;
    std::map<graph::Output, std::string> m_names;
    std::map<graph::NodeId, std::string> m_results;  ///< names of the outputs of the model
    std::set<std::string> m_taken;
    std::vector<NodeRecord> m_nodes;
    std::vector<Constant> m_constants;
};

}  // namespace rf::onnx
