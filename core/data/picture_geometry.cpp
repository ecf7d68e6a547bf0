// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture_geometry.h"

#include <algorithm>
#include <cmath>

namespace rf::data {

namespace {

// Ratios are taken of whole numbers, so that no side depends on how a quotient was rounded.
std::int64_t roundedRatio(std::int64_t numerator, std::int64_t denominator) {
    return std::max<std::int64_t>(1, (2 * numerator + denominator) / (2 * denominator));
}

std::int64_t roundedUp(std::int64_t numerator, std::int64_t denominator) { return (numerator + denominator - 1) / denominator; }

/// Half of a number that is not negative, .5 going to the even neighbour as Python rounds.
std::int64_t halfToEven(std::int64_t twice) { return twice / 2 + (twice % 2 == 1 && twice / 2 % 2 == 1 ? 1 : 0); }

/// Whether the width is the side that reaches its limit first when the picture grows inside the box.
bool isWidthTight(const PictureSize& from, const PictureSize& box) { return box[1] * from[0] < box[0] * from[1]; }

/// Accuracy Checker's sizes, in the doubles of Python: width and height of the result.
class AcSize {
public:
    AcSize(const PictureSize& box, const PictureSize& from)
        : m_boxHeight(static_cast<double>(box[0])),
          m_boxWidth(static_cast<double>(box[1])),
          m_height(static_cast<double>(from[0])),
          m_width(static_cast<double>(from[1])) {}

    PictureSize of(Aspect aspect) const {
        const double shorter = std::min(m_boxHeight, m_boxWidth), longer = std::max(m_boxHeight, m_boxWidth);
        switch (aspect) {
            case Aspect::AcWidth: return width(m_boxHeight, m_boxWidth);
            case Aspect::AcHeight: return height(m_boxHeight, m_boxWidth);
            case Aspect::AcGreater: return greater(m_boxHeight, m_boxWidth);
            case Aspect::AcFit: return fit(m_boxHeight, m_boxWidth);
            case Aspect::AcFrcnn: {
                const PictureSize size = greater(shorter, shorter);
                return static_cast<double>(std::max(size[0], size[1])) <= longer ? size : fit(longer, longer);
            }
            case Aspect::AcCtpn: {
                double scale = shorter / std::min(m_height, m_width);
                if (std::nearbyint(scale * std::max(m_height, m_width)) > longer) scale = longer / std::max(m_height, m_width);
                return whole(std::nearbyint(m_height * scale), std::nearbyint(m_width * scale));
            }
            case Aspect::AcMin: {
                const double ratio = std::min(m_height / m_boxHeight, m_width / m_boxWidth);
                return whole(m_height / ratio, m_width / ratio);
            }
            default: {
                const double ratio = shorter / std::min(m_height, m_width);
                return whole(m_height * ratio, m_width * ratio);
            }
        }
    }

private:
    static PictureSize whole(double height, double width) {
        return {std::max<std::int64_t>(1, static_cast<std::int64_t>(height)), std::max<std::int64_t>(1, static_cast<std::int64_t>(width))};
    }
    PictureSize width(double boxHeight, double boxWidth) const { return whole(boxHeight, boxWidth * m_width / m_height); }
    PictureSize height(double boxHeight, double boxWidth) const { return whole(boxHeight * m_height / m_width, boxWidth); }
    PictureSize greater(double boxHeight, double boxWidth) const {
        return m_height > m_width ? height(boxHeight, boxWidth) : width(boxHeight, boxWidth);
    }
    PictureSize fit(double boxHeight, double boxWidth) const {
        const double scale = std::min(boxHeight / m_height, boxWidth / m_width);
        return whole(scale * m_height, scale * m_width);
    }

    double m_boxHeight, m_boxWidth, m_height, m_width;
};

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
        default: return isKnown ? AcSize(box, from).of(step.aspect) : PictureSize{kDynamic, kDynamic};
    }
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
    const auto whole = [&](std::int64_t side) { return side == kDynamic ? side : roundedUp(side, step.multiple) * step.multiple; };
    if (!step.size) return {whole(from[0]), whole(from[1])};
    if (!step.grows) return {whole((*step.size)[0]), whole((*step.size)[1])};
    const auto grown = [](std::int64_t least, std::int64_t side) { return side == kDynamic ? side : std::max(least, side); };
    return {whole(grown((*step.size)[0], from[0])), whole(grown((*step.size)[1], from[1]))};
}

PictureSize offsetOf(Anchor anchor, const PictureSize& inner, const PictureSize& outer) {
    const std::int64_t top = outer[0] - inner[0], left = outer[1] - inner[1];
    switch (anchor) {
        case Anchor::Centre: return {top / 2, left / 2};
        case Anchor::TopLeft: return {0, 0};
        case Anchor::TopRight: return {0, left};
        case Anchor::BottomLeft: return {top, 0};
        case Anchor::BottomRight: return {top, left};
        case Anchor::CentreEven: return {halfToEven(top), halfToEven(left)};
        case Anchor::CentreEnd: return {(top + 1) / 2, (left + 1) / 2};
    }
    return {0, 0};
}

PictureGeometry geometryAfter(const PreprocessStep& step, const PictureGeometry& before) { return std::visit(After{before}, step); }

}  // namespace rf::data
