// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "core/base/nearest_match.h"
#include "core/data/preprocess.h"
#include "core/data/text_fields.h"

namespace rf::data {

namespace {

template <class E>
struct Word {
    std::string_view text;
    E value;
};

constexpr Word<Interpolation> kInterpolations[] = {{"nearest", Interpolation::Nearest},
                                                   {"linear", Interpolation::Linear},
                                                   {"cubic", Interpolation::Cubic},
                                                   {"area", Interpolation::Area},
                                                   {"pillow-nearest", Interpolation::PillowNearest},
                                                   {"pillow-box", Interpolation::PillowBox},
                                                   {"pillow-bilinear", Interpolation::PillowBilinear},
                                                   {"pillow-hamming", Interpolation::PillowHamming},
                                                   {"pillow-bicubic", Interpolation::PillowBicubic},
                                                   {"pillow-lanczos", Interpolation::PillowLanczos}};
constexpr Word<Aspect> kAspects[] = {
    {"stretch", Aspect::Stretch},        {"letterbox", Aspect::Letterbox},  {"shorter-side", Aspect::ShorterSide},
    {"longer-side", Aspect::LongerSide}, {"height", Aspect::Height},        {"ac-width", Aspect::AcWidth},
    {"ac-height", Aspect::AcHeight},     {"ac-greater", Aspect::AcGreater}, {"ac-fit", Aspect::AcFit},
    {"ac-frcnn", Aspect::AcFrcnn},       {"ac-ctpn", Aspect::AcCtpn},       {"ac-min", Aspect::AcMin},
    {"ac-mask-rcnn", Aspect::AcMaskRcnn}};
constexpr Word<Anchor> kAnchors[] = {{"centre", Anchor::Centre},          {"center", Anchor::Centre},
                                     {"top-left", Anchor::TopLeft},       {"top-right", Anchor::TopRight},
                                     {"bottom-left", Anchor::BottomLeft}, {"bottom-right", Anchor::BottomRight},
                                     {"centre-even", Anchor::CentreEven}, {"centre-end", Anchor::CentreEnd}};
constexpr Word<Border> kBorders[] = {{"edge", Border::Edge}, {"mirror", Border::Mirror}};
constexpr Word<ChannelOrder> kOrders[] = {{"as-stored", ChannelOrder::AsStored},
                                          {"rgb", ChannelOrder::Rgb},
                                          {"bgr", ChannelOrder::Bgr},
                                          {"gray", ChannelOrder::Gray},
                                          {"grey", ChannelOrder::Gray}};
constexpr Word<ChannelAxis> kLayouts[] = {
    {"chw", ChannelAxis::First}, {"nchw", ChannelAxis::First}, {"hwc", ChannelAxis::Last}, {"nhwc", ChannelAxis::Last}};
constexpr Word<ElementType> kTypes[] = {{"u8", ElementType::U8}, {"f32", ElementType::F32}};

template <class E>
std::optional<E> find(std::span<const Word<E>> words, std::string_view text) {
    for (const Word<E>& word : words)
        if (word.text == text) return word.value;
    return std::nullopt;
}

template <class E>
std::string_view wordOf(std::span<const Word<E>> words, E value) {
    return std::find_if(words.begin(), words.end(), [&](const Word<E>& word) { return word.value == value; })->text;
}

std::optional<PictureSize> sizeOf(const std::string& text) {
    const auto sides = fields(text, 'x');
    const auto height = number<std::int64_t>(sides[0]), width = number<std::int64_t>(sides.back());
    if (sides.size() != 2 || !height || !width) return std::nullopt;
    return PictureSize{*height, *width};
}

Error unknownWord(const std::string& key, const std::string& word, const std::string& choices) {
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: %1: unknown value '%2'; use %3"), key, word, choices);
}

Result<std::vector<double>> numbers(const std::string& key, const std::string& value) {
    std::vector<double> list;
    for (const std::string& part : fields(value, ':')) {
        const auto parsed = number<double>(part);
        if (!parsed)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: %1: '%2' is no number; write one number or one per channel, such as 1:2:3"), key,
                        part);
        list.push_back(*parsed);
    }
    return list;
}

/// Builds the list entry by entry.
class Parser {
public:
    Result<Preprocess> parse(const std::string& text) {
        for (const std::string& part : text.empty() ? std::vector<std::string>{} : fields(text, ',')) {
            const auto equals = part.find('=');
            if (equals == std::string::npos)
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core", "preprocess: '%1' has no value; write key=value, separated by commas"), part);
            RF_TRY_VOID(add(part.substr(0, equals), part.substr(equals + 1)));
        }
        applyInterpolation();
        Preprocess preprocess{std::move(m_steps)};
        RF_TRY_VOID(validate(preprocess));
        return preprocess;
    }

private:
    Result<void> add(const std::string& key, const std::string& value) {
        if (key == "size") return addResize(value);
        if (key == "crop") return addCrop(value);
        if (key == "pad") return addPad(value);
        if (key == "mean" || key == "scale") return addNormalize(key, value);
        if (key == "channels") return addWord<ChannelOrder, Channels>(key, value, kOrders, "rgb, bgr, gray or as-stored");
        if (key == "layout") return addWord<ChannelAxis, Arrange>(key, value, kLayouts, "chw or hwc");
        if (key == "type") return addWord<ElementType, ConvertType>(key, value, kTypes, "u8 or f32");
        if (key == "interpolation") return setInterpolation(value);
        static const std::vector<std::string> keys{"size", "crop", "pad", "mean", "scale", "channels", "layout", "type", "interpolation"};
        if (const std::string near = nearestMatch(key, keys); !near.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: unknown key '%1'; did you mean '%2'?"), key, near);
        return fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "preprocess: unknown key '%1'; use size, crop, pad, channels, mean, scale, layout, type or interpolation"),
            key);
    }

