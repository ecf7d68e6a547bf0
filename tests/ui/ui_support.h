// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "core/graph/graph.h"
#include "ui/models/graph_model.h"

namespace rf::ui {
class GraphView;
struct Theme;
}  // namespace rf::ui

namespace rf::test {

/// A style without animations, so that what a key does has happened when the key was handled.
void disableAnimations();
void useTheme(const ui::Theme& theme);

/// Models and layouts in one go.
std::shared_ptr<const ui::GraphModel> show(ui::GraphView& view, const graph::Graph& graph, const ui::GraphModelOptions& options = {});
/// Two residual blocks with weights, some of it quantized.
graph::Graph smallNetwork();
/// A chain of blocks with about `nodes` boxes.
graph::Graph largeNetwork(int nodes);

/// How many different colours a widget shows. Saves the picture as <name>.png where RF_PICTURES names a folder.
int coloursOf(QWidget& widget, const QString& name);
/// Whether the exact colour occurs in a rectangle of the widget.
bool showsColour(QWidget& widget, const QColor& colour, QRect area = {});

}  // namespace rf::test
