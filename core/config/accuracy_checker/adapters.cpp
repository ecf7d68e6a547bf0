// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <numeric>

#include <fmt/ranges.h>

#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

struct ClassificationKeys {};
struct SegmentationAdapterKeys {
    bool makeArgmax = false;
};
struct SsdKeys {};
struct SsdOnnxKeys {};
struct AgnosticKeys {
    std::vector<double> scale = {1};
};
struct YoloV2Keys {
    std::int64_t classes = 20, number = 5, cells = 13;
    std::vector<double> anchors = {1.3221, 1.73145, 3.19275, 4.00944, 5.05587, 8.09892, 9.47112, 4.84053, 11.2364, 10.0071};
};
struct YoloV3Keys {
    std::int64_t classes = 80, number = 3;
    std::vector<double> anchors = {10, 13, 16, 30, 33, 23, 30, 61, 62, 45, 59, 119, 116, 90, 156, 198, 373, 326};
    double threshold = 0.001;
    std::vector<std::string> outputs;
    std::vector<std::vector<std::int64_t>> masks;
    bool raw = false;
};
struct RegressionAdapterKeys {};

struct YoloV2Anchors {
    static std::optional<std::vector<double>> find(const std::string& word) {
        if (word == "yolo_v2") return YoloV2Keys{}.anchors;
        if (word == "tiny_yolo_v2") return std::vector{1.08, 1.19, 3.42, 4.41, 6.63, 11.38, 9.42, 5.11, 16.62, 10.52};
        return std::nullopt;
    }
};
struct YoloV3Anchors {
    static std::optional<std::vector<double>> find(const std::string& word) {
        if (word == "yolo_v3") return YoloV3Keys{}.anchors;
        if (word == "tiny_yolo_v3") return std::vector<double>{10, 14, 23, 27, 37, 58, 81, 82, 135, 169, 344, 319};
        return std::nullopt;
    }
};

template <class Values>
std::string listed(const Values& values) {
    return fmt::format("{}", fmt::join(values, ":"));
}

void applyClassification(const ClassificationKeys&, Prediction& prediction, const Place&, Reading&) {
    prediction = {.subject = Subject::Classes, .adapter = "classification"};
}

void adaptSegmentation(const SegmentationAdapterKeys& keys, Prediction& prediction, const Place&, Reading&) {
    prediction = {.subject = Subject::Masks, .adapter = "segmentation", .isArgmax = keys.makeArgmax};
}

void applySsd(const SsdKeys&, Prediction& prediction, const Place&, Reading&) {
    prediction = {.subject = Subject::Boxes, .adapter = "ssd", .isRelative = true};
}

void applySsdOnnx(const SsdOnnxKeys&, Prediction& prediction, const Place&, Reading&) {
    prediction = {.subject = Subject::Boxes, .adapter = "ssd_onnx", .parameters = {{"adapter", "boxes"}}, .mayBePixels = true};
}

// The class is 1, and boxes are scaled to be relative.
void applyAgnostic(const AgnosticKeys& keys, Prediction& prediction, const Place& place, Reading& reading) {
    if (keys.scale.size() > 2)
        return reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have one number, or two for x and y"), place.pathOf("scale")));
    prediction = {.subject = Subject::Boxes, .adapter = "class_agnostic_detection", .mayBePixels = true};
    prediction.parameters = {
        {"adapter", "boxes"}, {"only_label", "1"}, {"box_factor", fmt::format("{}:{}", keys.scale.front(), keys.scale.back())}};
}

bool areAnchors(const std::vector<double>& anchors, std::int64_t least, const Place& place, Reading& reading) {
    if (anchors.size() % 2 == 0 && std::ssize(anchors) >= 2 * least) return true;
    reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must have the width and height of %2 anchors"),
                         place.pathOf("anchors"), least));
    return false;
}

void applyYoloV2(const YoloV2Keys& keys, Prediction& prediction, const Place& place, Reading& reading) {
    if (!areAnchors(keys.anchors, keys.number, place, reading)) return;
    const std::vector<double> used(keys.anchors.begin(), keys.anchors.begin() + 2 * keys.number);
    prediction = {.subject = Subject::Boxes, .adapter = "yolo_v2", .isRelative = true};
    prediction.parameters = {{"adapter", "yolo_v2"},
                             {"classes", std::to_string(keys.classes)},
                             {"cells", std::to_string(keys.cells)},
                             {"anchors", listed(used)}};
}

