// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

using namespace data;

namespace {

/// What a word means to both libraries; nothing where one does not know it.
struct Filter {
    std::optional<Interpolation> openCv, pillow;
    bool operator==(const Filter&) const = default;
};
const std::map<std::string, Filter>& filters() {
    using enum Interpolation;
    static const std::map<std::string, Filter> words{{"LINEAR", {Linear, PillowBilinear}},
                                                     {"BILINEAR", {Linear, PillowBilinear}},
                                                     {"NEAREST", {Nearest, PillowNearest}},
                                                     {"CUBIC", {Cubic, PillowBicubic}},
                                                     {"BICUBIC", {Cubic, PillowBicubic}},
                                                     {"AREA", {Area, {}}},
                                                     {"BOX", {{}, PillowBox}},
                                                     {"HAMMING", {{}, PillowHamming}},
                                                     {"LANCZOS", {{}, PillowLanczos}},
                                                     {"ANTIALIAS", {{}, PillowLanczos}}};
    return words;
}

struct ResizeInterpolation {
    static Shape shape(const KeyOptions&) {
        Shape shape{.kind = Shape::Kind::Choice};
        for (const auto& [word, filter] : filters()) shape.words.push_back(word);
        return shape;
    }
    static void read(Filter& value, const Place& place, const Shape& shape, Reading& reading) {
        std::string word = place.json.is_string() ? place.json.get<std::string>() : "";
        std::ranges::transform(word, word.begin(), [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
        if (const auto found = filters().find(word); found != filters().end())
            value = found->second;
        else
            reading.unsupportedWord(place, shape.words);
    }
    static Json write(const Filter&, Form) { return {}; }
};

struct NormalizationPresets {
    static std::optional<std::vector<double>> find(const std::string& word) {
        if (word == "imagenet") return std::vector{104.00698793, 116.66876762, 122.67891434};
        if (word == "cifar10") return std::vector{125.307, 122.961, 113.8575};
        return std::nullopt;
    }
};

enum class PadSide { Around, RightBottom, LeftTop };
enum class Library { OpenCv, Pillow };
enum class PadMode { Constant, Edge, Symmetric };

struct ResizeKeys : SizeKeys {
    Filter filter = filters().at("LINEAR");
    Aspect aspect = Aspect::Stretch;
    bool usesPillow = false;
    std::optional<Library> library;
    bool isPillows() const { return library ? *library == Library::Pillow : usesPillow; }
};
struct AutoResizeKeys {};
struct CropKeys : SizeKeys {
    std::optional<double> fraction;
    bool usesPillow = false;
};
struct CornerCropKeys : SizeKeys {
    Anchor corner = Anchor::TopLeft;
};
struct PaddingKeys : SizeKeys {
    std::int64_t stride = 1;
    std::vector<double> value = {0, 0, 0};
    PadSide side = PadSide::Around;
    bool usesNumPy = false, extendsLeftTop = false;
    PadMode mode = PadMode::Constant;
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

PictureSize paddedSize(PictureSize size, std::int64_t stride) {
    for (std::int64_t& side : size) side = (side + stride - 1) / stride * stride;
    return size;
}

void applyResize(const ResizeKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    const auto size = keys.dimensions();
    if (!size)
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have size, or both dst_height and dst_width"), place.path));
    const auto interpolation = keys.isPillows() ? keys.filter.pillow : keys.filter.openCv;
    if (!interpolation)
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2, which %3 does not know"),
                                    place.pathOf("interpolation"), place.json["interpolation"].get<std::string>(),
                                    keys.isPillows() ? "Pillow" : "OpenCV"));
    Resize step{.size = size, .interpolation = *interpolation, .aspect = keys.aspect};
    // The same for squares, by another name.
    if (step.aspect == Aspect::AcGreater && (*size)[0] == (*size)[1]) step.aspect = Aspect::ShorterSide;
    addBlending(step, pictures);
    // What Pillow gives has the type of what it got; OpenCV's result becomes float.
    pictures.isFloat = pictures.isFloat || !keys.isPillows();
    pictures.size = size;
    pictures.keptProportions = keys.aspect != Aspect::Stretch;
    pictures.isOtherwiseShaped = pictures.isOtherwiseShaped || pictures.resize;
    pictures.resize = step;
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
    if (keys.usesPillow) step.anchor = Anchor::CentreEven;
    if (keys.fraction) step.fraction = *keys.fraction;
    pictures.steps.emplace_back(step);
    pictures.size = step.size;
    pictures.isOtherwiseShaped = true;
}

void applyCornerCrop(const CornerCropKeys& keys, Pictures& pictures, const Place& place, Reading& reading) {
    if (!keys.dimensions())
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have size, or both dst_height and dst_width"), place.path));
    pictures.steps.emplace_back(Crop{.size = keys.dimensions(), .anchor = keys.corner});
    pictures.size = keys.dimensions();
}

// Without a size it is that of the resize before, where this kept the proportions. A picture that is larger stays so.
void applyPadding(const PaddingKeys& keys, Pictures& pictures, const Place&, Reading&) {
    Pad step{.size = keys.isGiven()             ? keys.dimensions()
                     : pictures.keptProportions ? pictures.size
                                                : std::nullopt,
             .multiple = keys.stride,
             .value = keys.value};
    step.grows = step.size.has_value();
    if (step.size) pictures.size = paddedSize(*step.size, keys.stride);
    if (!pictures.resize || pictures.padded || keys.side != PadSide::RightBottom || !step.size) pictures.isOtherwiseShaped = true;
    pictures.padded = pictures.size;
    if (keys.usesNumPy && keys.mode == PadMode::Edge) step.border = Border::Edge;
    if (keys.usesNumPy && keys.mode == PadMode::Symmetric) step.border = Border::Mirror;
    if (step.border != Border::Value) step.value.clear();
    if (std::ranges::count(step.value, 0.0) == std::ssize(step.value)) step.value.clear();
    if (pictures.order == ChannelOrder::Gray && step.value.size() > 1) step.value.resize(1);
    if (keys.side == PadSide::RightBottom) step.anchor = Anchor::TopLeft;
    if (keys.side == PadSide::LeftTop) step.anchor = Anchor::BottomRight;
    if (keys.side == PadSide::Around && keys.extendsLeftTop) step.anchor = Anchor::CentreEnd;
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
struct Words<Library> {
    static constexpr std::array table{Word<Library>{"opencv", Library::OpenCv}, Word<Library>{"pillow", Library::Pillow}};
};
template <>
struct Words<PadMode> {
    static constexpr std::array table{Word<PadMode>{"constant", PadMode::Constant}, Word<PadMode>{"edge", PadMode::Edge},
                                      Word<PadMode>{"symmetric", PadMode::Symmetric}};
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
    template <class Value>
    static void read(Value& value, const Place& place, const Shape& shape, Reading& reading) {
        for (const auto& entry : Words<E>::table)
            if (place.json == std::string(entry.text)) {
                value = entry.value;
                return;
            }
        reading.unsupportedWord(place, shape.words);
    }
    template <class Value>
    static Json write(const Value&, Form) {
        return {};
    }
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

struct ProportionsWord {
    static const std::map<std::string, data::Aspect>& words() {
        using enum data::Aspect;
        static const std::map<std::string, data::Aspect> table{{"width", AcWidth},
                                                               {"height", AcHeight},
                                                               {"greater", AcGreater},
                                                               {"fit_to_window", AcFit},
                                                               {"frcnn_keep_aspect_ratio", AcFrcnn},
                                                               {"ctpn_keep_aspect_ratio", AcCtpn},
                                                               {"min_ratio", AcMin},
                                                               {"mask_rcnn_benchmark_aspect_ratio", AcMaskRcnn},
                                                               {"ppocr_cls_ratio", Height}};
        return table;
    }
    static Shape shape(const KeyOptions&) {
        Shape shape{.kind = Shape::Kind::Choice};
        for (const auto& [word, aspect] : words()) shape.words.push_back(word);
        return shape;
    }
    static void read(data::Aspect& value, const Place& place, const Shape& shape, Reading& reading) {
        const auto found = place.json.is_string() ? words().find(place.json.get<std::string>()) : words().end();
        if (found == words().end()) return reading.unsupportedWord(place, shape.words);
        value = found->second;
    }
    static Json write(data::Aspect, Form) { return {}; }
};

}  // namespace

template <>
const Table<ResizeKeys>& tableOf() {
    static const auto table =
        withSize(Table<ResizeKeys>("ac_resize", RF_TEXT("core", "Changes the size of the picture, as OpenCV or Pillow does."))
                     .chosenBy("type", {"resize"}, kWhich))
            .key<ResizeInterpolation>("interpolation", &ResizeKeys::filter, RF_TEXT("core", "How pixels between pixels are found."),
                                      {.otherwise = "LINEAR"})
            .key<ProportionsWord>("aspect_ratio_scale", &ResizeKeys::aspect,
                                  RF_TEXT("core", "Which proportions are kept; a crop or a padding follows."),
                                  {.otherwise = "none are kept"})
            .key("use_pillow", &ResizeKeys::usesPillow, RF_TEXT("core", "Whether pixels are found as Pillow does it."))
            .only("use_tensorflow", false, kOnly)
            .key<SupportedWord<Library>>("resize_realization", &ResizeKeys::library,
                                         RF_TEXT("core", "The library; it wins over use_pillow."), {.otherwise = "opencv"})
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
            .key("use_pillow", &CropKeys::usesPillow, RF_TEXT("core", "Whether halves of pixels are rounded as with Pillow, to even ones."))
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
            .key("use_numpy", &PaddingKeys::usesNumPy, RF_TEXT("core", "Whether numpy_pad_mode counts."))
            .key<SupportedWord<PadMode>>("numpy_pad_mode", &PaddingKeys::mode,
                                         RF_TEXT("core", "What the border is made of: pad_value, the outermost pixels, or a mirror."),
                                         {.otherwise = "constant"})
            .only("enable_resize", false, kOnly)
            .key("left_top_extend", &PaddingKeys::extendsLeftTop,
                 RF_TEXT("core", "Whether the pixel that is left over goes to the left and the top."));
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
