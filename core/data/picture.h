// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/records.h"

namespace rf::data {

/// How a stored picture becomes the arrangement an input takes.
struct PicturePlan {
    Layout stored = Layout::Hwc;
    Layout target = Layout::Chw;
    bool toGray = false;  ///< three channels become one
    bool swapRedBlue = false;
    std::optional<std::array<std::int64_t, 2>> size;  ///< height, width after resizing
    Interpolation interpolation = Interpolation::Linear;
};

struct PictureGeometry {
    std::int64_t channels = 1, height = 0, width = 0;
};

PictureGeometry geometryOf(Layout layout, const Shape& shape);
Shape shapeOf(Layout layout, const PictureGeometry& geometry);

/// The picture rearranged, of shape shapeOf(target, …). Elements stay U8; other types become F32 when pixels are computed.
/// Resizing is OpenCV's, on interleaved channels as the tools of the field do it. InvalidFile when it can't be done.
Result<Tensor> arranged(const Tensor& stored, const PicturePlan& plan);

}  // namespace rf::data
