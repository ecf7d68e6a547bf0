// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/tensor/element_type.h"

/// The preprocessing of images: an ordered list of steps, as a plain value.
namespace rf::data {

/// OpenCV's, with pixel centres at half coordinates; then Pillow's, whose filters widen where a picture shrinks.
enum class Interpolation {
    Nearest,
    Linear,
    Cubic,
    Area,
    PillowNearest,
    PillowBox,
    PillowBilinear,
    PillowHamming,
    PillowBicubic,
    PillowLanczos
};
enum class ChannelOrder { AsStored, Rgb, Bgr, Gray };
enum class ChannelAxis { First, Last };  ///< memory layout CHW or HWC

/// How proportions change when an image of H x W is resized to a box of h x w.
enum class Aspect {
    Stretch,      ///< both sides are met
    Letterbox,    ///< as LongerSide, then filled up to h x w around the middle
    ShorterSide,  ///< the smallest size that covers the box; the longer side rounded down (torchvision). A crop follows.
    LongerSide,   ///< the largest size inside the box; the shorter side rounded to nearest
    Height,       ///< h is met, the width follows, rounded up, but is at most w (text lines, PaddleOCR). A pad follows.
    // Accuracy Checker's, all sides rounded down (preprocessing `resize`, aspect_ratio_scale)
    AcWidth,     ///< h is met, the width is w · W / H
    AcHeight,    ///< w is met, the height is h · H / W
    AcGreater,   ///< AcHeight for upright pictures, else AcWidth
    AcFit,       ///< the largest size inside the box
    AcFrcnn,     ///< the shorter side becomes that of the box, or the longer one does where it would be too long
    AcCtpn,      ///< the same, sides rounded to nearest
    AcMin,       ///< the smallest size that covers the box
    AcMaskRcnn,  ///< the shorter side becomes that of the box
};

/// The position of the smaller of two images in the larger one; Centre rounds towards the top left, CentreEven half pixels to even
/// ones (Pillow, torchvision), CentreEnd towards the bottom right.
enum class Anchor { Centre, TopLeft, TopRight, BottomLeft, BottomRight, CentreEven, CentreEnd };

/// What a border is made of: a value, the outermost pixels, or the picture in a mirror, these pixels included.
enum class Border { Value, Edge, Mirror };

using PictureSize = std::array<std::int64_t, 2>;  ///< height, width

struct Resize {
    std::optional<PictureSize> size = {};  ///< empty: the input's; if that is dynamic, the image keeps its own
    Interpolation interpolation = Interpolation::Linear;
    Aspect aspect = Aspect::Stretch;
    std::vector<double> fill = {};  ///< Letterbox only: empty (0), one value, or one per channel
    bool operator==(const Resize&) const = default;
};

/// Cuts out a part. An image smaller than `size` is an error of that sample.
struct Crop {
    std::optional<PictureSize> size = {};  ///< empty: `fraction` of each side, rounded down
    double fraction = 1.0;                 ///< (0, 1]
    Anchor anchor = Anchor::Centre;
    bool operator==(const Crop&) const = default;
};

/// Adds a border.
struct Pad {
    std::optional<PictureSize> size = {};  ///< empty: each side up to the next multiple of `multiple`
    std::int64_t multiple = 1;
    Anchor anchor = Anchor::Centre;  ///< of the image in the result
    std::vector<double> value = {};  ///< empty (0), one value, or one per channel
    Border border = Border::Value;
    bool grows = false;  ///< sides longer than `size` stay, up to the next multiple; false: they are an error of that sample
    bool operator==(const Pad&) const = default;
};

/// The order of the channels from here on; Gray is ITU-R 601 of three channels, and three equal channels of one come back
/// from it with Rgb or Bgr. Image files begin as BGR (as cv::imread, hence POT), arrays of three channels as RGB.
struct Channels {
    ChannelOrder order = ChannelOrder::AsStored;
    bool operator==(const Channels&) const = default;
};

/// (x - mean) / scale, in float32 from here on; values in the order that the channels have here.
struct Normalize {
    std::vector<double> mean = {};   ///< empty, one value, or one per channel
    std::vector<double> scale = {};  ///< divisor; empty, one value, or one per channel
    bool operator==(const Normalize&) const = default;
};

/// The position of the channel axis in the result, wherever the step is in the list. Without this step: as in the input.
struct Arrange {
    ChannelAxis channels = ChannelAxis::First;
    bool operator==(const Arrange&) const = default;
};

/// U8 or F32 from here on: rounded to nearest even and saturated, or float. At the end elements always become the input's.
struct ConvertType {
    ElementType type = ElementType::F32;
    bool operator==(const ConvertType&) const = default;
};

using PreprocessStep = std::variant<Resize, Crop, Pad, Channels, Normalize, Arrange, ConvertType>;

/// The steps, in the order in which they are applied. Only these implied steps are added:
/// - an image file is resized (linear, stretched) to a static input before everything else, when no step changes sizes;
/// - an image file becomes grey for an input of one channel, before everything else, when no step asks for grey (and steps
///   that ask for RGB or BGR have no effect on such an input then);
/// - the channel axis is moved where only that fits the input;
/// - elements are converted to the input's type at the end, rounded to nearest even and saturated where it is an integer.
///
/// Images are image files, CIFAR-10, IDX files of u8 planes, arrays whose samples have three axes with 1 or 3 channels first or
/// last, and synthetic data for such inputs. If some inputs get images, the others are left alone; if none does, a Normalize of
/// one mean and one scale applies to all, and anything else is InvalidArgument.
struct Preprocess {
    std::vector<PreprocessStep> steps;
    bool operator==(const Preprocess&) const = default;
};

/// The short form with one key per step, always applied as channel order, resize, normalize.
struct SimplePreprocess {
    std::optional<PictureSize> size;
    Interpolation interpolation = Interpolation::Linear;
    ChannelOrder channels = ChannelOrder::AsStored;
    std::vector<double> mean, scale;
    bool operator==(const SimplePreprocess&) const = default;
};
Preprocess stepsOf(const SimplePreprocess& simple);
/// The short form of these steps; nothing when the short form can't express them.
std::optional<SimplePreprocess> simpleFormOf(const Preprocess& preprocess);

/// The form of the command line, entries separated by commas and applied in the order written:
/// - size=HxW|input[:INTERPOLATION][:ASPECT][:FILL…]   INTERPOLATION: nearest, linear, cubic, area, or Pillow's: pillow-nearest,
///                                                      pillow-box, pillow-bilinear, pillow-hamming, pillow-bicubic, pillow-lanczos;
///                                                      ASPECT: stretch, letterbox, shorter-side, longer-side, height, or Accuracy
///                                                      Checker's: ac-width, ac-height, ac-greater, ac-fit, ac-frcnn, ac-ctpn, ac-min,
///                                                      ac-mask-rcnn
/// - crop=HxW|FRACTION[:ANCHOR]                         ANCHOR: centre, top-left, top-right, bottom-left, bottom-right, centre-even,
///                                                      centre-end
/// - pad=HxW|MULTIPLE[:ANCHOR][:edge|mirror][:grows][:VALUE…], MULTIPLE of a size: HxWxMULTIPLE
/// - channels=rgb|bgr|gray|as-stored    layout=chw|hwc    type=u8|f32
/// - mean=M[:M:M] and scale=S[:S:S]                     side by side they are one step, (x - mean) / scale
/// - interpolation=…                                    of every size= that does not name its own
/// InvalidArgument says which entry is wrong and what would be right.
Result<Preprocess> parsePreprocess(const std::string& text);
/// The same form; parsePreprocess() reads it back.
std::string preprocessText(const Preprocess& preprocess);

/// InvalidArgument for values that no data could use (a zero divisor, an absurd size).
Result<void> validate(const Preprocess& preprocess);

}  // namespace rf::data
