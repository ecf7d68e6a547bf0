// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/graph/node.h"

class QPainter;
class QPointF;
class QRectF;

namespace rf::ui {

class GraphModel;
struct Theme;

/// One number per node, such as an error or a time, that colours the graph. An empty title means no overlay.
struct Overlay {
    QString title, unit;
    std::unordered_map<graph::NodeId, double> values;  ///< nodes without a finite value are hatched
    bool logarithmic = false;                          ///< only values above 0 then; others count as missing
    bool higherIsWorse = true;

    bool isEmpty() const { return title.isEmpty(); }
};

/// The perceptual scale cividis (Nuñez, Anderton, Renslow 2018) at `share` 0 (dark blue) to 1 (yellow), between ten
/// anchors of it. Reads the same with any colour vision.
QColor cividis(double share);

/// An overlay made ready for painting: its range, and a colour for every value. Worse is always brighter.
class OverlayScale {
public:
    static constexpr int kTicks = 5;

    OverlayScale() = default;
    explicit OverlayScale(Overlay overlay);

    const Overlay& overlay() const { return m_overlay; }
    bool isEmpty() const { return m_overlay.isEmpty(); }
    /// Nothing when the node has no value.
    std::optional<QColor> color(graph::NodeId node) const;
    std::optional<double> value(graph::NodeId node) const;
    QColor colorAt(double share) const;        ///< 0: the least value, 1: the greatest
    std::array<double, kTicks> ticks() const;  ///< evenly spaced along the scale

    /// A box with title, scale and ticks at `topLeft`.
    void paintLegend(QPainter& painter, const QPointF& topLeft, const Theme& theme) const;

private:
    double share(double value) const;

    Overlay m_overlay;
    double m_low = 0, m_high = 1;
};

}  // namespace rf::ui
