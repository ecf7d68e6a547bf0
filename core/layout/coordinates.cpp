// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/coordinates.h"

#include <algorithm>
#include <limits>

namespace rf::layout {

namespace {

// How strongly a piece of an arrow asks to be vertical, by the number of dummies among its ends (as in Gansner,
// Koutsofios, North, Vo: A Technique for Drawing Directed Graphs, 1993, section 4.2, but all pieces at boxes alike: with
// their 1, 2, 8 a block whose skip connection begins at a dummy and ends at a box leans, and a network of such blocks
// drifts sideways).
constexpr double kPull[] = {1, 1, 8};
constexpr double kNoPull = 0.1;  ///< of a vertex without neighbours on that side, which gives way to all others
constexpr int kRounds = 3;

class Placer {
public:
    Placer(const ProperGraph& graph, const Problem& problem, const Options& options)
        : m_graph(graph), m_options(options), m_x(at(graph.size())), m_slot(at(graph.size())), m_halfWidth(at(graph.size()), 0) {
        for (int box = 0; box < graph.boxes; ++box) m_halfWidth[at(box)] = problem.nodes[at(box)].width / 2;
        for (int v = 0; v < graph.size(); ++v)
            if (!continuesChain(v)) widen(v);
        for (const auto& layer : graph.layers) {
            double right = 0;
            for (std::size_t i = 0; i < layer.size(); ++i) {
                right += i > 0 ? distance(layer[i - 1], layer[i]) : 0;
                m_x[at(layer[i])] = right;
                m_slot[at(layer[i])] = static_cast<int>(i);
            }
        }
    }

    void down() {
        for (const auto& layer : m_graph.layers) place(layer, m_graph.above);
    }
    void up() {
        for (auto layer = m_graph.layers.rbegin(); layer != m_graph.layers.rend(); ++layer) place(*layer, m_graph.below);
    }

    /// Makes every chain vertical, as far as the neighbours leave room; where they do not, it bends once.
    void straighten() {
        for (const auto& layer : m_graph.layers)
            for (const int v : layer)
                if (!continuesChain(v)) straightenFrom(v);
    }

    std::vector<double> take() && { return std::move(m_x); }

private:
    struct Wish {
        double x, weight;
    };
    struct Pool {
        double sum, weight;
        int count;
        double mean() const { return sum / weight; }
    };

    /// All boxes of a chain claim the width of its widest. So what stands beside a chain keeps one distance all the way:
    /// chains come out straight, and a block's join right below its fork.
    void widen(int first) {
        double widest = 0;
        for (int v = first; v >= 0; v = nextOfChain(v)) widest = std::max(widest, m_halfWidth[at(v)]);
        for (int v = first; v >= 0; v = nextOfChain(v)) m_halfWidth[at(v)] = widest;
    }

    double halfWidth(int v) const { return m_halfWidth[at(v)]; }
    double distance(int left, int right) const {
        const bool lines = m_graph.isDummy(left) && m_graph.isDummy(right);
        return halfWidth(left) + halfWidth(right) + (lines ? m_options.nodeGap / 2 : m_options.nodeGap);
    }

    /// Where a vertex would like to be: under the mean of its neighbours; a trunk only follows itself.
    Wish wish(int v, const Adjacency& side) const {
        double sum = 0, weight = 0;
        for (const int n : side.of(v)) {
            const double pull = kPull[m_graph.isDummy(v) + m_graph.isDummy(n)];
            if (m_graph.isDummy(v) && m_graph.isDummy(n)) return {m_x[at(n)], pull};
            sum += pull * m_x[at(n)];
            weight += pull;
        }
        return weight > 0 ? Wish{sum / weight, weight} : Wish{m_x[at(v)], kNoPull};
    }

