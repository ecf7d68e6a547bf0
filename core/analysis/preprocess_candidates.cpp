// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/preprocess_candidates.h"

#include <algorithm>
#include <cmath>

namespace rf::analysis {

namespace {

using data::ChannelAxis;
using data::ChannelOrder;

// Mean and deviation of ImageNet's pictures: those of torchvision's models, times 255, and of Caffe's. The 0.017 of some Caffe
// models is 1/58.8, within 3 % of the deviations: no network tells the two apart, so that they are one row.
const std::vector<Normalization>& colourTable() {
    static const std::vector<Normalization> table{
        {RF_TEXT("core", "values as stored"), {}, {}},
        {RF_TEXT("core", "x / 255"), {}, {255}},
        {RF_TEXT("core", "x / 127.5 - 1"), {127.5}, {127.5}},
        {RF_TEXT("core", "ImageNet mean and deviation"), {123.675, 116.28, 103.53}, {58.395, 57.12, 57.375}},
        {RF_TEXT("core", "ImageNet mean subtracted"), {123.68, 116.779, 103.939}, {}}};
    return table;
}

const std::vector<Normalization>& greyTable() {
    static const std::vector<Normalization> table{{RF_TEXT("core", "values as stored"), {}, {}},
                                                  {RF_TEXT("core", "x / 255"), {}, {255}},
                                                  {RF_TEXT("core", "x / 127.5 - 1"), {127.5}, {127.5}},
                                                  {RF_TEXT("core", "mean and deviation of grey pictures"), {114.5}, {57.6}}};
    return table;
}

/// What an input of this type can hold: anything scaled to a few units would become a handful of numbers as integers.
std::vector<Normalization> normalizationsFor(ElementType type, std::int64_t channels) {
    if (type == ElementType::I8) return {{RF_TEXT("core", "x - 128"), {128}, {}}};
    if (!isFloat(type)) return {{RF_TEXT("core", "values as stored"), {}, {}}};
    return channels == 1 ? greyTable() : colourTable();
}

template <class Step>
bool is(const data::PreprocessStep& step) {
    return std::holds_alternative<Step>(step);
}

bool isVaried(const data::PreprocessStep& step) {
    return is<data::Channels>(step) || is<data::Normalize>(step) || is<data::ConvertType>(step) || is<data::Arrange>(step);
}

std::vector<double> inOrder(std::vector<double> values, ChannelOrder order) {
    if (order == ChannelOrder::Bgr) std::reverse(values.begin(), values.end());
    return values;
}

/// The given sizes, crops and borders with another order and scale; values are normalised where they were before (a border
/// added afterwards is one of normalised values), else at the end.
data::Preprocess varied(const data::Preprocess& given, const PreprocessCandidate& candidate) {
    const data::Normalize normalize{inOrder(candidate.normalization.mean, candidate.order),
                                    inOrder(candidate.normalization.scale, candidate.order)};
    bool isDone = normalize == data::Normalize{};
    data::Preprocess result;
    if (candidate.order != ChannelOrder::AsStored) result.steps.push_back(data::Channels{candidate.order});
    for (const data::PreprocessStep& step : given.steps) {
        if (is<data::Normalize>(step) && !isDone) {
            result.steps.push_back(normalize);
            isDone = true;
        }
        if (!isVaried(step)) result.steps.push_back(step);
    }
    if (!isDone) result.steps.push_back(normalize);
    if (candidate.layout) result.steps.push_back(data::Arrange{*candidate.layout});
    return result;
}

PreprocessCandidate asGiven(const data::Preprocess& given) {
    PreprocessCandidate candidate{.normalization = {.name = RF_TEXT("core", "as given")}, .preprocess = given};
    for (const data::PreprocessStep& step : given.steps) {
        if (const auto* channels = std::get_if<data::Channels>(&step)) candidate.order = channels->order;
        if (const auto* normalize = std::get_if<data::Normalize>(&step)) {
            candidate.normalization.mean = normalize->mean;
            candidate.normalization.scale = normalize->scale;
        }
    }
    candidate.normalization.mean = inOrder(candidate.normalization.mean, candidate.order);
    candidate.normalization.scale = inOrder(candidate.normalization.scale, candidate.order);
    return candidate;
}

/// Whether what was given is one of the usual ways; pictures as they are stored are in one of the orders that are tried.
bool isSame(const PreprocessCandidate& given, const PreprocessCandidate& usual) {
    const auto plain = [](std::vector<double> values, double none) {
        if (!values.empty() && std::all_of(values.begin(), values.end(), [&](double value) { return value == values[0]; }))
            values.resize(1);
        return values == std::vector<double>{none} ? std::vector<double>{} : values;
    };
    const auto& [name, mean, scale] = given.normalization;
    return (given.order == usual.order || given.order == ChannelOrder::AsStored || given.order == ChannelOrder::Gray) &&
           plain(mean, 0) == plain(usual.normalization.mean, 0) && plain(scale, 1) == plain(usual.normalization.scale, 1);
}

bool canBeChannels(std::int64_t length) { return length == 1 || length == 3 || length == kDynamic; }

/// Nothing for an input that is no picture.
std::optional<PictureInput> asPicture(const Shape& shape) {
    if (shape.size() != 3 && shape.size() != 4) return std::nullopt;
    const std::size_t first = shape.size() - 3;
    const auto isSide = [&](std::size_t axis) { return shape[axis] == kDynamic || shape[axis] > 1; };
    PictureInput picture;
    std::int64_t channels = kDynamic;
    const auto consider = [&](ChannelAxis axis, std::size_t at, std::size_t side) {
        // A length that is known decides against an axis whose length is open.
        if (!canBeChannels(shape[at]) || !isSide(side) || !isSide(first + 1)) return;
        if (shape[at] != kDynamic && channels == kDynamic) picture.layouts.clear();
        if (shape[at] == kDynamic && channels != kDynamic) return;
        picture.layouts.push_back(axis);
        channels = shape[at];
    };
    consider(ChannelAxis::First, first, first + 2);
    consider(ChannelAxis::Last, first + 2, first);
    if (picture.layouts.empty()) return std::nullopt;
    picture.channels = channels == kDynamic ? 3 : channels;
    return picture;
}

}  // namespace

double PreprocessCandidate::gain() const {
    if (normalization.scale.empty()) return 1;
    double logs = 0;
    for (const double scale : normalization.scale) logs += std::log(std::abs(scale));
    return std::exp(-logs / static_cast<double>(normalization.scale.size()));
}

Result<PictureInput> pictureInput(std::span<const data::InputInfo> inputs) {
    std::string list;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const bool isNumber = isFloat(inputs[i].type) || isInteger(inputs[i].type);
        if (auto picture = isNumber ? asPicture(inputs[i].shape) : std::nullopt) {
            picture->index = i;
            return *picture;
        }
        list += fmt::format("{}'{}' {}", list.empty() ? "" : ", ", inputs[i].name, text(inputs[i].shape));
    }
    return fail(
        ErrorCode::InvalidArgument,
        RF_TEXT("core", "no input of the model takes pictures (%1): there is no order of colours and no scale of pixels to find out"),
        list);
}

