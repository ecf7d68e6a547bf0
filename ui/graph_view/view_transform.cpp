// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/view_transform.h"

#include <algorithm>
#include <cmath>

namespace rf::ui {

namespace {
constexpr double kFitMargin = 24;
QPointF middleOf(const QSizeF& canvas) { return {canvas.width() / 2, canvas.height() / 2}; }
}  // namespace

ViewTransform ViewTransform::zoomed(double factor, const QPointF& anchor) const {
    return {scale * factor, anchor - (anchor - offset) * factor};
}

ViewTransform ViewTransform::centredOn(const QPointF& scene, const QSizeF& canvas) const {
    return {scale, middleOf(canvas) - scene * scale};
}

ViewTransform ViewTransform::fitting(const QRectF& bounds, const QSizeF& canvas) {
    const double width = std::max(1.0, canvas.width() - 2 * kFitMargin), height = std::max(1.0, canvas.height() - 2 * kFitMargin);
    const double scale = std::min({1.0, width / std::max(1.0, bounds.width()), height / std::max(1.0, bounds.height())});
    return ViewTransform{scale, {}}.centredOn(bounds.center(), canvas);
}

ViewTransform ViewTransform::between(const ViewTransform& a, const ViewTransform& b, double share, const QSizeF& canvas) {
    if (share >= 1) return b;
    const QPointF from = a.toScene(middleOf(canvas)), to = b.toScene(middleOf(canvas));
    const ViewTransform scaled{a.scale * std::pow(b.scale / a.scale, share), {}};
    return scaled.centredOn(from + (to - from) * share, canvas);
}

}  // namespace rf::ui
