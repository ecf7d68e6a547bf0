// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/preprocess.h"

#include <algorithm>
#include <cmath>

namespace rf::data {

namespace {

constexpr std::int64_t kMaxSide = 32768;  // beyond it a three-channel picture of floats is past 12 GB

Result<void> checkSize(const char* key, const std::optional<PictureSize>& size) {
    if (!size) return {};
    for (const std::int64_t side : *size)
        if (side < 1 || side > kMaxSide)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: %1: a side of %2 pixels is out of range; use 1 to %3"),
                        key, side, kMaxSide);
    return {};
}

Result<void> checkFinite(const char* key, const std::vector<double>& values) {
    for (const double value : values)
        if (!std::isfinite(value))
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: %1: %2 is not a finite number"), key, value);
    return {};
}

struct Check {
    Result<void> operator()(const Resize& step) const {
        RF_TRY_VOID(checkSize("size", step.size));
        RF_TRY_VOID(checkFinite("size", step.fill));
        if (!step.fill.empty() && step.aspect != Aspect::Letterbox)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: size: only letterbox fills a border; leave out the values, or add pad= behind it"));
        return {};
    }
    Result<void> operator()(const Crop& step) const {
        RF_TRY_VOID(checkSize("crop", step.size));
        if (step.size || (step.fraction > 0.0 && step.fraction <= 1.0)) return {};
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "preprocess: crop: a fraction of %1 is out of range; use more than 0, at most 1"), step.fraction);
    }
    Result<void> operator()(const Pad& step) const {
        RF_TRY_VOID(checkSize("pad", step.size));
        RF_TRY_VOID(checkFinite("pad", step.value));
        if (!step.value.empty() && step.border != Border::Value)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: pad: a border of pixels has no values; leave them out"));
        return checkSize("pad", PictureSize{step.multiple, step.multiple});
    }
    Result<void> operator()(const Channels&) const { return {}; }
    Result<void> operator()(const Normalize& step) const {
        RF_TRY_VOID(checkFinite("mean", step.mean));
        RF_TRY_VOID(checkFinite("scale", step.scale));
        if (std::find(step.scale.begin(), step.scale.end(), 0.0) != step.scale.end())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: scale: values are divided by it, so it can't be 0"));
        return {};
    }
    Result<void> operator()(const Arrange&) const { return {}; }
    Result<void> operator()(const ConvertType& step) const {
        if (step.type == ElementType::U8 || step.type == ElementType::F32) return {};
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "preprocess: type: pictures can't be %1 on the way; use u8 or f32"),
                    name(step.type));
    }
};

}  // namespace

Result<void> validate(const Preprocess& preprocess) {
    for (const PreprocessStep& step : preprocess.steps) RF_TRY_VOID(std::visit(Check{}, step));
    return {};
}

Preprocess stepsOf(const SimplePreprocess& simple) {
    Preprocess preprocess;
    if (simple.channels != ChannelOrder::AsStored) preprocess.steps.push_back(Channels{simple.channels});
    if (simple.size || simple.interpolation != Interpolation::Linear)
        preprocess.steps.push_back(Resize{.size = simple.size, .interpolation = simple.interpolation, .fill = {}});
    if (!simple.mean.empty() || !simple.scale.empty()) preprocess.steps.push_back(Normalize{simple.mean, simple.scale});
    return preprocess;
}

std::optional<SimplePreprocess> simpleFormOf(const Preprocess& preprocess) {
    SimplePreprocess simple;
    for (const PreprocessStep& step : preprocess.steps) {
        if (const auto* channels = std::get_if<Channels>(&step)) {
            simple.channels = channels->order;
        } else if (const auto* resize = std::get_if<Resize>(&step)) {
            simple.size = resize->size;
            simple.interpolation = resize->interpolation;
        } else if (const auto* normalize = std::get_if<Normalize>(&step)) {
            simple.mean = normalize->mean;
            simple.scale = normalize->scale;
        }
    }
    if (stepsOf(simple) == preprocess) return simple;
    return std::nullopt;
}

}  // namespace rf::data
