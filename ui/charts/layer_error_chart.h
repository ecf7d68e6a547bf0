// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

namespace rf::ui {

/// One layer of the error chart. Signal to quantization noise ratios in dB; infinite where both are equal.
struct LayerErrorPoint {
    QString layer, type;
    double accumulated = 0;          ///< whole quantized model against whole float model
    std::optional<double> isolated;  ///< only this layer quantized
};

/// Indices of the `count` worst layers, see ui/models/worst_first.h.
std::vector<int> worstLayers(const std::vector<LayerErrorPoint>& layers, int count);

/// Shows which layer hurts accuracy: layers in execution order, accumulated error as a line and isolated errors as dots, the
/// ten worst labelled. Hover tells, click or arrow keys select.
class LayerErrorChart : public QWidget {
    Q_OBJECT
public:
    explicit LayerErrorChart(QWidget* parent = nullptr);
    ~LayerErrorChart() override;

    void setLayers(std::vector<LayerErrorPoint> layers);
    /// Without a signal; -1 selects nothing.
    void setSelected(int layer);
    int selected() const;
    /// Removes the layers and shows a sentence that says how to get them.
    void setPlaceholder(const QString& sentence);
    /// Where a layer's dot (or its place on the line) is on this widget.
    QPointF positionOf(int layer) const;

    QSize sizeHint() const override { return {640, 240}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    void layerClicked(int layer);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class Canvas;
    std::unique_ptr<Canvas> m_canvas;
};

}  // namespace rf::ui
