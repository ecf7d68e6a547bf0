// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "ui/models/histogram_data.h"
#include "ui/models/quantization_range.h"

class QLabel;

namespace rf::ui {

/// Draws the distribution of a tensor, filled, and what quantization makes of it, as an outline; the quantization range with
/// markers at both ends, clipped tails shaded with their share, the zero point dotted, quantization levels as ticks if they can
/// be told apart. A line below says what is what, and what is under the pointer. Shows a sentence while there is nothing to draw.
/// Fast enough for new data 30 times a second.
class HistogramChart : public QWidget {
    Q_OBJECT
public:
    explicit HistogramChart(QWidget* parent = nullptr);
    ~HistogramChart() override;

    /// The horizontal axis, e.g. "Activations of conv1".
    void setAxisTitle(const QString& title);
    void setDistribution(HistogramData distribution);
    void setRange(std::optional<QuantizationRange> range);
    /// Whether the ends of the range can be dragged. While they are, the line below tells what the tensor would have; Enter chooses
    /// the range, Esc goes back.
    void setEditable(bool editable);
    void setLogarithmic(bool logarithmic);
    /// Shows all values, not only those in the range and near it.
    void setWhole(bool whole);
    /// The line below the chart.
    QString readout() const;
    /// Removes the distribution and shows a sentence that says how to get one.
    void setPlaceholder(const QString& sentence);

    QSize sizeHint() const override { return {320, 200}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

    /// Where an end of the range is on this widget; high or low.
    QPointF markerPosition(bool high) const;

signals:
    void rangeChosen(double low, double high);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Canvas;
    void placeParts();

    std::unique_ptr<Canvas> m_canvas;
    QLabel* m_readout;
};

}  // namespace rf::ui
