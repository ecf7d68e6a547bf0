// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/adapter.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "core/metrics/boxes.h"
#include "core/metrics/yolo.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

constexpr std::size_t kSsdColumns = 7;

Result<Detections> read(const SsdAdapter&, std::span<const Tensor> outputs) {
    const auto output = std::find_if(outputs.begin(), outputs.end(), [](const Tensor& tensor) {
        return tensor.shape().size() >= 2 && tensor.shape().back() == static_cast<std::int64_t>(kSsdColumns);
    });
    if (output == outputs.end())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "adapter ssd: needs an output of shape 1x1xNx7; the outputs are %1"),
                    shapesOf(outputs));
    const std::vector<float> values = toFloats(output->view());
    Detections found;
    for (std::size_t row = 0; row + kSsdColumns <= values.size() && values[row] >= 0; row += kSsdColumns)
        found.push_back({std::isfinite(values[row + 1]) ? static_cast<std::int64_t>(values[row + 1]) : -1, values[row + 2], values[row + 3],
                         values[row + 4], values[row + 5], values[row + 6]});
    return found;
}

/// Rows of corners and score, of one class.
Result<Detections> readAgnostic(const BoxesAdapter& adapter, std::span<const Tensor> outputs) {
    constexpr std::size_t kColumns = 5;
    const auto output = std::ranges::find_if(outputs, [](const Tensor& tensor) {
        const Shape& shape = tensor.shape();
        return (shape.size() == 2 || shape.size() == 3) && shape.back() == static_cast<std::int64_t>(kColumns) && isFloat(tensor.type());
    });
    if (output == outputs.end())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "adapter boxes: needs an output of corners and score (Nx5); the outputs are %1"), shapesOf(outputs));
    const std::vector<float> values = toFloats(output->view());
    Detections found;
    for (std::size_t row = 0; row + kColumns <= values.size(); row += kColumns)
        if (values[row + 4] > 0)
            found.push_back({*adapter.label, values[row + 4], adapter.factor[0] * values[row], adapter.factor[1] * values[row + 1],
                             adapter.factor[0] * values[row + 2], adapter.factor[1] * values[row + 3]});
    return found;
}

Result<Detections> read(const BoxesAdapter& adapter, std::span<const Tensor> outputs) {
    if (adapter.label) return readAgnostic(adapter, outputs);
    const Tensor *boxes = nullptr, *labels = nullptr, *scores = nullptr;
    for (const Tensor& output : outputs) {
        const bool isBoxes = output.shape().size() >= 2 && (output.shape().back() == 4 || output.shape().back() == 5);
        if (isBoxes && !boxes)
            boxes = &output;
        else if (isInteger(output.type()) && !labels)
            labels = &output;
        else if (isFloat(output.type()) && !scores)
            scores = &output;
    }
    const std::size_t columns = boxes ? static_cast<std::size_t>(boxes->shape().back()) : 4;
    const std::int64_t count = boxes ? boxes->count() / static_cast<std::int64_t>(columns) : 0;
    const bool scored = scores ? scores->count() == count : columns == 5;
    if (!boxes || !scored || (labels && labels->count() != count))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "adapter boxes: needs outputs of boxes (Nx4), scores (N) and integer labels (N); the outputs are %1"),
                    shapesOf(outputs));
    const std::vector<float> corners = toFloats(boxes->view()), values = scores ? toFloats(scores->view()) : std::vector<float>{};
    const std::vector<std::int64_t> classes = labels ? toInts(labels->view()) : std::vector<std::int64_t>{};
    Detections found;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const float* box = &corners[i * columns];
        found.push_back({classes.empty() ? 0 : classes[i], scores ? values[i] : box[4], box[0], box[1], box[2], box[3]});
    }
    return found;
}

Result<Detections> read(const YoloAdapter& adapter, std::span<const Tensor> outputs) { return yoloDetections(adapter, outputs); }

bool isBetter(const Detection& a, const Detection& b) { return a.score > b.score; }

bool isRelative(const DetectionAdapter& adapter) {
    const auto* boxes = std::get_if<BoxesAdapter>(&adapter);
    return !boxes || boxes->relative;
}

template <class AnyBox>
void clip(AnyBox& box, double width, double height) {
    if (width <= 0 || height <= 0) return;  // no size is known
    for (double* x : {&box.left, &box.right}) *x = std::clamp(*x, 0.0, width);
    for (double* y : {&box.top, &box.bottom}) *y = std::clamp(*y, 0.0, height);
}

