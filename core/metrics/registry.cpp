// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/registry.h"

#include <fmt/ranges.h>

#include <cmath>

#include "core/base/nearest_match.h"
#include "core/metrics/factories.h"

namespace rf::metrics {

namespace {

using List = std::vector<ParameterInfo>;

const List kTopK{{"top_k", "1", "how many of the best classes count as an answer"}};
const List kPerClass{kTopK.front(),
                     {"classes", "0", "how many classes there are, those without samples counting 0; 0: only those that occur"}};
const List kMasks{{"ignore_label", "-1", "a class of the masks whose pixels are left out"},
                  {"ignore", "truth", "truth: pixels whose label is ignore_label; both: also those that are taken for it"},
                  {"classes", "0", "how many classes there are; pixels with other numbers are left out; 0: all count"},
                  {"resize", "no", "prediction, label: which mask gets the other one's size, nearest pixel"}};
const List kOutput{{"output", "-1", "number of the output to look at, from 0; -1: all (mae, mse, rmse: the first)"}};
const List kBlank{{"blank", "0", "the class that stands for no character"}};
const List kTextLine{{"dictionary", "",
                      "file with one character a line, in the order of the classes without the blank; without it labels are token numbers"},
                     kBlank.front(),
                     {"space", "none", "last: one class more than the dictionary has lines, a space"}};
const List kCommand{{"command", "", "the program and its arguments, as JSON: [\"python3\", \"score.py\"]"},
                    {"timeout", "60", "seconds the program may take for an answer"}};

/// Parameters of every metric that gets its objects through an adapter.
const List kDetection{
    {"adapter", "ssd", "form of the outputs: ssd, boxes, yolo_v2 or yolo_v3"},
    {"coordinates", "relative", "adapter boxes: relative to the picture, or pixels of it"},
    {"only_label", "-1", "adapter boxes: the class of all boxes, whose scores stand behind their corners (Nx5)"},
    {"box_factor", "1:1", "adapter boxes with only_label: by what x:y of corners are multiplied"},
    {"classes", "20", "yolo: number of classes"},
    {"anchors", "", "yolo: width:height:width:… of the anchors"},
    {"anchor_masks", "", "yolo_v3: numbers of the anchors of each output, 6:7:8:3:4:5:0:1:2"},
    {"input_size", "416:416", "yolo_v3: width:height of the network's input"},
    {"cells", "13", "yolo_v2: cells per side where the output is flat"},
    {"raw", "no", "yolo: yes when the output has not passed a RegionYolo layer"},
    {"threshold", "0.001", "yolo: least score of a box"},
    {"outputs", "in_order", "yolo_v3: in_order: anchor_masks follow the outputs; coarse_first: the grids from the coarsest on"},
    {"least_score", "", "detections with less are left out"},
    {"nms", "0", "boxes of one class that overlap more are one object; 0: the network sees to that itself"},
    {"nms_among", "class", "class: boxes of one class are compared; all: boxes of any"},
    {"nms_corners", "points", "points: between pixels; pixels: they belong to the box"},
    {"clip", "no", "detections, all: boxes end at the picture's edge, those of the labels too"},
    {"round", "no", "corners of all boxes are rounded to whole pixels"},
    {"steps", "", "what is done to boxes, in this order and instead of the five before: scale/filter:truth:height:64:inf:mark/clip:all/…"}};

List joined(List first, const List& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

const List kVoc = joined({{"iou", "0.5", "overlap from which on an object is found"},
                          {"integral", "max", "max: area under the curve; 11point: mean at eleven recalls"},
                          {"ignore_difficult", "yes", "objects marked difficult do not count"},
                          {"include_boundaries", "yes", "corners are pixels that belong to the box (PASCAL VOC)"},
                          {"rules", "voc", "voc: of the development kit; accuracy_checker: of OpenVINO's Accuracy Checker"},
                          {"many_per_difficult", "no", "accuracy_checker: any number of detections may lie in a difficult object"},
                          {"distinct_scores", "no", "detections of equal score are one point of the curve"},
                          {"filtered_find", "no", "accuracy_checker: detections that are marked as difficult may find objects"}},
                         kDetection);
const List kCoco =
    joined({{"iou", "0.5:0.95", "overlap from which on an object is found, or 0.5:0.95: the mean over 0.50, 0.55 … 0.95"},
            {"max_detections", "100", "detections of a picture and class that count, best first"},
            {"corners", "points", "points: between pixels; pixels: they belong to the box; detection_pixels: only those of detections"},
            {"rules", "coco", "coco: of pycocotools; accuracy_checker: of OpenVINO's Accuracy Checker"}},
           kDetection);

constexpr Better kHigher = Better::Higher, kLower = Better::Lower;
constexpr Needs kLabels = Needs::Annotations;

const std::vector<MetricType>& table() {
    static const std::vector<MetricType> types{
        {"accuracy", "share of samples whose class is among the best", kHigher, Unit::Share, kLabels, kTopK, makeAccuracy},
        {"accuracy_per_class", "accuracy of each class, averaged over the classes", kHigher, Unit::Share, kLabels, kPerClass,
         makeAccuracyPerClass},
        {"map", "mean average precision of detections, PASCAL VOC", kHigher, Unit::Share, kLabels, kVoc, makeVocPrecision},
        {"coco_precision", "mean average precision of detections at overlaps 0.50 to 0.95, COCO", kHigher, Unit::Share, kLabels, kCoco,
         makeCocoPrecision},
        {"mean_iou", "intersection over union of a segmentation, averaged over the classes", kHigher, Unit::Share, kLabels, kMasks,
         makeMeanIou},
        {"segmentation_accuracy", "share of pixels with the right class", kHigher, Unit::Share, kLabels, kMasks, makeSegmentationAccuracy},
        {"mae", "mean absolute error", kLower, Unit::Number, kLabels, kOutput, makeTargetError},
        {"mse", "mean squared error", kLower, Unit::Number, kLabels, kOutput, makeTargetError},
        {"rmse", "root of the mean squared error", kLower, Unit::Number, kLabels, kOutput, makeTargetError},
        {"ctc_exact", "share of text lines that are read without an error (greedy CTC)", kHigher, Unit::Share, kLabels, kTextLine,
         makeTextLine},
        {"ctc_cer", "character error rate: edits over characters of the labels (greedy CTC)", kLower, Unit::Share, kLabels, kTextLine,
         makeTextLine},
        {"masked_accuracy", "share of hidden tokens that are guessed", kHigher, Unit::Share, kLabels, {}, makeMaskedAccuracy},
        {"agreement", "share of samples whose best class is the float model's", kHigher, Unit::Share, Needs::Reference, {}, makeAgreement},
        {"ctc_agreement", "share of text lines that are read as the float model reads them (greedy CTC)", kHigher, Unit::Share,
         Needs::Reference, kBlank, makeTextAgreement},
        {"cosine", "cosine between the outputs and the float model's", kHigher, Unit::Number, Needs::Reference, kOutput,
         makeReferenceDistance},
        {"nmse", "squared error against the float model over the energy of its outputs", kLower, Unit::Number, Needs::Reference, kOutput,
         makeReferenceDistance},
        {"sqnr", "signal to quantization noise against the float model", kHigher, Unit::Decibel, Needs::Reference, kOutput,
         makeReferenceDistance},
        {"command", "whatever a program of your own computes, see docs/commands.md", kHigher, Unit::Number, Needs::Nothing, kCommand,
         makeCommand},
    };
    return types;
}

}  // namespace

std::span<const MetricType> metricTypes() { return table(); }

bool anyNeeds(std::span<const MetricSpec> specs, Needs needs) {
    return std::ranges::any_of(specs, [&](const MetricSpec& spec) {
        const auto type = metricType(spec.type);
        return type && (*type)->needs == needs;
    });
}

Result<const MetricType*> metricType(const std::string& type) {
    const auto found = std::find_if(table().begin(), table().end(), [&](const MetricType& row) { return row.type == type; });
    if (found != table().end()) return &*found;
    std::vector<std::string> known;
    for (const MetricType& row : table()) known.emplace_back(row.type);
    if (const std::string near = nearestMatch(type, known); !near.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric: unknown value '%1'; did you mean '%2'?"), type, near);
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric: unknown value '%1'; use one of: %2"), type,
                fmt::format("{}", fmt::join(known, ", ")));
}

Result<std::unique_ptr<Metric>> create(const MetricSpec& spec, const Context& context) {
    RF_TRY(const MetricType* type, metricType(spec.type));
    Parameters parameters(spec, *type);
    RF_TRY_VOID(parameters.finish());
    return type->create(parameters, context);
}

Result<std::unique_ptr<Metric>> create(const std::string& text, const Context& context) {
    RF_TRY(const MetricSpec spec, parseSpec(text));
    return create(spec, context);
}

std::vector<std::string> names() { return {"accuracy@1", "accuracy@5"}; }

std::string formatted(double value, Unit unit) {
    if (!std::isfinite(value)) return std::isnan(value) ? "–" : value > 0 ? "∞" : "-∞";
    switch (unit) {
        case Unit::Share: return fmt::format("{:.2f} %", value * 100);
        case Unit::Number: return fmt::format("{:.6g}", value);
        case Unit::Decibel: return fmt::format("{:.1f} dB", value);
    }
    return {};
}

}  // namespace rf::metrics
