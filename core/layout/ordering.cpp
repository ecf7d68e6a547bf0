// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/ordering.h"

#include <algorithm>

namespace rf::layout {

namespace {

/// Depth-first over pieces in both directions: a component stays together, and neighbours come one after the other.
void fillInitialOrder(ProperGraph& graph) {
    std::vector<char> seen(at(graph.size()), 0);
    std::vector<int> stack;
    for (int root = 0; root < graph.boxes; ++root) {
        if (!seen[at(root)]) stack.push_back(root);
        while (!stack.empty()) {
            const int v = stack.back();
            stack.pop_back();
            if (seen[at(v)]) continue;
            seen[at(v)] = 1;
            graph.layers[at(graph.layer[at(v)])].push_back(v);
            const auto above = graph.above.of(v);
            const auto below = graph.below.of(v);
            for (auto next = above.rbegin(); next != above.rend(); ++next)
                if (!seen[at(*next)]) stack.push_back(*next);
            for (auto next = below.rbegin(); next != below.rend(); ++next)
                if (!seen[at(*next)]) stack.push_back(*next);
        }
    }
}

class Sweeper {
public:
    explicit Sweeper(ProperGraph& graph) : m_graph(graph), m_position(at(graph.size())) {
        for (const auto& layer : graph.layers) number(layer);
    }

    void down() {
        for (std::size_t i = 1; i < m_graph.layers.size(); ++i) sort(m_graph.layers[i], m_graph.above);
    }
    void up() {
        for (std::size_t i = m_graph.layers.size(); i-- > 1;) sort(m_graph.layers[i - 1], m_graph.below);
    }
    /// Of every vertex in its layer.
    const std::vector<int>& positions() const { return m_position; }

private:
    struct Keyed {
        double key;
        int slot, vertex;
        bool operator<(const Keyed& other) const { return key != other.key ? key < other.key : slot < other.slot; }
    };

    void number(const std::vector<int>& layer) {
        for (std::size_t i = 0; i < layer.size(); ++i) m_position[at(layer[i])] = static_cast<int>(i);
    }

    /// Vertices without a neighbour on that side keep their slots; the others share the rest in the order of their keys.
    void sort(std::vector<int>& layer, const Adjacency& fixed) {
        if (layer.size() < 2) return;
        m_keyed.clear();
        for (const int v : layer) {
            const auto neighbours = fixed.of(v);
            if (neighbours.empty()) continue;
            double sum = 0;
            for (const int n : neighbours) sum += m_position[at(n)];
            m_keyed.push_back({sum / static_cast<double>(neighbours.size()), m_position[at(v)], v});
        }
        std::sort(m_keyed.begin(), m_keyed.end());
        std::size_t next = 0;
        for (int& v : layer)
            if (!fixed.of(v).empty()) v = m_keyed[next++].vertex;
        number(layer);
    }

    ProperGraph& m_graph;
    std::vector<int> m_position;
    std::vector<Keyed> m_keyed;
};

/// Counts inversions among the lower ends of the pieces with a Fenwick tree (Barth, Jünger, Mutzel: Simple and Efficient
/// Bilayer Cross Counting, 2002).
class CrossingCounter {
public:
    std::int64_t between(const ProperGraph& graph, const std::vector<int>& upper, const std::vector<int>& position, std::size_t lowerSize) {
        if (upper.size() < 2 || lowerSize < 2) return 0;
        m_tree.assign(lowerSize + 1, 0);
        std::int64_t total = 0, inserted = 0;
        for (const int v : upper) {
            const auto ends = graph.below.of(v);
            for (const int n : ends) total += inserted - insertedUpTo(position[at(n)]);
            for (const int n : ends) insert(position[at(n)]);
            inserted += static_cast<std::int64_t>(ends.size());
        }
        return total;
    }

private:
    std::int64_t insertedUpTo(int end) const {
        std::int64_t count = 0;
        for (int i = end + 1; i > 0; i -= i & -i) count += m_tree[at(i)];
        return count;
    }
    void insert(int end) {
        for (int i = end + 1; i < static_cast<int>(m_tree.size()); i += i & -i) ++m_tree[at(i)];
    }

    std::vector<int> m_tree;
};

std::int64_t crossings(const ProperGraph& graph, const std::vector<int>& position) {
    CrossingCounter counter;
    std::int64_t total = 0;
    for (std::size_t i = 0; i + 1 < graph.layers.size(); ++i)
        total += counter.between(graph, graph.layers[i], position, graph.layers[i + 1].size());
    return total;
}

}  // namespace

std::int64_t crossings(const ProperGraph& graph) {
    std::vector<int> position(at(graph.size()));
    for (const auto& layer : graph.layers)
        for (std::size_t i = 0; i < layer.size(); ++i) position[at(layer[i])] = static_cast<int>(i);
    return crossings(graph, position);
}

Result<void> orderLayers(ProperGraph& graph, int sweeps, const Progress& progress) {
    fillInitialOrder(graph);
    Sweeper sweeper(graph);
    std::vector<int> best = sweeper.positions();
    std::int64_t fewest = crossings(graph, best);
    for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
        RF_TRY_VOID(progress.advance(sweep, sweeps));
        if (sweep % 2 == 0)
            sweeper.down();
        else
            sweeper.up();
        const std::int64_t now = crossings(graph, sweeper.positions());
        if (now >= fewest) continue;
        fewest = now;
        best = sweeper.positions();
    }
    for (auto& layer : graph.layers) std::sort(layer.begin(), layer.end(), [&](int a, int b) { return best[at(a)] < best[at(b)]; });
    return progress.advance(sweeps, sweeps);
}

}  // namespace rf::layout