// Outputs have no names for a metric. The coarsest grid finds the largest objects: outputs and masks are paired by that.
void applyYoloV3(const YoloV3Keys& keys, Prediction& prediction, const Place& place, Reading& reading) {
    std::vector<std::vector<std::int64_t>> masks = keys.masks;
    if (masks.empty()) {
        std::vector<std::int64_t> first(static_cast<std::size_t>(keys.number));
        std::iota(first.begin(), first.end(), std::int64_t{0});
        masks.assign(keys.outputs.size(), first);  // each output has the first anchors
    }
    std::int64_t most = 0;
    for (const auto& mask : masks)
        for (const std::int64_t anchor : mask) most = std::max(most, anchor);
    if (!areAnchors(keys.anchors, most + 1, place, reading)) return;
    const bool areEqual =
        std::ranges::all_of(masks, [&](const auto& mask) { return !mask.empty() && mask.size() == masks.front().size(); });
    if (masks.size() != keys.outputs.size() || !areEqual)
        return reading.problem(fail(ErrorCode::InvalidArgument,
                                    RF_TEXT("core", "'%1' must have a list of anchors for each of the %2 outputs, all of one length"),
                                    place.pathOf("anchor_masks"), keys.outputs.size()));
    const auto area = [&](const std::vector<std::int64_t>& mask) {
        double largest = 0;
        for (const std::int64_t anchor : mask)
            largest = std::max(largest,
                               keys.anchors[static_cast<std::size_t>(2 * anchor)] * keys.anchors[static_cast<std::size_t>(2 * anchor + 1)]);
        return largest;
    };
    std::ranges::stable_sort(masks, std::greater{}, area);
    std::vector<std::int64_t> flat;
    for (const auto& mask : masks) flat.insert(flat.end(), mask.begin(), mask.end());
    prediction = {.subject = Subject::Boxes, .adapter = "yolo_v3", .isRelative = true, .needsInputSize = true};
    prediction.parameters = {{"adapter", "yolo_v3"},
                             {"classes", std::to_string(keys.classes)},
                             {"anchors", listed(keys.anchors)},
                             {"anchor_masks", listed(flat)},
                             {"outputs", "coarse_first"},
                             {"raw", keys.raw ? "yes" : "no"},
                             {"threshold", fmt::format("{}", keys.threshold)}};
}

void adaptRegression(const RegressionAdapterKeys&, Prediction& prediction, const Place&, Reading&) {
    prediction = {.subject = Subject::Values, .adapter = "regression"};
}

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

namespace {

constexpr const char* kAnchors = RF_TEXT("core", "Width and height of each anchor, or the name of a network whose anchors these are.");
constexpr const char* kClasses = RF_TEXT("core", "How many classes the network tells apart.");
constexpr const char* kNumber = RF_TEXT("core", "How many anchors an output has.");

}  // namespace

template <>
const Table<ClassificationKeys>& tableOf() {
    static const auto table = Table<ClassificationKeys>("ac_classification", RF_TEXT("core", "A score for each class."))
                                  .chosenBy("type", {"classification"}, kWhich)
                                  .only("argmax_output", false, kOnly)
                                  .only("fixed_output", false, kOnly)
                                  .only("label_as_array", false, kOnly)
                                  .only("block", false, kOnly)
                                  .unused<bool>("do_softmax", kUnused)
                                  .unused<std::int64_t>("fixed_output_index", kUnused)
                                  .refused("classification_output", kRefused)
                                  .refused("multi_label_threshold", kRefused);
    return table;
}

template <>
const Table<SegmentationAdapterKeys>& tableOf() {
    static const auto table =
        Table<SegmentationAdapterKeys>("ac_segmentation", RF_TEXT("core", "A score for each class of each pixel, or its class."))
            .chosenBy("type", {"segmentation"}, kWhich)
            .key("make_argmax", &SegmentationAdapterKeys::makeArgmax,
                 RF_TEXT("core", "Whether the best class is found here; metrics have use_argmax: false then."));
    return table;
}

template <>
const Table<SsdKeys>& tableOf() {
    static const auto table = Table<SsdKeys>("ac_ssd", RF_TEXT("core", "DetectionOutput's rows of seven numbers."))
                                  .chosenBy("type", {"ssd"}, kWhich)
                                  .only("custom_output_order", false, kOnly);
    return table;
}

