// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

using namespace data;

namespace {

struct ResizeInterpolation {
    static Shape shape(const KeyOptions&) {
        return {.kind = Shape::Kind::Choice, .words = {"LINEAR", "BILINEAR", "NEAREST", "CUBIC", "BICUBIC", "AREA"}};
    }
    static void read(Interpolation& value, const Place& place, const Shape& shape, Reading& reading) {
        static const std::map<std::string, Interpolation> words{{"LINEAR", Interpolation::Linear},   {"BILINEAR", Interpolation::Linear},
                                                                {"NEAREST", Interpolation::Nearest}, {"CUBIC", Interpolation::Cubic},
                                                                {"BICUBIC", Interpolation::Cubic},   {"AREA", Interpolation::Area}};
        std::string word = place.json.is_string() ? place.json.get<std::string>() : "";
        std::ranges::transform(word, word.begin(), [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
        if (const auto found = words.find(word); found != words.end())
            value = found->second;
        else
            reading.unsupportedWord(place, shape.words);
    }
    static Json write(Interpolation, Form) { return {}; }
};

struct NormalizationPresets {
    static std::optional<std::vector<double>> find(const std::string& word) {
        if (word == "imagenet") return std::vector{104.00698793, 116.66876762, 122.67891434};
        if (word == "cifar10") return std::vector{125.307, 122.961, 113.8575};
        return std::nullopt;
    }
};

enum class Proportions { Stretch, Greater, PpocrClassifier };
enum class PadSide { Around, RightBottom, LeftTop };

struct ResizeKeys : SizeKeys {
    Interpolation interpolation = Interpolation::Linear;
    Proportions proportions = Proportions::Stretch;
};
struct AutoResizeKeys {};
struct CropKeys : SizeKeys {
    std::optional<double> fraction;
};
struct CornerCropKeys : SizeKeys {
    Anchor corner = Anchor::TopLeft;
};
struct PaddingKeys : SizeKeys {
    std::int64_t stride = 1;
    std::vector<double> value = {0, 0, 0};
    PadSide side = PadSide::Around;
};
struct SwapKeys {};
struct GrayKeys {
    bool castToFloat = true;
};
struct NormalizationKeys {
    std::vector<double> mean, deviation;
};

// Accuracy Checker's pictures are floats once they have been resized: what blends pixels after that must not round.
void addBlending(PreprocessStep step, Pictures& pictures) {
    if (pictures.isFloat && !pictures.stepsAreFloat) {
        pictures.steps.emplace_back(ConvertType{ElementType::F32});
        pictures.stepsAreFloat = true;
    }
    pictures.steps.push_back(std::move(step));
}

void setOrder(ChannelOrder order, Pictures& pictures) {
    if (!pictures.steps.empty() && std::holds_alternative<Channels>(pictures.steps.back()) && order != ChannelOrder::Gray)
        pictures.steps.pop_back();
    pictures.steps.emplace_back(Channels{order});
    pictures.order = order;
}

bool isColour(const Place& place, const Pictures& pictures, Reading& reading) {
    if (pictures.order == ChannelOrder::Bgr || pictures.order == ChannelOrder::Rgb) return true;
    reading.problem(fail(ErrorCode::InvalidArgument,
                         RF_TEXT("core", "'%1' needs pictures with three channels, which there are none of at this step"), place.path));
    return false;
}

void applyResize(const ResizeKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    const auto size = keys.dimensions();
    if (!size)
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have size, or both dst_height and dst_width"), place.path));
    // Accuracy Checker takes the side to keep from the picture alone, which covers the box only where it is a square.
    if (keys.proportions == Proportions::Greater && (*size)[0] != (*size)[1])
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is supported with equal height and width only"),
                                    place.pathOf("aspect_ratio_scale")));
    Resize step{.size = size, .interpolation = keys.interpolation};
    if (keys.proportions == Proportions::Greater) step.aspect = Aspect::ShorterSide;
    if (keys.proportions == Proportions::PpocrClassifier) step.aspect = Aspect::Height;
    addBlending(step, pictures);
    pictures.isFloat = true;
    pictures.size = size;
    pictures.keptProportions = keys.proportions != Proportions::Stretch;
}

void applyAutoResize(const AutoResizeKeys&, Pictures& pictures, const Place&, Reading&) {
    addBlending(Resize{}, pictures);
    pictures.isFloat = true;
}

void applyCrop(const CropKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    if (keys.isGiven() == keys.fraction.has_value())
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have either a size or central_fraction"), place.path));
    Crop step{.size = keys.dimensions()};
    if (keys.fraction) step.fraction = *keys.fraction;
    pictures.steps.emplace_back(step);
    pictures.size = step.size;
}

void applyCornerCrop(const CornerCropKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    if (!keys.dimensions())
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have size, or both dst_height and dst_width"), place.path));
    pictures.steps.emplace_back(Crop{.size = keys.dimensions(), .anchor = keys.corner});
    pictures.size = keys.dimensions();
}

// Without a size it is that of the resize before, where this kept the proportions.
void applyPadding(const PaddingKeys& keys, Pictures& pictures, const Place&, Reading&) {
    std::optional<PictureSize> size = keys.isGiven() ? keys.dimensions() : pictures.keptProportions ? pictures.size : std::nullopt;
    Pad step{.multiple = keys.stride, .value = keys.value};
    if (size) {
        for (std::int64_t& side : *size) side = (side + keys.stride - 1) / keys.stride * keys.stride;
        step.size = size;
        step.multiple = 1;
    }
    if (std::ranges::count(step.value, 0.0) == std::ssize(step.value)) step.value.clear();
    if (pictures.order == ChannelOrder::Gray && step.value.size() > 1) step.value.resize(1);
    if (keys.side == PadSide::RightBottom) step.anchor = Anchor::TopLeft;
    if (keys.side == PadSide::LeftTop) step.anchor = Anchor::BottomRight;
    pictures.steps.emplace_back(std::move(step));
}

// Both words of Accuracy Checker exchange the first channel and the last.
void applySwap(const SwapKeys&, Pictures& pictures, const Place& place, Reading& reading) {
    if (isColour(place, pictures, reading)) setOrder(pictures.order == ChannelOrder::Bgr ? ChannelOrder::Rgb : ChannelOrder::Bgr, pictures);
}

void applyGray(const GrayKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    if (!isColour(place, pictures, reading)) return;
    const bool matches = (place.json["type"] == "bgr_to_gray") == (pictures.order == ChannelOrder::Bgr);
    if (!matches)
        return reading.problem(fail(ErrorCode::InvalidArgument,
                                    RF_TEXT("core", "'%1' is %2, but at this step the channels are in the other order"),
                                    place.pathOf("type"), place.json["type"].get<std::string>()));
    addBlending(Channels{ChannelOrder::Gray}, pictures);
    pictures.order = ChannelOrder::Gray;
    pictures.isFloat = pictures.isFloat || keys.castToFloat;
}

void applyNormalization(const NormalizationKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    if (keys.mean.empty() && keys.deviation.empty())
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have mean, std or both"), place.path));
    pictures.steps.emplace_back(Normalize{keys.mean, keys.deviation});
    pictures.isFloat = pictures.stepsAreFloat = true;
}

}  // namespace