    Result<void> addResize(const std::string& value) {
        const auto parts = fields(value, ':');
        Resize step;
        if (parts[0] != "input") step.size = sizeOf(parts[0]);
        if (parts[0] != "input" && !step.size)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: size: '%1' is no size; write HEIGHTxWIDTH, such as 224x224"), parts[0]);
        bool hasInterpolation = false;
        for (const std::string& part : std::span(parts).subspan(1)) {
            if (const auto interpolation = find<Interpolation>(kInterpolations, part)) {
                step.interpolation = *interpolation;
                hasInterpolation = true;
            } else if (const auto aspect = find<Aspect>(kAspects, part)) {
                step.aspect = *aspect;
            } else if (const auto fill = number<double>(part)) {
                step.fill.push_back(*fill);
            } else {
                return unknownWord("size", part,
                                   "nearest, linear, cubic or area, and stretch, letterbox, shorter-side, longer-side or height");
            }
        }
        if (!hasInterpolation) m_open.push_back(m_steps.size());
        m_steps.push_back(step);
        return {};
    }

    Result<void> addCrop(const std::string& value) {
        const auto parts = fields(value, ':');
        Crop step{.size = sizeOf(parts[0])};
        const auto fraction = number<double>(parts[0]);
        if (!step.size && !fraction)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: crop: '%1' is neither a size such as 224x224 nor a fraction such as 0.875"), parts[0]);
        step.fraction = fraction.value_or(1.0);
        for (const std::string& part : std::span(parts).subspan(1)) RF_TRY_VOID(setAnchor("crop", part, step.anchor));
        m_steps.push_back(step);
        return {};
    }

