// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/box_steps.h"

#include <algorithm>
#include <cmath>

#include "core/data/picture_geometry.h"
#include "core/metrics/adapter.h"
#include "core/metrics/boxes.h"

namespace rf::metrics {

namespace {

bool isForDetections(Boxes target) { return target != Boxes::Truth; }
bool isForTruth(Boxes target) { return target != Boxes::Detections; }

template <class AnyBox>
void scale(AnyBox& box, double x, double y) {
    box.left *= x, box.right *= x;
    box.top *= y, box.bottom *= y;
}

template <class AnyBox>
double propertyOf(const AnyBox& box, FilterBoxes::Property property, double width, double height) {
    const double boxWidth = box.right - box.left, boxHeight = box.bottom - box.top;
    switch (property) {
        case FilterBoxes::Property::Height: return boxHeight;
        case FilterBoxes::Property::Width: return boxWidth;
        case FilterBoxes::Property::Aspect: return boxHeight / std::max(boxWidth, std::numeric_limits<double>::epsilon());
        case FilterBoxes::Property::AreaRatio:
            return std::sqrt(boxWidth * boxHeight / std::max(width * height, std::numeric_limits<double>::epsilon()));
        default: return 0;
    }
}

/// Whether the filter takes the box. Without a size of the image nothing is known of shares of it.
template <class AnyBox>
bool isFiltered(const FilterBoxes& step, const AnyBox& box, double score, double width, double height) {
    using Property = FilterBoxes::Property;
    if (step.property == Property::Empty) return box.right - box.left <= 0 || box.bottom - box.top <= 0;
    if (step.property == Property::AreaRatio && width * height <= 0) return false;
    const double value = step.property == Property::Score ? score : propertyOf(box, step.property, width, height);
    return !(value >= step.low && value < step.high);
}

template <class AnyBox>
void clip(const ClipBoxes& step, AnyBox& box, double width, double height) {
    if (step.size) height = static_cast<double>((*step.size)[0]), width = static_cast<double>((*step.size)[1]);
    if (width <= 0 || height <= 0) return;  // no size is known
    for (double* x : {&box.left, &box.right}) *x = std::clamp(*x, 0.0, width);
    for (double* y : {&box.top, &box.bottom}) *y = std::clamp(*y, 0.0, height);
}

template <class AnyBox>
void round(RoundBoxes::Policy policy, AnyBox& box) {
    for (double* corner : {&box.left, &box.top, &box.right, &box.bottom}) switch (policy) {
            case RoundBoxes::Policy::Nearest: *corner = std::nearbyint(*corner); break;
            case RoundBoxes::Policy::ToZero: *corner = std::trunc(*corner); break;
            case RoundBoxes::Policy::Down: *corner = std::floor(*corner); break;
            case RoundBoxes::Policy::Up: *corner = std::ceil(*corner); break;
        }
}

/// By what boxes are multiplied to become pixels of the image.
std::pair<double, double> unfitting(const UnfitBoxes& step, double width, double height) {
    const data::PictureSize from{static_cast<std::int64_t>(height), static_cast<std::int64_t>(width)};
    const data::PictureSize resized = data::scaledSize(step.resize, from);
    const double x = width / static_cast<double>(resized[1]), y = height / static_cast<double>(resized[0]);
    if (step.arePixels) return {x, y};
    const data::PictureSize whole = step.padded.value_or(resized);
    return {x * static_cast<double>(std::max(whole[1], resized[1])), y * static_cast<double>(std::max(whole[0], resized[0]))};
}

struct OfDetections {
    std::vector<Detection>& found;
    double width, height;

    void operator()(const ScaleBoxes&) const {
        if (width <= 0 || height <= 0) return;
        for (Detection& box : found) scale(box, width, height);
    }
    void operator()(const UnfitBoxes& step) const {
        if (width < 1 || height < 1) return;
        const auto [x, y] = unfitting(step, width, height);
        for (Detection& box : found) scale(box, x, y);
    }
    void operator()(const FilterBoxes& step) const {
        if (!isForDetections(step.target) || step.property == FilterBoxes::Property::AreaRatio) return;
        const auto filtered = [&](const Detection& box) { return isFiltered(step, box, box.score, width, height); };
        if (!step.marks) return void(std::erase_if(found, filtered));
        for (Detection& box : found) box.difficult = box.difficult || filtered(box);
    }
    void operator()(const SuppressBoxes& step) const {
        found = withoutOverlaps(std::move(found), {step.overlap, step.acrossClasses, step.border});
    }
    void operator()(const ClipBoxes& step) const {
        if (!isForDetections(step.target)) return;
        for (Detection& box : found) clip(step, box, width, height);
    }
    void operator()(const RoundBoxes& step) const {
        if (!isForDetections(step.target)) return;
        for (Detection& box : found) round(step.policy, box);
    }
    void operator()(const ShiftLabels& step) const {
        for (Detection& box : found) box.label += step.offset;
    }
};

struct OfTruth {
    data::Boxes& truth;

    void operator()(const FilterBoxes& step) const {
        // Annotations have no scores.
        if (!isForTruth(step.target) || step.property == FilterBoxes::Property::Score) return;
        const bool byShare = step.property == FilterBoxes::Property::AreaRatio;
        const auto filtered = [&](const data::Box& box) {
            return isFiltered(step, box, 0, truth.width, truth.height) || (byShare && box.difficult);
        };
        if (!step.marks) return void(std::erase_if(truth.boxes, filtered));
        for (data::Box& box : truth.boxes) box.difficult = box.difficult || filtered(box);
    }
    void operator()(const ClipBoxes& step) const {
        if (!isForTruth(step.target)) return;
        for (data::Box& box : truth.boxes) clip(step, box, truth.width, truth.height);
    }
    void operator()(const RoundBoxes& step) const {
        if (!isForTruth(step.target)) return;
        for (data::Box& box : truth.boxes) round(step.policy, box);
    }
    template <class Other>
    void operator()(const Other&) const {}
};

}  // namespace

void applySteps(const std::vector<BoxStep>& steps, std::vector<Detection>& found, double width, double height) {
    for (const BoxStep& step : steps) std::visit(OfDetections{found, width, height}, step);
}

void applySteps(const std::vector<BoxStep>& steps, data::Boxes& truth) {
    for (const BoxStep& step : steps) std::visit(OfTruth{truth}, step);
}

}  // namespace rf::metrics
