// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include "core/data/preprocess.h"

/// Resizes as Pillow does (private to core/data). Unlike OpenCV's, its filters cover all pixels that a pixel of a smaller picture
/// stands for, and whole numbers are rounded after the rows and again after the columns.
namespace rf::data {

bool isPillows(Interpolation interpolation);
/// U8 or F32 pixels of any number of channels; `to` is height and width, at least 1.
cv::Mat pillowResized(const cv::Mat& picture, const PictureSize& to, Interpolation interpolation);

}  // namespace rf::data
