// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <unordered_map>

#include "core/graph/graph.h"

namespace rf::graph {

/// The storage behind Graph; private to graph.cpp and edit.cpp.
struct Graph::State {
    GraphInfo info;
    std::vector<std::shared_ptr<const Node>> nodes;          ///< by id; null where a node was removed
    std::vector<std::vector<std::vector<Input>>> consumers;  ///< [node][output port], sorted
    std::unordered_map<std::string, NodeId> byName;
    std::unordered_map<NodeId, std::string> removed;  ///< names of nodes that are gone

    /// Derived on demand; dropped by every edit.
    const std::vector<NodeId>& order() const;
    const std::vector<NodeId>& topological() const;
    void dropCache() {
        m_order.reset();
        m_topological.reset();
    }
    std::unique_ptr<State> clone() const;

    const Node& at(NodeId id) const;
    /// Every node after its producers, or the name of a node on a cycle.
    Result<std::vector<NodeId>> sorted() const;

private:
    mutable std::mutex m_mutex;
    mutable std::optional<std::vector<NodeId>> m_order, m_topological;
};

}  // namespace rf::graph
