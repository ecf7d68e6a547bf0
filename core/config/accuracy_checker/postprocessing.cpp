// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

namespace boxes = rf::metrics;
enum class ApplyTo { Prediction, Annotation, All };
struct Target {
    std::optional<ApplyTo> applyTo;
};

struct ScaleKeys {
    bool rescale = false;
};
struct UnfitKeys : SizeKeys {};
struct FilterKeys : Target {
    std::vector<double> score, height, width, aspect, areaRatio;
    bool isEmpty = false, removes = false;
};
struct SuppressionKeys {
    double overlap = 0.5;
    bool includeBoundaries = true;
};
struct ClipKeys : Target, SizeKeys {
    bool areNormalized = false;
};
struct RoundKeys {
    boxes::RoundBoxes::Policy policy = boxes::RoundBoxes::Policy::Nearest;
};
struct ShiftKeys {
    std::int64_t offset = 0;
};
struct ResizeMaskKeys : Target, SizeKeys {};

boxes::Boxes targetOf(const Target& keys) {
    if (keys.applyTo == ApplyTo::Annotation) return boxes::Boxes::Truth;
    return keys.applyTo == ApplyTo::All ? boxes::Boxes::All : boxes::Boxes::Detections;
}

bool isFor(Subject subject, const Postprocessing& post, const Place& place, Reading& reading) {
    if (post.prediction.adapter.empty()) return false;  // told where metrics need it
    if (post.prediction.subject == subject) return true;
    reading.problem(
        fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' does not go with the adapter %2"), place.path, post.prediction.adapter));
    return false;
}

bool isFitTogether(const Postprocessing& post, const Place& place, Reading& reading) {
    if (post.pictures.resize && !post.pictures.isOtherwiseShaped) return true;
    reading.problem(fail(ErrorCode::InvalidArgument,
                         RF_TEXT("core",
                                 "'%1' is supported behind one resize in preprocessing, which a padding at the right and bottom may "
                                 "follow"),
                         place.path));
    return false;
}

void applyScale(const ScaleKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (!isFor(Subject::Boxes, post, place, reading)) return;
    if (keys.rescale && !isFitTogether(post, place, reading)) return;
    if (keys.rescale)
        post.boxes.push_back(boxes::UnfitBoxes{.resize = *post.pictures.resize, .arePixels = true});
    else
        post.boxes.push_back(boxes::ScaleBoxes{});
    post.scales = true;
}

// The keys of the size are for pictures whose history is not known, which these are not.
void applyUnfit(const UnfitKeys&, Postprocessing& post, const Place& place, Reading& reading) {
    if (!isFor(Subject::Boxes, post, place, reading) || !isFitTogether(post, place, reading)) return;
    post.boxes.push_back(boxes::UnfitBoxes{.resize = *post.pictures.resize, .padded = post.pictures.padded});
    post.scales = true;
}

void applyFilter(const FilterKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    using Property = boxes::FilterBoxes::Property;
    if (!isFor(Subject::Boxes, post, place, reading)) return;
    const auto add = [&](Property property, const std::vector<double>& range) {
        boxes::FilterBoxes step{.target = targetOf(keys), .property = property, .marks = !keys.removes};
        if (!range.empty()) step.low = range[0];
        if (range.size() > 1 && range[1] != 0) step.high = range[1];
        post.boxes.push_back(step);
    };
    for (const auto& [property, range] :
         {std::pair(Property::Score, &keys.score), std::pair(Property::Height, &keys.height), std::pair(Property::Width, &keys.width),
          std::pair(Property::Aspect, &keys.aspect), std::pair(Property::AreaRatio, &keys.areaRatio)})
        if (!range->empty()) add(property, *range);
    if (keys.isEmpty) add(Property::Empty, {});
}

void applySuppression(const SuppressionKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (!isFor(Subject::Boxes, post, place, reading)) return;
    post.boxes.push_back(boxes::SuppressBoxes{keys.overlap, place.json["type"] == "nms", keys.includeBoundaries ? 1.0 : 0.0});
}

void applyClip(const ClipKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (!isFor(Subject::Boxes, post, place, reading)) return;
    post.boxes.push_back(boxes::ClipBoxes{targetOf(keys), keys.areNormalized ? data::PictureSize{1, 1} : keys.dimensions()});
}

// Classes are whole numbers anyway.
void applyRound(const RoundKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (post.prediction.subject == Subject::Classes) return;
    if (isFor(Subject::Boxes, post, place, reading)) post.boxes.push_back(boxes::RoundBoxes{boxes::Boxes::All, keys.policy});
}

void applyShift(const ShiftKeys& keys, Postprocessing& post, const Place& place, Reading& reading) {
    if (isFor(Subject::Boxes, post, place, reading)) post.boxes.push_back(boxes::ShiftLabels{keys.offset});
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

template <>
struct Words<rf::metrics::RoundBoxes::Policy> {
    using Policy = rf::metrics::RoundBoxes::Policy;
    static constexpr std::array table{Word<Policy>{"nearest", Policy::Nearest}, Word<Policy>{"nearest_to_zero", Policy::ToZero},
                                      Word<Policy>{"lower", Policy::Down}, Word<Policy>{"greater", Policy::Up}};
};

namespace {

using BoxRange = Numbers<NoPresets>;

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
            .key("rescale", &ScaleKeys::rescale, RF_TEXT("core", "Whether boxes are pixels of the resized picture instead."))
            .only("unpadding", false, kOnly)
            .only("uncrop", false, kOnly);
    return table;
}

template <>
const Table<FilterKeys>& tableOf() {
    static const auto table =
        withTarget(
            Table<FilterKeys>("ac_filter", RF_TEXT("core", "Leaves out detections with a low score.")).chosenBy("type", {"filter"}, kWhich))
            .key<BoxRange>("min_confidence", &FilterKeys::score, RF_TEXT("core", "The least score of detections."), {.otherwise = "any"})
            .key<BoxRange>("height_range", &FilterKeys::height,
                           RF_TEXT("core", "The least height, and the height from which boxes are too high."), {.otherwise = "any"})
            .key<BoxRange>("width_range", &FilterKeys::width,
                           RF_TEXT("core", "The least width, and the width from which boxes are too wide."), {.otherwise = "any"})
            .key<BoxRange>("aspect_ratio", &FilterKeys::aspect, RF_TEXT("core", "The same of height over width."), {.otherwise = "any"})
            .key<BoxRange>("area_ratio", &FilterKeys::areaRatio,
                           RF_TEXT("core", "The same of the root of the share of the picture, for labels; occluded ones are filtered too."),
                           {.otherwise = "any"})
            .key("is_empty", &FilterKeys::isEmpty, RF_TEXT("core", "Whether boxes without an area are filtered."))
            .key("remove_filtered", &FilterKeys::removes,
                 RF_TEXT("core", "Whether boxes are taken out; otherwise they are difficult ones, which do not count."))
            .unused<AnyValue>("area_range", RF_TEXT("core", "Accepted from Accuracy Checker, where it has no effect on boxes."))
            .unused<AnyValue>("min_visibility", RF_TEXT("core", "Accepted from Accuracy Checker, whose converters tell no visibility."))
            .refused("labels", kRefused)
            .refused("top_k", kRefused)
            .refused("invalid_boxes", kRefused);
    return table;
}

template <>
const Table<UnfitKeys>& tableOf() {
    static const auto table =
        withSize(Table<UnfitKeys>("ac_faster_rcnn_postprocessing_resize",
                                  RF_TEXT("core", "Scales boxes that are relative to the prepared picture to the picture as it was."))
                     .chosenBy("type", {"faster_rcnn_postprocessing_resize"}, kWhich))
            .only("rescale", false, kOnly);
    return table;
}

template <>
const Table<ShiftKeys>& tableOf() {
    static const auto table = Table<ShiftKeys>("ac_shift_labels", RF_TEXT("core", "Adds to the classes of detections."))
                                  .chosenBy("type", {"shift_labels"}, kWhich)
                                  .key("offset", &ShiftKeys::offset, RF_TEXT("core", "What is added."), {.low = -100000, .high = 100000});
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
    static const auto table =
        withSize(withTarget(Table<ClipKeys>("ac_clip_boxes", RF_TEXT("core", "Boxes end at the edge of the picture, or of this size."))
                                .chosenBy("type", {"clip_boxes"}, kWhich)))
            .key("boxes_normalized", &ClipKeys::areNormalized, RF_TEXT("core", "Whether boxes end at 1 by 1."));
    return table;
}

template <>
const Table<RoundKeys>& tableOf() {
    static const auto table =
        Table<RoundKeys>("ac_cast_to_int", RF_TEXT("core", "Corners of boxes are rounded to whole pixels."))
            .chosenBy("type", {"cast_to_int"}, kWhich)
            .key("round_policy", &RoundKeys::policy, RF_TEXT("core", "How corners are rounded; halves go to even numbers."));
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
        kind<applyScale>("resize_prediction_boxes"),
        kind<applyFilter>("filter"),
        kind<applySuppression>("nms"),
        kind<applySuppression>("class_aware_nms"),
        kind<applyUnfit>("faster_rcnn_postprocessing_resize"),
        kind<applyShift>("shift_labels"),
        kind<applyClip>("clip_boxes"),
        kind<applyRound>("cast_to_int"),
        kind<applyResizeMask>("resize_segmentation_mask"),
    };
    return kinds;
}

}  // namespace rf::config::accuracy_checker
