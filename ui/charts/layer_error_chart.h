// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

class QLabel;
class QListWidget;

namespace rf::ui {

/// One layer of the error chart. Signal to quantization noise ratios in dB; infinite where both are equal.
struct LayerErrorPoint {
    QString layer, type;
    double accumulated = 0;          ///< whole quantized model against whole float model
    std::optional<double> isolated;  ///< only this layer quantized
};

/// Indices of the `count` worst layers, see ui/models/worst_first.h.
std::vector<int> worstLayers(const std::vector<LayerErrorPoint>& layers, int count);

/// Shows which layer hurts accuracy: layers in execution order over the blocks of the network, accumulated error as a line and
/// isolated errors as dots, and beside the plot the worst in their order. Pointing at a dot or a line of the list marks both and
/// tells below; click or arrow keys select; dragging zooms, a double click, 0 or Esc shows all again.
class LayerErrorChart : public QWidget {
    Q_OBJECT
public:
    explicit LayerErrorChart(QWidget* parent = nullptr);
    ~LayerErrorChart() override;

    void setLayers(std::vector<LayerErrorPoint> layers);
    /// Layers that a search has found: all others are faint. Nothing: no search.
    void setFound(std::optional<std::unordered_set<int>> layers);
    /// Without a signal; -1 selects nothing.
    void setSelected(int layer);
    int selected() const;
    /// Removes the layers and shows a sentence that says how to get them.
    void setPlaceholder(const QString& sentence);
    /// Where a layer's dot (or its place on the line) is on this widget.
    QPointF positionOf(int layer) const;
    /// The first and the last layer in view.
    std::pair<int, int> shownLayers() const;
    /// The line below the plot.
    QString readout() const;

    QSize sizeHint() const override { return {640, 240}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    void layerClicked(int layer);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class Canvas;
    void placeParts();
    void fillRanking();
    void setHovered(int layer);

    std::unique_ptr<Canvas> m_canvas;
    QListWidget* m_ranking;
    QLabel* m_readout;
};

}  // namespace rf::ui
