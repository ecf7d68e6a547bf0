// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

enum class ApplyTo { Prediction, Annotation, All };
struct Target {
    std::optional<ApplyTo> applyTo;
};

struct ScaleKeys {};
struct FilterKeys : Target {
    double leastScore = 0;
};
struct SuppressionKeys {
    double overlap = 0.5;
    bool includeBoundaries = true;
};
struct ClipKeys : Target {};
struct RoundKeys {};
struct ResizeMaskKeys : Target, SizeKeys {};

/// The order in which map and coco_precision do what they are asked to; another order would give other boxes. Low scores may
/// be left out at any time, as a box is only suppressed by better ones; clipping and rounding can change places.
enum Stage { kScale = 1, kSuppress, kFit };

bool isInOrder(Stage stage, Postprocessing& post, const Place& place, Reading& reading) {
    const bool inOrder = post.stage <= stage;
    post.stage = std::max<int>(post.stage, stage);
    if (!inOrder)
        reading.problem(fail(ErrorCode::InvalidArgument,
                             RF_TEXT("core", "'%1' must stand earlier: boxes are scaled, then suppressed, then clipped and rounded"),
                             place.path));
    return inOrder;
}

bool isFor(Subject subject, const Postprocessing& post, const Place& place, Reading& reading) {
    if (post.prediction.adapter.empty()) return false;  // told where metrics need it
    if (post.prediction.subject == subject) return true;
    reading.problem(
        fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' does not go with the adapter %2"), place.path, post.prediction.adapter));
    return false;
}

void applyScale(const ScaleKeys&, Postprocessing& post, const Place& place, Reading& reading) {
    if (isFor(Subject::Boxes, post, place, reading) && isInOrder(kScale, post, place, reading)) post.scales = true;
}

void applyFilter(const FilterKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (keys.applyTo == ApplyTo::Annotation)
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2, which is not supported; use one of: %3"),
                                    place.pathOf("apply_to"), "annotation", "prediction, all"));
    if (!isFor(Subject::Boxes, post, place, reading)) return;
    const auto before = post.boxes.find("least_score");
    const double least = before == post.boxes.end() ? keys.leastScore : std::max(keys.leastScore, std::stod(before->second));
    post.boxes["least_score"] = fmt::format("{}", least);
}

void applySuppression(const SuppressionKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (!isFor(Subject::Boxes, post, place, reading) || !isInOrder(kSuppress, post, place, reading)) return;
    if (keys.overlap == 0)
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is 0, which is not supported; it must be above"),
                                    place.pathOf("overlap")));
    post.boxes["nms"] = fmt::format("{}", keys.overlap);
    if (place.json["type"] == "nms") post.boxes["nms_among"] = "all";
    if (keys.includeBoundaries) post.boxes["nms_corners"] = "pixels";
}

void applyClip(const ClipKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (keys.applyTo == ApplyTo::Annotation)
        return reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2, which is not supported; use one of: %3"),
                                    place.pathOf("apply_to"), "annotation", "prediction, all"));
    if (isFor(Subject::Boxes, post, place, reading) && isInOrder(kFit, post, place, reading))
        post.boxes["clip"] = keys.applyTo == ApplyTo::All ? "all" : "detections";
}

// Classes are whole numbers anyway.
void applyRound(const RoundKeys&, Postprocessing& post, const Place& place, Reading& reading) {
    if (post.prediction.subject == Subject::Classes) return;
    if (isFor(Subject::Boxes, post, place, reading) && isInOrder(kFit, post, place, reading)) post.boxes["round"] = "yes";
}

// Without a size masks get that of the picture, which masks of labels have.
void applyResizeMask(const ResizeMaskKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (!isFor(Subject::Masks, post, place, reading)) return;
    const bool ofLabels = keys.applyTo == ApplyTo::Annotation, sized = keys.isGiven();
    if (keys.applyTo == ApplyTo::All || ofLabels != sized)
        return reading.problem(
            fail(ErrorCode::InvalidArgument,
                 RF_TEXT("core", "'%1' is supported for predictions without a size, and for annotations with the size of the predictions"),
                 place.path));
    post.masks["resize"] = ofLabels ? "label" : "prediction";
    if (!ofLabels) post.resizesScores = place.path;
}

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

