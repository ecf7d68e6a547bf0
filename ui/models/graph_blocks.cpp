// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/graph_blocks.h"

#include <QHash>
#include <algorithm>
#include <map>

namespace rf::ui {

namespace {

constexpr std::size_t kMostStretches = 100;  // boxes of a network without names that say anything
constexpr qsizetype kFewPrefixes = 4;        // fewer say nothing about a network of this size
constexpr int kLeastHeaded = 3;
constexpr double kWholeNetwork = 0.6;  // of all layers in one block: it is opened, or there would be nothing to see

bool isSeparator(QChar c) { return c == u'/' || c == u'.'; }

/// The prefixes of a name that end before a separator, shortest first.
QStringList prefixesOf(const QString& name) {
    QStringList prefixes;
    for (qsizetype i = 1; i + 1 < name.size(); ++i)
        if (isSeparator(name[i])) prefixes << name.left(i);
    return prefixes;
}

/// How many layers are below every prefix.
QHash<QString, int> prefixCounts(const std::vector<GraphNode>& nodes) {
    QHash<QString, int> counts;
    for (const GraphNode& node : nodes)
        for (const QString& prefix : prefixesOf(node.name)) ++counts[prefix];
    return counts;
}

/// By node: the closed block that it is in, by name; empty where it is drawn itself.
std::vector<QString> blocksByName(const std::vector<GraphNode>& nodes, const OpenBlocks& open) {
    const QHash<QString, int> counts = prefixCounts(nodes);
    std::vector<QString> blocks;
    for (const GraphNode& node : nodes) {
        QString block;
        const QStringList prefixes = prefixesOf(node.name);
        for (qsizetype i = 0; i < prefixes.size() && block.isEmpty(); ++i) {
            const int count = counts.value(prefixes[i]);
            const bool isWhole = count > kWholeNetwork * static_cast<double>(nodes.size());
            const bool isOneInner = i + 1 < prefixes.size() && counts.value(prefixes[i + 1]) == count;  // its only content is a block
            if (count > 1 && !isWhole && !isOneInner && !open.paths.contains(prefixes[i])) block = prefixes[i];
        }
        blocks.push_back(block);
    }
    return blocks;
}

/// By node: the last node that reads it; itself when there is none.
std::vector<int> lastUses(const GraphModel& model) {
    std::vector<int> last(model.nodes().size());
    for (std::size_t i = 0; i < last.size(); ++i) last[i] = static_cast<int>(i);
    for (const GraphEdge& edge : model.edges())
        last[static_cast<std::size_t>(edge.from)] = std::max(last[static_cast<std::size_t>(edge.from)], edge.to);
    return last;
}

/// Stretches between places that one tensor passes, joined until there are not too many.
std::vector<QString> blocksByShape(const GraphModel& model, const OpenBlocks& open) {
    const auto& nodes = model.nodes();
    const std::vector<int> last = lastUses(model);
    const std::size_t least = std::max<std::size_t>(2, nodes.size() / kMostStretches);
    std::vector<QString> blocks(nodes.size());
    std::multiset<int> alive;  // where the tensors end that pass the present place
    std::size_t begin = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        alive.insert(last[i]);
        while (!alive.empty() && *alive.begin() <= static_cast<int>(i)) alive.erase(alive.begin());
        const bool isCut = alive.size() <= 1 || i + 1 == nodes.size();
        if (!isCut || (i + 1 - begin < least && i + 1 < nodes.size())) continue;
        const QString path = nodes[begin].name + QStringLiteral(" … ") + nodes[i].name;
        if (i > begin && !open.paths.contains(path))
            for (std::size_t k = begin; k <= i; ++k) blocks[k] = path;
        begin = i + 1;
    }
    return blocks;
}

/// By node: how often arrows have changed the block on the way to it. Nodes of a block with the same number can be one box: an
/// arrow between two boxes never leads to a smaller number, and to the same one only within a block.
std::vector<int> passes(const GraphModel& model, const std::vector<QString>& blocks) {
    const auto changes = [&](const GraphEdge& edge) {
        const QString &from = blocks[static_cast<std::size_t>(edge.from)], &to = blocks[static_cast<std::size_t>(edge.to)];
        return from.isEmpty() || from != to;
    };
    std::vector<std::vector<const GraphEdge*>> in(blocks.size()), out(blocks.size());
    for (const GraphEdge& edge : model.edges()) {
        in[static_cast<std::size_t>(edge.to)].push_back(&edge);
        out[static_cast<std::size_t>(edge.from)].push_back(&edge);
    }
    std::vector<int> pass(blocks.size(), 0);
    for (std::size_t i = 0; i < blocks.size(); ++i)
        for (const GraphEdge* edge : in[i])
            pass[i] = std::max(pass[i], pass[static_cast<std::size_t>(edge->from)] + (changes(*edge) ? 1 : 0));
    // A node that nothing of its block leads to may wait for those that it leads to.
    for (std::size_t i = blocks.size(); i-- > 0;) {
        const bool begins = std::all_of(in[i].begin(), in[i].end(), [&](const GraphEdge* edge) { return changes(*edge); });
        const bool leadsOn = std::any_of(out[i].begin(), out[i].end(), [&](const GraphEdge* edge) { return !changes(*edge); });
        if (!begins || !leadsOn) continue;
        int latest = pass[static_cast<std::size_t>(out[i].front()->to)];
        for (const GraphEdge* edge : out[i]) latest = std::min(latest, pass[static_cast<std::size_t>(edge->to)] - (changes(*edge) ? 1 : 0));
        pass[i] = std::max(pass[i], latest);
    }
    return pass;
}

/// That of any quantized layer before that of float ones, and so on.
NodeState sharedState(const std::vector<GraphNode>& nodes, const std::vector<int>& members) {
    NodeState state = NodeState::NotQuantizable;
    for (const int member : members) state = std::min(state, nodes[static_cast<std::size_t>(member)].state);
    return state;
}

GraphNode boxFor(const std::vector<GraphNode>& nodes, const std::vector<int>& members, const QString& path) {
    const GraphNode &first = nodes[static_cast<std::size_t>(members.front())], &last = nodes[static_cast<std::size_t>(members.back())];
    GraphNode box;
    box.id = first.id;
    box.name = box.block = path;
    box.label = QStringLiteral("%1 · %2").arg(lastPart(path)).arg(members.size());
    box.inputShapes = first.inputShapes;
    box.outputShapes = last.outputShapes;
    box.state = sharedState(nodes, members);
    std::map<OperatorFamily, int> families;
    for (const int member : members) {
        const GraphNode& node = nodes[static_cast<std::size_t>(member)];
        ++families[node.family];
        box.members.push_back(node.id);
        box.weightBytes += node.weightBytes;
    }
    box.family =
        std::max_element(families.begin(), families.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
    return box;
}

/// The innermost block of a name that has enough boxes to be worth a heading; empty when there is none.
QString headingFor(const QString& name, const QHash<QString, int>& counts) {
    const QStringList prefixes = prefixesOf(name);
    for (qsizetype i = prefixes.size(); i-- > 0;)
        if (counts.value(prefixes[i]) >= kLeastHeaded) return prefixes[i];
    return {};
}

/// Names each block once, above its first box; its boxes say only the rest of their names.
void addHeadings(std::vector<GraphNode>& nodes) {
    const QHash<QString, int> counts = prefixCounts(nodes);
    std::set<QString> named;
    for (GraphNode& node : nodes) {
        const QString path = headingFor(node.name, counts);
        if (path.isEmpty()) continue;
        if (node.block.isEmpty()) node.label = node.name.mid(path.size() + 1);
        if (named.insert(path).second) node.heading = path;
    }
}

}  // namespace

QString blockPath(const QString& name) {
    const QStringList prefixes = prefixesOf(name);
    return prefixes.isEmpty() ? QString() : prefixes.last();
}

QString lastPart(const QString& name) {
    const QString path = blockPath(name);
    return path.isEmpty() ? name : name.mid(path.size() + 1);
}

GraphModel withBlocks(const GraphModel& model, const OpenBlocks& open) {
    const auto& nodes = model.nodes();
    std::vector<GraphNode> boxes;
    std::vector<int> boxOf(nodes.size());
    if (nodes.size() <= kBlocksFrom || open.all) {
        boxes = nodes;
        for (std::size_t i = 0; i < nodes.size(); ++i) boxOf[i] = static_cast<int>(i);
    } else {
        std::vector<QString> blocks = blocksByName(nodes, open);
        if (prefixCounts(nodes).size() < kFewPrefixes) blocks = blocksByShape(model, open);
        const std::vector<int> pass = passes(model, blocks);
        std::map<std::pair<QString, int>, std::vector<int>> members;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (!blocks[i].isEmpty()) members[{blocks[i], pass[i]}].push_back(static_cast<int>(i));
        std::map<std::pair<QString, int>, int> made;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const std::pair key(blocks[i], pass[i]);
            const bool alone = blocks[i].isEmpty() || members[key].size() == 1;
            if (!alone && made.contains(key)) {
                boxOf[i] = made[key];
                continue;
            }
            boxOf[i] = static_cast<int>(boxes.size());
            if (!alone) made[key] = boxOf[i];
            boxes.push_back(alone ? nodes[i] : boxFor(nodes, members[key], blocks[i]));
        }
    }
    std::vector<GraphEdge> edges;
    std::set<std::pair<int, int>> seen;
    const bool isWhole = boxes.size() == nodes.size();
    for (const GraphEdge& edge : model.edges()) {
        GraphEdge drawn = edge;
        drawn.from = boxOf[static_cast<std::size_t>(edge.from)];
        drawn.to = boxOf[static_cast<std::size_t>(edge.to)];
        if (drawn.from == drawn.to || (!seen.insert({drawn.from, drawn.to}).second && !isWhole)) continue;
        edges.push_back(std::move(drawn));
    }
    addHeadings(boxes);
    std::unordered_map<graph::NodeId, int> places;
    for (const auto& [id, node] : model.boxes()) places.emplace(id, boxOf[static_cast<std::size_t>(node)]);
    return GraphModel(std::move(boxes), std::move(edges), std::move(places));
}

}  // namespace rf::ui
