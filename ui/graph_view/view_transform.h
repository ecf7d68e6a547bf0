// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace rf::ui {

/// From the drawing (pixels at 100 %) to the canvas: uniform scale, then shift.
struct ViewTransform {
    double scale = 1;
    QPointF offset;

    QPointF toView(const QPointF& scene) const { return scene * scale + offset; }
    QRectF toView(const QRectF& scene) const { return {toView(scene.topLeft()), scene.size() * scale}; }
    QPointF toScene(const QPointF& view) const { return (view - offset) / scale; }
    QRectF toScene(const QRectF& view) const { return {toScene(view.topLeft()), view.size() / scale}; }

    /// Scaled by `factor` while what is at `anchor` on the canvas stays there.
    ViewTransform zoomed(double factor, const QPointF& anchor) const;
    /// The same scale with a point of the drawing in the middle of the canvas.
    ViewTransform centredOn(const QPointF& scene, const QSizeF& canvas) const;
    /// All of `bounds` with a margin, at most at 100 %.
    static ViewTransform fitting(const QRectF& bounds, const QSizeF& canvas);
    /// `share` of the way from a to b, as the eye expects it: the middle of the canvas moves evenly, the scale by a
    /// constant factor.
    static ViewTransform between(const ViewTransform& a, const ViewTransform& b, double share, const QSizeF& canvas);
};

}  // namespace rf::ui