template <>
struct Words<ApplyTo> {
    static constexpr std::array table{Word<ApplyTo>{"prediction", ApplyTo::Prediction}, Word<ApplyTo>{"annotation", ApplyTo::Annotation},
                                      Word<ApplyTo>{"all", ApplyTo::All}};
};

namespace {

template <class Keys>
Table<Keys>&& withTarget(Table<Keys>&& table) {
    return std::move(table)
        .key("apply_to", &Keys::applyTo, RF_TEXT("core", "Whether predictions or labels are meant."), {.required = true})
        .refused("annotation_source", kRefused)
        .refused("prediction_source", kRefused);
}

}  // namespace

template <>
const Table<ScaleKeys>& tableOf() {
    static const auto table =
        Table<ScaleKeys>("ac_resize_prediction_boxes", RF_TEXT("core", "Scales boxes that are relative to the picture by its size."))
            .chosenBy("type", {"resize_prediction_boxes"}, kWhich)
            .only("rescale", false, kOnly)
            .only("unpadding", false, kOnly)
            .only("uncrop", false, kOnly);
    return table;
}

template <>
const Table<FilterKeys>& tableOf() {
    static const auto table =
        withTarget(
            Table<FilterKeys>("ac_filter", RF_TEXT("core", "Leaves out detections with a low score.")).chosenBy("type", {"filter"}, kWhich))
            .key("min_confidence", &FilterKeys::leastScore, RF_TEXT("core", "The least score."), {.required = true})
            .unused<bool>("remove_filtered", kUnused)
            .refused("labels", kRefused)
            .refused("top_k", kRefused)
            .refused("height_range", kRefused)
            .refused("width_range", kRefused)
            .refused("area_range", kRefused)
            .refused("is_empty", kRefused)
            .refused("min_visibility", kRefused)
            .refused("aspect_ratio", kRefused)
            .refused("area_ratio", kRefused)
            .refused("invalid_boxes", kRefused);
    return table;
}

template <>
const Table<SuppressionKeys>& tableOf() {
    static const auto table =
        Table<SuppressionKeys>(
            "ac_nms",
            RF_TEXT("core", "Of boxes that overlap too much only the best is left: of any class, or with class_aware_nms of one class."))
            .chosenBy("type", {"nms", "class_aware_nms"}, kWhich)
            .key("overlap", &SuppressionKeys::overlap, RF_TEXT("core", "Boxes that overlap more are one object."), {.low = 0, .high = 1})
            .key("include_boundaries", &SuppressionKeys::includeBoundaries,
                 RF_TEXT("core", "Whether corners are pixels that belong to the box."))
            .only("use_min_area", false, kOnly)
            .refused("keep_top_k", kRefused);
    return table;
}

template <>
const Table<ClipKeys>& tableOf() {
    static const auto table = withTarget(Table<ClipKeys>("ac_clip_boxes", RF_TEXT("core", "Boxes end at the edge of the picture."))
                                             .chosenBy("type", {"clip_boxes"}, kWhich))
                                  .only("boxes_normalized", false, kOnly)
                                  .refused("size", kRefused)
                                  .refused("dst_width", kRefused)
                                  .refused("dst_height", kRefused);
    return table;
}

template <>
const Table<RoundKeys>& tableOf() {
    static const auto table =
        Table<RoundKeys>("ac_cast_to_int", RF_TEXT("core", "Corners of boxes are rounded to whole pixels, halves to even."))
            .chosenBy("type", {"cast_to_int"}, kWhich)
            .only("round_policy", "nearest", kOnly);
    return table;
}

template <>
const Table<ResizeMaskKeys>& tableOf() {
    static const auto table = withSize(withTarget(Table<ResizeMaskKeys>("ac_resize_segmentation_mask",
                                                                        RF_TEXT("core", "Gives masks another size, nearest pixel."))
                                                      .chosenBy("type", {"resize_segmentation_mask"}, kWhich)))
                                  .only("to_dst_image_size", false, kOnly);
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

const std::vector<Kind<Postprocessing>>& postprocessings() {
    static const std::vector<Kind<Postprocessing>> kinds{
        kind<applyScale>("resize_prediction_boxes"),       kind<applyFilter>("filter"),   kind<applySuppression>("nms"),
        kind<applySuppression>("class_aware_nms"),         kind<applyClip>("clip_boxes"), kind<applyRound>("cast_to_int"),
        kind<applyResizeMask>("resize_segmentation_mask"),
    };
    return kinds;
}

}  // namespace rf::config::accuracy_checker