    /// The positions nearest to the wishes (weighted least squares) that keep order and distances: isotonic regression
    /// by pooling adjacent violators (Ayer et al. 1955), after the fixed distances have been subtracted.
    void place(const std::vector<int>& layer, const Adjacency& side) {
        m_pools.clear();
        double offset = 0;
        for (std::size_t i = 0; i < layer.size(); ++i) {
            if (i > 0) offset += distance(layer[i - 1], layer[i]);
            const Wish w = wish(layer[i], side);
            m_pools.push_back({(w.x - offset) * w.weight, w.weight, 1});
            while (m_pools.size() > 1 && m_pools[m_pools.size() - 2].mean() > m_pools.back().mean()) {
                const Pool last = m_pools.back();
                m_pools.pop_back();
                m_pools.back() = {m_pools.back().sum + last.sum, m_pools.back().weight + last.weight, m_pools.back().count + last.count};
            }
        }
        offset = 0;
        std::size_t i = 0;
        for (const Pool& pool : m_pools) {
            for (int k = 0; k < pool.count; ++k, ++i) {
                if (i > 0) offset += distance(layer[i - 1], layer[i]);
                m_x[at(layer[i])] = pool.mean() + offset;
            }
        }
    }

    /// The next vertex of the chain through v: the trunk's next dummy, or the only neighbour whose only neighbour is v.
    int nextOfChain(int v) const {
        const auto below = m_graph.below.of(v);
        if (m_graph.isDummy(v))
            for (const int n : below)
                if (m_graph.isDummy(n)) return n;
        return below.size() == 1 && m_graph.above.of(below.front()).size() == 1 ? below.front() : -1;
    }
    bool continuesChain(int v) const {
        const auto above = m_graph.above.of(v);
        return above.size() == 1 && nextOfChain(above.front()) == v;
    }

    /// The room between the neighbours of v as they stand now.
    std::pair<double, double> room(int v) const {
        const auto& layer = m_graph.layers[at(m_graph.layer[at(v)])];
        const std::size_t slot = at(m_slot[at(v)]);
        double low = std::numeric_limits<double>::lowest(), high = std::numeric_limits<double>::max();
        if (slot > 0) low = m_x[at(layer[slot - 1])] + distance(layer[slot - 1], v);
        if (slot + 1 < layer.size()) high = m_x[at(layer[slot + 1])] - distance(v, layer[slot + 1]);
        return {low, high};
    }

    void straightenFrom(int first) {
        m_part.clear();
        double low = std::numeric_limits<double>::lowest(), high = std::numeric_limits<double>::max();
        for (int v = first; v >= 0; v = nextOfChain(v)) {
            const auto [left, right] = room(v);
            if (std::max(low, left) > std::min(high, right)) {
                align(low, high);
                low = std::numeric_limits<double>::lowest();
                high = std::numeric_limits<double>::max();
            }
            low = std::max(low, left);
            high = std::min(high, right);
            m_part.push_back(v);
        }
        align(low, high);
    }

    void align(double low, double high) {
        if (m_part.size() > 1) {
            m_sorted.clear();
            for (const int v : m_part) m_sorted.push_back(m_x[at(v)]);
            const auto middle = m_sorted.begin() + static_cast<std::ptrdiff_t>(m_sorted.size() / 2);
            std::nth_element(m_sorted.begin(), middle, m_sorted.end());
            const double x = std::max(low, std::min(high, *middle));
            for (const int v : m_part) m_x[at(v)] = x;
        }
        m_part.clear();
    }

    const ProperGraph& m_graph;
    const Options& m_options;
    std::vector<double> m_x;
    std::vector<int> m_slot;
    std::vector<double> m_halfWidth;
    std::vector<Pool> m_pools;
    std::vector<int> m_part;
    std::vector<double> m_sorted;
};

}  // namespace

Result<std::vector<double>> assignCoordinates(const ProperGraph& graph, const Problem& problem, const Options& options,
                                              const Progress& progress) {
    Placer placer(graph, problem, options);
    for (int round = 0; round < kRounds; ++round) {
        RF_TRY_VOID(progress.advance(round, kRounds + 1));
        placer.down();
        placer.up();
    }
    placer.down();
    RF_TRY_VOID(progress.advance(kRounds, kRounds + 1));
    placer.straighten();
    RF_TRY_VOID(progress.advance(kRounds + 1, kRounds + 1));
    return std::move(placer).take();
}

}  // namespace rf::layout
