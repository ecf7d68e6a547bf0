// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/ignored_structure.h"

#include <algorithm>
#include <unordered_set>

#include "core/quantization/placement/operator_traits.h"
#include "core/quantization/prepare.h"

namespace rf::quantization::placement {

namespace {

using NodeSet = std::unordered_set<graph::NodeId>;

/// The file says ReLU and SoftMax where the runtime says Relu and Softmax; users know both.
bool sameType(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

class ChainSearch {
public:
    ChainSearch(const graph::Graph& graph, const IgnoredStructure& structure) : m_graph(graph) {
        for (const std::string& types : structure.types) m_types.push_back(alternatives(types));
    }

    std::vector<graph::NodeId> nodes() {
        if (!growDown()) return {};
        pruneUp();
        NodeSet all;
        for (const NodeSet& layers : m_layers) all.insert(layers.begin(), layers.end());
        std::vector<graph::NodeId> inOrder;
        std::copy_if(m_graph.nodes().begin(), m_graph.nodes().end(), std::back_inserter(inOrder),
                     [&](graph::NodeId id) { return all.contains(id); });
        return inOrder;
    }

private:
    bool fits(std::size_t position, graph::NodeId id) const {
        const graph::Node& node = m_graph.node(id);
        return !node.isConstant() && std::any_of(m_types[position].begin(), m_types[position].end(), [&](const std::string& type) {
            return type == "*" || sameType(type, node.type) || sameType(type, graph::ruleType(node));
        });
    }

    /// The layers that read `id`; those behind a zero bias instead of the bias.
    std::vector<graph::NodeId> readers(graph::NodeId id) const {
        std::vector<graph::NodeId> all;
        for (const graph::Input use : m_graph.consumers(id)) {
            if (!isZeroBias(m_graph, m_graph.node(use.node))) {
                all.push_back(use.node);
                continue;
            }
            for (const graph::Input behind : m_graph.consumers(use.node)) all.push_back(behind.node);
        }
        return all;
    }

    /// Position by position, the layers that end a chain of the types so far.
    bool growDown() {
        NodeSet first;
        for (const graph::NodeId id : m_graph.nodes())
            if (fits(0, id) && !isZeroBias(m_graph, m_graph.node(id))) first.insert(id);
        m_layers.push_back(std::move(first));
        while (m_layers.size() < m_types.size() && !m_layers.back().empty()) {
            NodeSet next;
            for (const graph::NodeId id : m_layers.back())
                for (const graph::NodeId reader : readers(id))
                    if (fits(m_layers.size(), reader)) next.insert(reader);
            m_layers.push_back(std::move(next));
        }
        return !m_layers.back().empty();
    }

    /// Of those, the ones from which the chain goes on to its last type.
    void pruneUp() {
        for (std::size_t position = m_layers.size() - 1; position-- > 0;)
            std::erase_if(m_layers[position], [&](graph::NodeId id) {
                const std::vector<graph::NodeId> next = readers(id);
                return std::none_of(next.begin(), next.end(),
                                    [&](graph::NodeId reader) { return m_layers[position + 1].contains(reader); });
            });
    }

    const graph::Graph& m_graph;
    std::vector<std::vector<std::string>> m_types;
    std::vector<NodeSet> m_layers;  ///< [position]
};

}  // namespace

std::vector<std::string> alternatives(const std::string& types) {
    std::vector<std::string> list(1);
    for (const char c : types) {
        if (c == '|')
            list.emplace_back();
        else if (c != ' ')
            list.back() += c;
    }
    return list;
}

std::vector<graph::NodeId> nodesOfChains(const graph::Graph& graph, const IgnoredStructure& structure) {
    return structure.types.empty() ? std::vector<graph::NodeId>{} : ChainSearch(graph, structure).nodes();
}

}  // namespace rf::quantization::placement