std::vector<PreprocessCandidate> preprocessCandidates(const data::InputInfo& input, const PictureInput& picture,
                                                      const data::Preprocess& given) {
    const std::vector<ChannelOrder> orders = picture.channels == 3 ? std::vector<ChannelOrder>{ChannelOrder::Rgb, ChannelOrder::Bgr}
                                                                   : std::vector<ChannelOrder>{ChannelOrder::AsStored};
    const auto arranged = std::find_if(given.steps.begin(), given.steps.end(), is<data::Arrange>);
    std::vector<std::optional<ChannelAxis>> layouts;
    if (arranged != given.steps.end())
        layouts.push_back(std::get<data::Arrange>(*arranged).channels);
    else if (picture.layouts.size() < 2)
        layouts.push_back(std::nullopt);
    else
        layouts.assign(picture.layouts.begin(), picture.layouts.end());

    std::vector<PreprocessCandidate> candidates;
    for (const auto& layout : layouts)
        for (const Normalization& normalization : normalizationsFor(input.type, picture.channels))
            for (const ChannelOrder order : orders) {
                PreprocessCandidate& candidate = candidates.emplace_back(PreprocessCandidate{normalization, order, layout});
                candidate.preprocess = varied(given, candidate);
            }
    const bool variesItself = std::any_of(given.steps.begin(), given.steps.end(), [](const data::PreprocessStep& step) {
        return is<data::Channels>(step) || is<data::Normalize>(step);
    });
    const PreprocessCandidate own = asGiven(given);
    const bool isOneOfThem =
        std::any_of(candidates.begin(), candidates.end(), [&](const PreprocessCandidate& one) { return isSame(own, one); });
    if (variesItself && !isOneOfThem) candidates.push_back(own);
    return candidates;
}

}  // namespace rf::analysis
