// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/records.h"

namespace rf::data {

struct PictureGeometry {
    std::int64_t channels = 1, height = 0, width = 0;  ///< sides are -1 where they differ from picture to picture
    PictureSize size() const { return {height, width}; }
    bool operator==(const PictureGeometry&) const = default;
};

PictureGeometry geometryOf(Layout layout, const Shape& shape);
Shape shapeOf(Layout layout, const PictureGeometry& geometry);
/// The geometry of an image after a step. A size that the step takes from the input is filled in.
PictureGeometry geometryAfter(const PreprocessStep& step, const PictureGeometry& before);

/// The steps from a stored image to the layout of an input.
struct PicturePlan {
    Layout stored = Layout::Hwc;
    Layout target = Layout::Chw;
    std::vector<PreprocessStep> steps;  ///< sizes filled in; three channels begin as RGB
};

/// The image after all steps, of layout `target`. Elements stay U8 until a step needs floats; other types become F32 when
/// pixels are computed. OpenCV computes them on interleaved channels, as common tools do. InvalidFile when a step can't be done
/// with this image.
Result<Tensor> arranged(const Tensor& stored, const PicturePlan& plan);

}  // namespace rf::data
