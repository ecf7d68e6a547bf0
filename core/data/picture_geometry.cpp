// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture_geometry.h"

#include <algorithm>

namespace rf::data {

namespace {

// Ratios are taken of whole numbers, so that no side depends on how a quotient was rounded.
std::int64_t roundedRatio(std::int64_t numerator, std::int64_t denominator) {
    return std::max<std::int64_t>(1, (2 * numerator + denominator) / (2 * denominator));
}

std::int64_t roundedUp(std::int64_t numerator, std::int64_t denominator) { return (numerator + denominator - 1) / denominator; }

/// Whether the width is the side that reaches its limit first when the picture grows inside the box.
bool isWidthTight(const PictureSize& from, const PictureSize& box) { return box[1] * from[0] < box[0] * from[1]; }

struct After {
    PictureGeometry before;

    PictureGeometry operator()(const Resize& step) const {
        if (!step.size) return before;
        return withSize(step.aspect == Aspect::Letterbox ? *step.size : scaledSize(step, before.size()));
    }
    PictureGeometry operator()(const Crop& step) const { return withSize(croppedSize(step, before.size())); }
    PictureGeometry operator()(const Pad& step) const { return withSize(paddedSize(step, before.size())); }
    PictureGeometry operator()(const Channels& step) const {
        PictureGeometry after = before;
        if (step.order != ChannelOrder::AsStored) after.channels = step.order == ChannelOrder::Gray ? 1 : 3;
        return after;
    }
    template <class Other>
    PictureGeometry operator()(const Other&) const {
        return before;
    }

    PictureGeometry withSize(const PictureSize& size) const { return {before.channels, size[0], size[1]}; }
};

}  // namespace

PictureSize scaledSize(const Resize& step, const PictureSize& from) {
    const PictureSize box = step.size.value_or(from);
    const bool isKnown = from[0] != kDynamic && from[1] != kDynamic;
    switch (step.aspect) {
        case Aspect::Stretch: return box;
        case Aspect::Height: return {box[0], isKnown ? std::min(box[1], roundedUp(from[1] * box[0], from[0])) : kDynamic};
        case Aspect::Letterbox:
        case Aspect::LongerSide:
            if (!isKnown) return {kDynamic, kDynamic};
            if (isWidthTight(from, box)) return {roundedRatio(from[0] * box[1], from[1]), box[1]};
            return {box[0], roundedRatio(from[1] * box[0], from[0])};
        case Aspect::ShorterSide:
            if (!isKnown) return {kDynamic, kDynamic};
            if (isWidthTight(from, box)) return {box[0], from[1] * box[0] / from[0]};
            return {from[0] * box[1] / from[1], box[1]};
    }
    return box;
}

PictureSize croppedSize(const Crop& step, const PictureSize& from) {
    if (step.size) return *step.size;
    const auto part = [&](std::int64_t side) {
        if (side == kDynamic) return side;
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(side) * step.fraction));
    };
    return {part(from[0]), part(from[1])};
}

PictureSize paddedSize(const Pad& step, const PictureSize& from) {
    if (step.size) return *step.size;
    const auto whole = [&](std::int64_t side) { return side == kDynamic ? side : roundedUp(side, step.multiple) * step.multiple; };
    return {whole(from[0]), whole(from[1])};
}

PictureSize offsetOf(Anchor anchor, const PictureSize& inner, const PictureSize& outer) {
    const std::int64_t top = outer[0] - inner[0], left = outer[1] - inner[1];
    switch (anchor) {
        case Anchor::Centre: return {top / 2, left / 2};
        case Anchor::TopLeft: return {0, 0};
        case Anchor::TopRight: return {0, left};
        case Anchor::BottomLeft: return {top, 0};
        case Anchor::BottomRight: return {top, left};
    }
    return {0, 0};
}

PictureGeometry geometryAfter(const PreprocessStep& step, const PictureGeometry& before) { return std::visit(After{before}, step); }

}  // namespace rf::data