void startWith(ChannelOrder stored, ChannelOrder order, Pictures& pictures) {
    pictures.order = stored == ChannelOrder::AsStored ? stored : order;
    if (stored != ChannelOrder::AsStored && stored != order) setOrder(order, pictures);
}

}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

template <>
struct Words<Proportions> {
    static constexpr std::array table{Word<Proportions>{"greater", Proportions::Greater},
                                      Word<Proportions>{"ppocr_cls_ratio", Proportions::PpocrClassifier}};
};
template <>
struct Words<PadSide> {
    static constexpr std::array table{Word<PadSide>{"center", PadSide::Around}, Word<PadSide>{"right_bottom", PadSide::RightBottom},
                                      Word<PadSide>{"left_top", PadSide::LeftTop}};
};

namespace {

/// A choice of which Accuracy Checker knows more words.
template <class E>
struct SupportedWord : Codec<E> {
    static void read(E& value, const Place& place, const Shape& shape, Reading& reading) {
        for (const auto& entry : Words<E>::table)
            if (place.json == std::string(entry.text)) {
                value = entry.value;
                return;
            }
        reading.unsupportedWord(place, shape.words);
    }
    static Json write(E, Form) { return {}; }
};

struct CornerWord {
    static Shape shape(const KeyOptions&) {
        return {.kind = Shape::Kind::Choice, .words = {"top_left", "top_right", "bottom_left", "bottom_right"}};
    }
    static void read(data::Anchor& value, const Place& place, const Shape& shape, Reading& reading) {
        const std::array anchors{data::Anchor::TopLeft, data::Anchor::TopRight, data::Anchor::BottomLeft, data::Anchor::BottomRight};
        const auto found = place.json.is_string() ? std::ranges::find(shape.words, place.json.get<std::string>()) : shape.words.end();
        if (found == shape.words.end()) return reading.unknownWord(place, shape.words);
        value = anchors[static_cast<std::size_t>(found - shape.words.begin())];
    }
    static Json write(data::Anchor, Form) { return {}; }
};

}  // namespace

template <>
const Table<ResizeKeys>& tableOf() {
    static const auto table =
        withSize(Table<ResizeKeys>("ac_resize", RF_TEXT("core", "Changes the size of the picture, as OpenCV does."))
                     .chosenBy("type", {"resize"}, kWhich))
            .key<ResizeInterpolation>("interpolation", &ResizeKeys::interpolation, RF_TEXT("core", "How pixels between pixels are found."),
                                      {.otherwise = "LINEAR"})
            .key<SupportedWord<Proportions>>("aspect_ratio_scale", &ResizeKeys::proportions,
                                             RF_TEXT("core", "Which proportions are kept; a crop or a padding follows."),
                                             {.otherwise = "none are kept"})
            .only("use_pillow", false, kOnly)
            .only("use_tensorflow", false, kOnly)
            .only("resize_realization", "opencv", kOnly)
            .refused("scale", kRefused)
            .refused("factor", kRefused)
            .refused("include_boundary", kRefused);
    return table;
}

