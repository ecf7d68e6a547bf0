// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "core/metrics/adapter.h"

namespace rf::metrics {

struct Corners {
    double left = 0, top = 0, right = 0, bottom = 0;
};

inline Corners cornersOf(const Detection& d) { return {d.left, d.top, d.right, d.bottom}; }
inline Corners cornersOf(const data::Box& b) { return {b.left, b.top, b.right, b.bottom}; }

/// `border` is what right - left lacks to be the width: 1 where the corners are pixels that belong to the box (PASCAL VOC),
/// 0 where they are points between pixels (COCO).
inline double areaOf(const Corners& box, double border) { return (box.right - box.left + border) * (box.bottom - box.top + border); }

inline double intersection(const Corners& a, const Corners& b, double border) {
    const double width = std::min(a.right, b.right) - std::max(a.left, b.left) + border;
    const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top) + border;
    return width > 0 && height > 0 ? width * height : 0;
}

inline double intersectionOverUnion(const Corners& a, const Corners& b, double border) {
    const double common = intersection(a, b, border), all = areaOf(a, border) + areaOf(b, border) - common;
    return all > 0 ? common / all : 0;
}

}  // namespace rf::metrics
