// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/graph_layout.h"

#include <algorithm>

#include "core/layout/layered_layout.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

namespace {

constexpr int kLabelLength = 28;
constexpr double kCharacterWidth = 7.0, kWideCharacterWidth = 12.0;  // at 12 px
constexpr double kAspect = 1.4;                                      // of the pane in a window as it opens
constexpr double kBoxPadding = 26, kMinWidth = 64;

double boxWidth(const GraphNode& node) {
    double width = kBoxPadding;
    for (const QChar c : boxLabel(node)) width += c.unicode() < 0x1100 || c == QChar(0x2026) ? kCharacterWidth : kWideCharacterWidth;
    return std::max(kMinWidth, width);
}

}  // namespace

QString boxLabel(const GraphNode& node) {
    const QString& said = node.label.isEmpty() ? node.name : node.label;
    const QString name = said.isEmpty() ? node.type : said.simplified();
    if (name.size() <= kLabelLength) return name;
    // The end of a hierarchical name tells more than its beginning.
    const int tail = kLabelLength * 2 / 3, head = kLabelLength - tail - 1;
    return name.left(head) + QChar(0x2026) + name.right(tail);
}

Result<layout::Drawing> layoutOf(const GraphModel& model, const Progress& progress, const std::vector<graph::NodeId>& columnStarts) {
    layout::Problem problem;
    problem.nodes.reserve(model.nodes().size());
    for (const GraphNode& node : model.nodes()) problem.nodes.push_back({boxWidth(node), kNodeHeight});
    problem.edges.reserve(model.edges().size());
    for (const GraphEdge& edge : model.edges()) problem.edges.push_back({edge.from, edge.to});
    layout::Options options;
    options.aspect = kAspect;
    for (const graph::NodeId id : columnStarts)
        if (const int box = model.boxOf(id); box >= 0) options.columnStarts.push_back(box);
    return layout::layered(problem, options, progress);
}

}  // namespace rf::ui