template <>
const Table<AutoResizeKeys>& tableOf() {
    static const auto table = Table<AutoResizeKeys>("ac_auto_resize", RF_TEXT("core", "Resizes the picture to the model's input."))
                                  .chosenBy("type", {"auto_resize"}, kWhich);
    return table;
}

template <>
const Table<CropKeys>& tableOf() {
    static const auto table =
        withSize(Table<CropKeys>("ac_crop", RF_TEXT("core", "Cuts out the middle of the picture.")).chosenBy("type", {"crop"}, kWhich))
            .key("central_fraction", &CropKeys::fraction, RF_TEXT("core", "Share of each side."),
                 {.low = 0.001, .high = 1, .otherwise = "by size"})
            .only("use_pillow", false, kOnly)
            .only("max_square", false, kOnly);
    return table;
}

template <>
const Table<CornerCropKeys>& tableOf() {
    static const auto table =
        withSize(Table<CornerCropKeys>("ac_corner_crop", RF_TEXT("core", "Cuts a corner out of the picture."))
                     .chosenBy("type", {"corner_crop"}, kWhich))
            .key<CornerWord>("corner_type", &CornerCropKeys::corner, RF_TEXT("core", "Which corner."), {.otherwise = "top_left"});
    return table;
}

template <>
const Table<PaddingKeys>& tableOf() {
    static const auto table =
        withSize(Table<PaddingKeys>("ac_padding", RF_TEXT("core", "Adds a border to the picture.")).chosenBy("type", {"padding"}, kWhich))
            .key("stride", &PaddingKeys::stride, RF_TEXT("core", "Each side grows to a multiple of this."), {.low = 1})
            .key<Numbers<NoPresets>>("pad_value", &PaddingKeys::value,
                                     RF_TEXT("core", "Colour of the border; one value, or one for each channel."), {.otherwise = "0"})
            .key("pad_type", &PaddingKeys::side, RF_TEXT("core", "Where the border is."))
            .only("use_numpy", false, kOnly)
            .only("numpy_pad_mode", "constant", kOnly)
            .only("enable_resize", false, kOnly)
            .only("left_top_extend", false, kOnly);
    return table;
}

template <>
const Table<SwapKeys>& tableOf() {
    static const auto table = Table<SwapKeys>("ac_swap_channels", RF_TEXT("core", "Exchanges the first channel and the last."))
                                  .chosenBy("type", {"bgr_to_rgb", "rgb_to_bgr"}, kWhich);
    return table;
}

template <>
const Table<GrayKeys>& tableOf() {
    static const auto table =
        Table<GrayKeys>("ac_gray", RF_TEXT("core", "Makes the picture grey."))
            .chosenBy("type", {"bgr_to_gray", "rgb_to_gray"}, kWhich)
            .key("cast_to_float", &GrayKeys::castToFloat, RF_TEXT("core", "Whether grey values are floats from here on."));
    return table;
}

template <>
const Table<NormalizationKeys>& tableOf() {
    using Values = Numbers<NormalizationPresets>;
    static const auto table =
        Table<NormalizationKeys>("ac_normalization", RF_TEXT("core", "Subtracts the mean, then divides by the deviation."))
            .chosenBy("type", {"normalization"}, kWhich)
            .key<Values>("mean", &NormalizationKeys::mean, RF_TEXT("core", "One value, one for each channel, or imagenet or cifar10."),
                         {.otherwise = "0"})
            .key<Values>("std", &NormalizationKeys::deviation, RF_TEXT("core", "One value, one for each channel, or imagenet or cifar10."),
                         {.otherwise = "1"})
            .unused<bool>("images_only", kUnused)
            .check([](const NormalizationKeys& keys, const Place& place, Reading& reading) {
                if (std::ranges::count(keys.deviation, 0.0) > 0)
                    reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' has a zero, which nothing can be divided by"),
                                         place.pathOf("std")));
            });
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

const std::vector<Kind<Pictures>>& preprocessings() {
    static const std::vector<Kind<Pictures>> kinds{
        kind<applyResize>("resize"),    kind<applyAutoResize>("auto_resize"),
        kind<applyCrop>("crop"),        kind<applyCornerCrop>("corner_crop"),
        kind<applyPadding>("padding"),  kind<applySwap>("bgr_to_rgb"),
        kind<applySwap>("rgb_to_bgr"),  kind<applyGray>("bgr_to_gray"),
        kind<applyGray>("rgb_to_gray"), kind<applyNormalization>("normalization"),
    };
    return kinds;
}

}  // namespace rf::config::accuracy_checker