template <>
const Table<SsdOnnxKeys>& tableOf() {
    static const auto table =
        Table<SsdOnnxKeys>("ac_ssd_onnx", RF_TEXT("core", "Boxes, integer labels and scores in outputs of their own, found by their form."))
            .chosenBy("type", {"ssd_onnx"}, kWhich)
            .unused<std::string>("labels_out", kUnused)
            .unused<std::string>("scores_out", kUnused)
            .unused<std::string>("bboxes_out", kUnused);
    return table;
}

template <>
const Table<AgnosticKeys>& tableOf() {
    static const auto table =
        Table<AgnosticKeys>("ac_class_agnostic_detection", RF_TEXT("core", "Rows of four corners and a score, all of class 1."))
            .chosenBy("type", {"class_agnostic_detection"}, kWhich)
            .key<Numbers<NoPresets>>("scale", &AgnosticKeys::scale,
                                     RF_TEXT("core", "By what corners are multiplied; one number, or one for x and y."), {.otherwise = "1"})
            .unused<std::string>("output_blob", kUnused);
    return table;
}

template <>
const Table<YoloV2Keys>& tableOf() {
    static const auto table = Table<YoloV2Keys>("ac_yolo_v2", RF_TEXT("core", "The result of a RegionYolo layer, one output."))
                                  .chosenBy("type", {"yolo_v2"}, kWhich)
                                  .key("classes", &YoloV2Keys::classes, kClasses, {.low = 1, .high = 100000})
                                  .key("num", &YoloV2Keys::number, kNumber, {.low = 1, .high = 1000})
                                  .key<Numbers<YoloV2Anchors>>("anchors", &YoloV2Keys::anchors, kAnchors, {.otherwise = "yolo_v2"})
                                  .key("cells", &YoloV2Keys::cells, RF_TEXT("core", "Cells per side."), {.low = 1, .high = 100000})
                                  .only("coords", 4, kOnly)
                                  .only("raw_output", false, kOnly)
                                  .only("output_format", "BHW", kOnly);
    return table;
}

template <>
const Table<YoloV3Keys>& tableOf() {
    static const auto table =
        Table<YoloV3Keys>("ac_yolo_v3",
                          RF_TEXT("core", "Several outputs, from the coarsest grid to the finest; their size is that of the resize."))
            .chosenBy("type", {"yolo_v3"}, kWhich)
            .key("classes", &YoloV3Keys::classes, kClasses, {.low = 1, .high = 100000})
            .key("num", &YoloV3Keys::number, kNumber, {.low = 1, .high = 1000})
            .key<Numbers<YoloV3Anchors>>("anchors", &YoloV3Keys::anchors, kAnchors, {.otherwise = "yolo_v3"})
            .key("threshold", &YoloV3Keys::threshold, RF_TEXT("core", "Least score that there is an object."), {.low = 0, .high = 1})
            .key("outputs", &YoloV3Keys::outputs, RF_TEXT("core", "Names of the outputs; only their number counts."), {.required = true})
            .key("anchor_masks", &YoloV3Keys::masks, RF_TEXT("core", "Numbers of the anchors of each output."),
                 {.low = 0, .high = 1000, .otherwise = "the first num ones"})
            .key("raw_output", &YoloV3Keys::raw, RF_TEXT("core", "Whether the outputs have not passed a RegionYolo layer."))
            .only("coords", 4, kOnly)
            .only("do_reshape", false, kOnly)
            .only("output_format", "BHW", kOnly)
            .only("output_layout", "NCHW", kOnly)
            .only("multiple_labels", false, kOnly)
            .unused<AnyValue>("cells", kUnused)
            .refused("transpose", kRefused);
    return table;
}

template <>
const Table<RegressionAdapterKeys>& tableOf() {
    static const auto table = Table<RegressionAdapterKeys>("ac_regression", RF_TEXT("core", "Numbers."))
                                  .chosenBy("type", {"regression"}, kWhich)
                                  .only("keep_shape", false, kOnly);
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

const std::vector<Kind<Prediction>>& adapters() {
    static const std::vector<Kind<Prediction>> kinds{
        kind<applyClassification>("classification"),
        kind<adaptSegmentation>("segmentation"),
        kind<applySsd>("ssd"),
        kind<applySsdOnnx>("ssd_onnx"),
        kind<applyAgnostic>("class_agnostic_detection"),
        kind<applyYoloV2>("yolo_v2"),
        kind<applyYoloV3>("yolo_v3"),
        kind<adaptRegression>("regression"),
    };
    return kinds;
}

}  // namespace rf::config::accuracy_checker
