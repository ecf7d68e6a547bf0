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
/// What a picture has become after a step. A size that a step takes from the input has been filled in.
PictureGeometry geometryAfter(const PreprocessStep& step, const PictureGeometry& before);

/// How a stored picture becomes the arrangement an input takes.
struct PicturePlan {
    Layout stored = Layout::Hwc;
    Layout target = Layout::Chw;
    std::vector<PreprocessStep> steps;  ///< sizes filled in; three channels begin as RGB
};

/// The picture after all steps, of layout `target`. Elements stay U8 until a step needs floats; other types become F32 when
/// pixels are computed. Computed by OpenCV on interleaved channels, as the tools of the field do it. InvalidFile when the
/// steps can't be done with this picture.
Result<Tensor> arranged(const Tensor& stored, const PicturePlan& plan);

}  // namespace rf::data