template <class AnyBox>
void round(AnyBox& box) {
    for (double* corner : {&box.left, &box.top, &box.right, &box.bottom}) *corner = std::nearbyint(*corner);
}

}  // namespace

Result<Detections> detections(const DetectionPlan& plan, std::span<const Tensor> outputs, double width, double height) {
    RF_TRY(Detections found, std::visit([&](const auto& form) { return read(form, outputs); }, plan.adapter));
    std::erase_if(found, [](const Detection& detection) { return std::isnan(detection.score); });
    std::stable_sort(found.begin(), found.end(), isBetter);
    if (!plan.steps.empty()) {
        applySteps(plan.steps, found, width, height);
        return found;
    }
    if (isRelative(plan.adapter) && width > 0 && height > 0)
        for (Detection& detection : found) {
            detection.left *= width, detection.right *= width;
            detection.top *= height, detection.bottom *= height;
        }
    std::erase_if(found, [&](const Detection& detection) { return detection.score < plan.leastScore; });
    if (plan.suppression.overlap > 0) found = withoutOverlaps(std::move(found), plan.suppression);
    for (Detection& detection : found) {
        if (plan.clip != Clip::None) clip(detection, width, height);
        if (plan.wholePixels) round(detection);
    }
    return found;
}

void prepareTruth(const DetectionPlan& plan, data::Boxes& truth) {
    if (!plan.steps.empty()) return applySteps(plan.steps, truth);
    for (data::Box& box : truth.boxes) {
        if (plan.clip == Clip::All) clip(box, truth.width, truth.height);
        if (plan.wholePixels) round(box);
    }
}

Detections withoutOverlaps(Detections found, const Suppression& rules) {
    std::stable_sort(found.begin(), found.end(), isBetter);
    Detections kept;
    for (const Detection& candidate : found)
        if (std::none_of(kept.begin(), kept.end(), [&](const Detection& better) {
                return (rules.acrossClasses || better.label == candidate.label) &&
                       intersectionOverUnion(cornersOf(better), cornersOf(candidate), rules.border) > rules.overlap;
            }))
            kept.push_back(candidate);
    return kept;
}

const Tensor* classScores(std::span<const Tensor> outputs) {
    const auto output = std::find_if(outputs.begin(), outputs.end(), [](const Tensor& tensor) {
        return tensor.shape().size() == 1 || (tensor.shape().size() > 1 && tensor.shape()[0] == 1);
    });
    if (output == outputs.end() || output->count() == 0) return nullptr;
    return *std::max_element(output->shape().begin(), output->shape().end()) == output->count() ? &*output : nullptr;
}

std::int64_t bestClass(std::span<const float> scores) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < scores.size() && !std::isnan(scores[best]); ++i)
        if (std::isnan(scores[i]) || scores[i] > scores[best]) best = i;
    return static_cast<std::int64_t>(best);
}

std::string shapesOf(std::span<const Tensor> outputs) {
    std::vector<std::string> shapes;
    for (const Tensor& output : outputs) shapes.push_back(text(output.shape()));
    return fmt::format("{}", fmt::join(shapes, ", "));
}

namespace {

Tensor largestChannel(const Tensor& scores) {
    const Shape& shape = scores.shape();
    const auto channels = static_cast<std::size_t>(shape[1]), pixels = static_cast<std::size_t>(shape[2] * shape[3]);
    const std::vector<float> values = toFloats(scores.view());
    std::vector<std::int64_t> classes(pixels);
    std::vector<float> pixel(channels);
    for (std::size_t i = 0; i < pixels; ++i) {
        for (std::size_t c = 0; c < channels; ++c) pixel[c] = values[c * pixels + i];
        classes[i] = bestClass(pixel);
    }
    return Tensor::from<std::int64_t>({shape[2], shape[3]}, classes);
}

}  // namespace

Result<Tensor> segmentation(std::span<const Tensor> outputs) {
    for (const Tensor& output : outputs) {
        const Shape& shape = output.shape();
        if (shape.size() < 3 || shape.size() > 4 || shape[0] != 1 || output.count() == 0) continue;
        if (shape.size() == 4 && shape[1] > 1) return largestChannel(output);
        return Tensor::from<std::int64_t>({shape[shape.size() - 2], shape.back()}, toInts(output.view()));
    }
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core", "a segmentation needs an output of shape 1xCxHxW (scores) or 1xHxW (classes); the outputs are %1"),
                shapesOf(outputs));
}

}  // namespace rf::metrics
