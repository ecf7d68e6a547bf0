// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/config/tables.h"

namespace rf::config {

using namespace data;

// The words of all choices of preprocessing are here and in names.h.
template <>
struct Words<Aspect> {
    static constexpr std::array table{Word<Aspect>{"stretch", Aspect::Stretch},
                                      Word<Aspect>{"letterbox", Aspect::Letterbox},
                                      Word<Aspect>{"shorter-side", Aspect::ShorterSide},
                                      Word<Aspect>{"longer-side", Aspect::LongerSide},
                                      Word<Aspect>{"height", Aspect::Height},
                                      Word<Aspect>{"ac-width", Aspect::AcWidth},
                                      Word<Aspect>{"ac-height", Aspect::AcHeight},
                                      Word<Aspect>{"ac-greater", Aspect::AcGreater},
                                      Word<Aspect>{"ac-fit", Aspect::AcFit},
                                      Word<Aspect>{"ac-frcnn", Aspect::AcFrcnn},
                                      Word<Aspect>{"ac-ctpn", Aspect::AcCtpn},
                                      Word<Aspect>{"ac-min", Aspect::AcMin},
                                      Word<Aspect>{"ac-mask-rcnn", Aspect::AcMaskRcnn}};
};

template <>
struct Words<Anchor> {
    static constexpr std::array table{Word<Anchor>{"centre", Anchor::Centre},
                                      Word<Anchor>{"top-left", Anchor::TopLeft},
                                      Word<Anchor>{"top-right", Anchor::TopRight},
                                      Word<Anchor>{"bottom-left", Anchor::BottomLeft},
                                      Word<Anchor>{"bottom-right", Anchor::BottomRight},
                                      Word<Anchor>{"centre-even", Anchor::CentreEven},
                                      Word<Anchor>{"centre-end", Anchor::CentreEnd}};
};

template <>
struct Words<Border> {
    static constexpr std::array table{Word<Border>{"value", Border::Value}, Word<Border>{"edge", Border::Edge},
                                      Word<Border>{"mirror", Border::Mirror}};
};

template <>
struct Words<ChannelAxis> {
    static constexpr std::array table{Word<ChannelAxis>{"chw", ChannelAxis::First}, Word<ChannelAxis>{"hwc", ChannelAxis::Last}};
};

template <>
struct Words<ElementType> {
    static constexpr std::array table{Word<ElementType>{"u8", ElementType::U8}, Word<ElementType>{"f32", ElementType::F32}};
};

template <>
const Table<SimplePreprocess>& tableOf() {
    static const auto table =
        Table<SimplePreprocess>("preprocess", RF_TEXT("core", "The usual steps: channel order, resize, normalize, in this order."))
            .key("size", &SimplePreprocess::size, RF_TEXT("core", "Height and width that pictures are resized to."),
                 {.otherwise = "the input's"})
            .key("interpolation", &SimplePreprocess::interpolation, RF_TEXT("core", "How pictures are resized."))
            .key("channels", &SimplePreprocess::channels, RF_TEXT("core", "Order of the colour channels that the model expects."))
            .key("mean", &SimplePreprocess::mean, RF_TEXT("core", "Subtracted; one value, or one for each channel."))
            .key("scale", &SimplePreprocess::scale,
                 RF_TEXT("core", "What the difference is divided by; one value, or one for each channel."));
    return table;
}

template <>
const Table<Resize>& tableOf() {
    static const auto table =
        Table<Resize>("resize", RF_TEXT("core", "Changes the size of the picture."))
            .type("resize", RF_TEXT("core", "Which step this is."), {.required = true})
            .key("size", &Resize::size, RF_TEXT("core", "Height and width of the box."), {.otherwise = "the input's"})
            .key("interpolation", &Resize::interpolation, RF_TEXT("core", "How pixels between pixels are found."))
            .key("aspect", &Resize::aspect, RF_TEXT("core", "What becomes of the proportions."))
            .key("fill", &Resize::fill, RF_TEXT("core", "Colour around a letterboxed picture; one value, or one for each channel."));
    return table;
}

template <>
const Table<Crop>& tableOf() {
    static const auto table = Table<Crop>("crop", RF_TEXT("core", "Cuts a part out of the picture."))
                                  .type("crop", RF_TEXT("core", "Which step this is."), {.required = true})
                                  .key("size", &Crop::size, RF_TEXT("core", "Height and width of the part."), {.otherwise = "by fraction"})
                                  .key("fraction", &Crop::fraction, RF_TEXT("core", "Share of each side."), {.low = 0.001, .high = 1})
                                  .key("anchor", &Crop::anchor, RF_TEXT("core", "Where the part lies."));
    return table;
}

template <>
const Table<Pad>& tableOf() {
    static const auto table =
        Table<Pad>("pad", RF_TEXT("core", "Adds a border to the picture."))
            .type("pad", RF_TEXT("core", "Which step this is."), {.required = true})
            .key("size", &Pad::size, RF_TEXT("core", "Height and width of the result."), {.otherwise = "by multiple"})
            .key("multiple", &Pad::multiple, RF_TEXT("core", "Each side grows to a multiple of this."), {.low = 1})
            .key("anchor", &Pad::anchor, RF_TEXT("core", "Where the picture lies in the result."))
            .key("value", &Pad::value, RF_TEXT("core", "Colour of the border; one value, or one for each channel."))
            .key("border", &Pad::border, RF_TEXT("core", "What the border is made of: a value, or pixels of the picture."))
            .key("grows", &Pad::grows, RF_TEXT("core", "Whether sides that are longer than size stay as long."));
    return table;
}

template <>
const Table<Channels>& tableOf() {
    static const auto table = Table<Channels>("channels", RF_TEXT("core", "Brings the colour channels into an order."))
                                  .type("channels", RF_TEXT("core", "Which step this is."), {.required = true})
                                  .key("order", &Channels::order, RF_TEXT("core", "The order of the channels from here on."));
    return table;
}

template <>
const Table<Normalize>& tableOf() {
    static const auto table =
        Table<Normalize>("normalize", RF_TEXT("core", "Subtracts the mean, then divides by the scale."))
            .type("normalize", RF_TEXT("core", "Which step this is."), {.required = true})
            .key("mean", &Normalize::mean, RF_TEXT("core", "Subtracted; one value, or one for each channel."))
            .key("scale", &Normalize::scale, RF_TEXT("core", "What the difference is divided by; one value, or one for each channel."));
    return table;
}

template <>
const Table<Arrange>& tableOf() {
    static const auto table = Table<Arrange>("layout", RF_TEXT("core", "Puts the channel axis first or last, at the end of all steps."))
                                  .type("layout", RF_TEXT("core", "Which step this is."), {.required = true})
                                  .key("layout", &Arrange::channels, RF_TEXT("core", "Where the channel axis is put."));
    return table;
}

template <>
const Table<ConvertType>& tableOf() {
    static const auto table = Table<ConvertType>("convert", RF_TEXT("core", "Changes the type of the elements."))
                                  .type("convert", RF_TEXT("core", "Which step this is."), {.required = true})
                                  .key("to", &ConvertType::type, RF_TEXT("core", "The type from here on."));
    return table;
}

namespace {

// Calls visit(step) with a fresh step of each type, in the order of the variant.
template <class Visit>
void forEachStep(Visit visit) {
    [&]<class... Steps>(std::type_identity<std::variant<Steps...>>) { (visit(Steps{}), ...); }(std::type_identity<PreprocessStep>{});
}

}  // namespace

Shape Codec<PreprocessStep>::shape(const KeyOptions&) {
    Shape shape{.kind = Shape::Kind::Object};
    forEachStep([&]<class Step>(const Step&) { shape.objects.emplace_back([]() -> const TableInfo& { return tableOf<Step>().info(); }); });
    return shape;
}

void Codec<PreprocessStep>::read(PreprocessStep& step, const Place& place, const Shape& shape, Reading& reading) {
    if (!reading.isObject(place)) return;
    Shape types{.kind = Shape::Kind::Choice};
    for (const auto& object : shape.objects) types.words.push_back(object().name);
    if (!place.json.contains("type"))
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be %2"), place.pathOf("type"), wanted(types)));
    bool found = false;
    forEachStep([&]<class Step>(Step fresh) {
        if (place.json["type"] != tableOf<Step>().info().name) return;
        tableOf<Step>().read(fresh, place, reading);
        step = std::move(fresh);
        found = true;
    });
    if (!found) reading.unknownWord(place.member("type"), types.words);
}

Json Codec<PreprocessStep>::write(const PreprocessStep& step, Form form) {
    return std::visit(
        [&]<class Step>(const Step& value) {
            Json json{{"type", tableOf<Step>().info().name}};
            json.update(tableOf<Step>().write(value, form));
            return json;
        },
        step);
}

Shape Codec<Preprocess>::shape(const KeyOptions& options) {
    return {.kind = Shape::Kind::OneOf,
            .shapes = {Codec<SimplePreprocess>::shape(options), Codec<std::vector<PreprocessStep>>::shape(options)}};
}

void Codec<Preprocess>::read(Preprocess& preprocess, const Place& place, const Shape& shape, Reading& reading) {
    const std::size_t before = reading.problemCount();
    if (place.json.is_array()) {
        Codec<std::vector<PreprocessStep>>::read(preprocess.steps, place, shape.shapes[1], reading);
    } else {
        SimplePreprocess simple;
        Codec<SimplePreprocess>::read(simple, place, shape.shapes[0], reading);
        preprocess = stepsOf(simple);
    }
    if (reading.problemCount() > before) return;
    if (auto valid = validate(preprocess); !valid) reading.problem(std::move(valid).error().during("'%1'", {place.path}));
}

Json Codec<Preprocess>::write(const Preprocess& preprocess, Form form) {
    if (const auto simple = simpleFormOf(preprocess)) return Codec<SimplePreprocess>::write(*simple, form);
    return Codec<std::vector<PreprocessStep>>::write(preprocess.steps, form);
}

Shape Codec<PictureSize>::shape(const KeyOptions&) {
    return {.kind = Shape::Kind::List, .element = std::make_shared<Shape>(Shape{.kind = Shape::Kind::Whole, .low = 1})};
}

void Codec<PictureSize>::read(PictureSize& size, const Place& place, const Shape& shape, Reading& reading) {
    if (!place.json.is_array() || place.json.size() != size.size()) return reading.wrongValue(place, "[height, width]");
    for (std::size_t i = 0; i < size.size(); ++i) Codec<std::int64_t>::read(size[i], place.element(i), *shape.element, reading);
}

}  // namespace rf::config
