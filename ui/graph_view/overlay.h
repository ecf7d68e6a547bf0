// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>
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
    QStringList classes{};                             ///< where a value is not an amount but an index of these
    std::optional<std::pair<double, double>> range{};  ///< of the scale; nothing: that of the values

    bool isEmpty() const { return title.isEmpty(); }
};

/// The perceptual scale cividis (Nuñez, Anderton, Renslow 2018) at `share` 0 (dark blue) to 1 (yellow), between ten
/// anchors of it. Reads the same with any colour vision.
QColor cividis(double share);

/// An overlay made ready for painting: its range, and a colour for every value. The worst end of the scale is the strongest mark:
/// bright on a dark theme, dark on a light one.
class OverlayScale {
public:
    static constexpr int kTicks = 5;

    OverlayScale() = default;
    explicit OverlayScale(Overlay overlay);

    const Overlay& overlay() const { return m_overlay; }
    bool isEmpty() const { return m_overlay.isEmpty(); }
    bool hasClasses() const { return !m_overlay.classes.isEmpty(); }
    /// Nothing when the node has no value. Values beyond a given range get the colour of its end.
    std::optional<QColor> color(graph::NodeId node, const Theme& theme) const;
    std::optional<double> value(graph::NodeId node) const;
    std::pair<double, double> range() const { return {m_low, m_high}; }
    QColor colorAt(double share, const Theme& theme) const;  ///< 0: the least value, 1: the greatest
    QColor classColor(int index, const Theme& theme) const;
    std::array<double, kTicks> ticks() const;  ///< evenly spaced along the scale
    QString titleWithUnit() const;

    /// Bar and ticks, with a word at the worse end, in `area`; kBarSpace high.
    void paintBar(QPainter& painter, const QRectF& area, const Theme& theme) const;
    static constexpr double kBarSpace = 32;

private:
    double share(double value) const;

    Overlay m_overlay;
    double m_low = 0, m_high = 1;
};

}  // namespace rf::ui
