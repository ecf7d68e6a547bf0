// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture.h"

/// The image sizes after steps. Sides may be -1 (unknown) before and after.
namespace rf::data {

/// The size that the pixels are scaled to, before Letterbox fills the border.
PictureSize scaledSize(const Resize& step, const PictureSize& from);
PictureSize croppedSize(const Crop& step, const PictureSize& from);
PictureSize paddedSize(const Pad& step, const PictureSize& from);
/// Top and left of an image of size `inner` in one of size `outer`.
PictureSize offsetOf(Anchor anchor, const PictureSize& inner, const PictureSize& outer);

}  // namespace rf::data