    Result<void> addPad(const std::string& value) {
        const auto parts = fields(value, ':');
        // HxW, HxWxMULTIPLE or MULTIPLE
        const auto sides = fields(parts[0], 'x');
        Pad step{.size = sizeOf(sides.size() == 3 ? sides[0] + "x" + sides[1] : parts[0]), .value = {}};
        const auto multiple = number<std::int64_t>(sides.size() == 3 ? sides[2] : parts[0]);
        if ((!step.size && !multiple) || (sides.size() == 3 && !multiple))
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: pad: '%1' is neither a size such as 224x224 nor a whole number for its multiples"),
                        parts[0]);
        step.multiple = multiple.value_or(1);
        for (const std::string& part : std::span(parts).subspan(1)) {
            if (const auto colour = number<double>(part))
                step.value.push_back(*colour);
            else if (const auto border = find<Border>(kBorders, part))
                step.border = *border;
            else if (part == "grows")
                step.grows = true;
            else
                RF_TRY_VOID(setAnchor("pad", part, step.anchor));
        }
        m_steps.push_back(step);
        return {};
    }

    static Result<void> setAnchor(const std::string& key, const std::string& word, Anchor& anchor) {
        const auto found = find<Anchor>(kAnchors, word);
        if (!found) return unknownWord(key, word, "centre, top-left, top-right, bottom-left or bottom-right");
        anchor = *found;
        return {};
    }

    // mean and scale are two halves of one step while they stand side by side.
    Result<void> addNormalize(const std::string& key, const std::string& value) {
        RF_TRY(std::vector<double> list, numbers(key, value));
        auto* last = m_steps.empty() ? nullptr : std::get_if<Normalize>(&m_steps.back());
        const auto half = key == "mean" ? &Normalize::mean : &Normalize::scale;
        if (!last || !(last->*half).empty()) last = &std::get<Normalize>(m_steps.emplace_back(Normalize{}));
        last->*half = std::move(list);
        return {};
    }

    template <class E, class Step>
    Result<void> addWord(const std::string& key, const std::string& value, std::span<const Word<E>> words, const std::string& choices) {
        const auto found = find<E>(words, value);
        if (!found) return unknownWord(key, value, choices);
        m_steps.push_back(Step{*found});
        return {};
    }

    Result<void> setInterpolation(const std::string& value) {
        if (m_interpolation) return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: %1 is given twice"), "interpolation");
        m_interpolation = find<Interpolation>(kInterpolations, value);
        return m_interpolation ? Result<void>() : unknownWord("interpolation", value, "nearest, linear, cubic or area");
    }

    // Alone it is about the resize to the input, which comes first.
    void applyInterpolation() {
        if (!m_interpolation) return;
        const bool resizes =
            std::any_of(m_steps.begin(), m_steps.end(), [](const auto& step) { return std::holds_alternative<Resize>(step); });
        if (!resizes) m_steps.insert(m_steps.begin(), Resize{.size = {}, .interpolation = *m_interpolation, .fill = {}});
        for (const std::size_t index : m_open) std::get<Resize>(m_steps[index]).interpolation = *m_interpolation;
    }

    std::vector<PreprocessStep> m_steps;
    std::vector<std::size_t> m_open;  ///< resizes without an interpolation of their own
    std::optional<Interpolation> m_interpolation;
};

std::string joined(const std::vector<double>& values, const char* before = "") {
    return values.empty() ? "" : fmt::format("{}{}", before, fmt::join(values, ":"));
}

std::string sizeText(const PictureSize& size) { return fmt::format("{}x{}", size[0], size[1]); }

struct Write {
    std::string operator()(const Resize& step) const {
        return "size=" + (step.size ? sizeText(*step.size) : "input") +
               fmt::format(":{}", wordOf<Interpolation>(kInterpolations, step.interpolation)) +
               (step.aspect == Aspect::Stretch ? "" : fmt::format(":{}", wordOf<Aspect>(kAspects, step.aspect))) + joined(step.fill, ":");
    }
    std::string operator()(const Crop& step) const {
        return "crop=" + (step.size ? sizeText(*step.size) : fmt::format("{}", step.fraction)) + anchorText(step.anchor);
    }
    std::string operator()(const Pad& step) const {
        std::string text = "pad=" + (step.size ? sizeText(*step.size) : std::to_string(step.multiple));
        if (step.size && step.multiple != 1) text += fmt::format("x{}", step.multiple);
        text += anchorText(step.anchor);
        if (step.border != Border::Value) text += fmt::format(":{}", wordOf<Border>(kBorders, step.border));
        return text + (step.grows ? ":grows" : "") + joined(step.value, ":");
    }
    std::string operator()(const Channels& step) const { return fmt::format("channels={}", wordOf<ChannelOrder>(kOrders, step.order)); }
    std::string operator()(const Normalize& step) const {
        const std::string mean = joined(step.mean, "mean="), scale = joined(step.scale, "scale=");
        return mean + (mean.empty() || scale.empty() ? "" : ",") + scale;
    }
    std::string operator()(const Arrange& step) const { return fmt::format("layout={}", wordOf<ChannelAxis>(kLayouts, step.channels)); }
    std::string operator()(const ConvertType& step) const { return fmt::format("type={}", name(step.type)); }

    static std::string anchorText(Anchor anchor) {
        return anchor == Anchor::Centre ? "" : fmt::format(":{}", wordOf<Anchor>(kAnchors, anchor));
    }
};

}  // namespace

Result<Preprocess> parsePreprocess(const std::string& text) { return Parser().parse(text); }

std::string preprocessText(const Preprocess& preprocess) {
    std::vector<std::string> entries;
    bool afterNormalize = false;
    for (const PreprocessStep& step : preprocess.steps) {
        // Two steps that would be read back as one; what stands between changes nothing, elements are float already.
        const bool normalizes = std::holds_alternative<Normalize>(step);
        if (normalizes && afterNormalize) entries.push_back("type=f32");
        afterNormalize = normalizes;
        entries.push_back(std::visit(Write{}, step));
    }
    return fmt::format("{}", fmt::join(entries, ","));
}

}  // namespace rf::data
