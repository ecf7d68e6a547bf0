// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/metrics/factories.h"

namespace rf::metrics {

namespace {

// More classes or cells than any network has; products of them still fit everywhere.
constexpr std::int64_t kMost = 100'000;

BoxesAdapter boxesAdapter(Parameters& parameters) {
    BoxesAdapter adapter{.relative = parameters.choice("coordinates", {"relative", "pixels"}) == 0};
    const std::vector<double> factor = parameters.numbers("box_factor");
    if (factor.size() == 2)
        adapter.factor = {factor[0], factor[1]};
    else
        parameters.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: box_factor is '%2'; write two numbers, x:y"),
                                parameters.type().type, parameters.text("box_factor")));
    if (const std::int64_t label = parameters.integer("only_label", -1, kMost); label >= 0) adapter.label = label;
    return adapter;
}

YoloAdapter yoloAdapter(Parameters& parameters, int version) {
    YoloAdapter adapter;
    adapter.version = version;
    adapter.classes = parameters.integer("classes", 1, kMost);
    adapter.anchors = parameters.numbers("anchors");
    adapter.masks = parameters.numbers("anchor_masks");
    adapter.cells = parameters.integer("cells", 1, kMost);
    adapter.raw = parameters.flag("raw");
    adapter.coarseFirst = parameters.choice("outputs", {"in_order", "coarse_first"}) == 1;
    adapter.threshold = parameters.number("threshold", 0, 1);
    const std::vector<double> size = parameters.numbers("input_size");
    if (size.size() == 2) adapter.inputWidth = size[0], adapter.inputHeight = size[1];
    if (size.size() != 2 || !(size[0] > 0) || !(size[1] > 0))
        parameters.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric %1: input_size is '%2'; write width:height"),
                                parameters.type().type, parameters.text("input_size")));
    if (adapter.anchors.empty() || adapter.anchors.size() % 2 != 0)
        parameters.problem(fail(ErrorCode::InvalidArgument,
                                RF_TEXT("core", "metric %1: anchors are '%2'; write the width and height of each, as 10:13:16:30"),
                                parameters.type().type, parameters.text("anchors")));
    const auto isAnchor = [&](double number) { return number >= 0 && number < static_cast<double>(adapter.anchors.size() / 2); };
    if (!std::all_of(adapter.masks.begin(), adapter.masks.end(), isAnchor))
        parameters.problem(fail(ErrorCode::InvalidArgument,
                                RF_TEXT("core", "metric %1: anchor_masks are '%2', but there are %3 anchors, counted from 0"),
                                parameters.type().type, parameters.text("anchor_masks"), adapter.anchors.size() / 2));
    return adapter;
}

}  // namespace

Result<DetectionPlan> detectionPlan(Parameters& parameters) {
    DetectionPlan plan;
    switch (parameters.choice("adapter", {"ssd", "boxes", "yolo_v2", "yolo_v3"})) {
        case 0: plan.adapter = SsdAdapter{}; break;
        case 1: plan.adapter = boxesAdapter(parameters); break;
        case 2: plan.adapter = yoloAdapter(parameters, 2); break;
        default: plan.adapter = yoloAdapter(parameters, 3); break;
    }
    if (!parameters.text("least_score").empty()) plan.leastScore = parameters.number("least_score", -1e9, 1e9);
    plan.suppression.overlap = parameters.number("nms", 0, 1);
    plan.suppression.acrossClasses = parameters.choice("nms_among", {"class", "all"}) == 1;
    plan.suppression.border = parameters.choice("nms_corners", {"points", "pixels"}) == 1 ? 1 : 0;
    plan.clip = std::array{Clip::None, Clip::Predictions, Clip::All}[parameters.choice("clip", {"no", "detections", "all"})];
    plan.wholePixels = parameters.flag("round");
    if (auto steps = parseBoxSteps(parameters.text("steps")))
        plan.steps = *std::move(steps);
    else
        parameters.problem(std::move(steps).error().during("metric %1", {std::string(parameters.type().type)}));
    RF_TRY_VOID(parameters.finish());
    return plan;
}

}  // namespace rf::metrics
