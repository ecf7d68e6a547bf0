// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

// Metrics whose value is Accuracy Checker's: the mean of its values, or the first where it says not to average (spec 02, 7.4).
namespace rf::config::accuracy_checker {

namespace {

using rf::metrics::MetricSpec;
using MetricParameters = std::map<std::string, std::string>;

enum class Integral { Max, ElevenPoints };

struct AccuracyKeys {
    std::int64_t topK = 1;
};
struct MapKeys {
    double overlap = 0.5;
    Integral integral = Integral::Max;
    bool ignoreDifficult = true, includeBoundaries = true, manyPerDifficult = false, distinctScores = false, filteredFind = false;
};
struct CocoPrecisionKeys {
    std::int64_t mostDetections = 20;
    std::string overlap = "0.5:0.95";
};
struct CocoOriginalKeys {
    std::string overlap = "0.5:0.95";
    bool includeBoundaries = true;
};
struct MaskKeys {
    bool useArgmax = true;
    std::optional<std::int64_t> ignoredLabel;
};
struct ErrorKeys {};
struct CosineKeys {};

const char* yesNo(bool flag) { return flag ? "yes" : "no"; }
std::string typeOf(const Place& place) { return place.json["type"].get<std::string>(); }

bool fits(Subject subject, const Measures& measures, const Place& place, Reading& reading) {
    if (!measures.areConsistent) return false;
    if (measures.prediction.adapter.empty()) {
        reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' needs an adapter in the launcher"), place.path));
        return false;
    }
    if (measures.prediction.subject == subject && measures.samples.subject == subject) return true;
    const bool ofAdapter = measures.prediction.subject != subject;
    reading.problem(ofAdapter ? fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' does not go with the adapter %2"), place.path,
                                     measures.prediction.adapter)
                              : fail(ErrorCode::InvalidArgument,
                                     RF_TEXT("core", "'%1' does not go with what the converter of annotations gives"), place.path));
    return false;
}

/// What the adapter and postprocessing say of boxes.
std::optional<MetricParameters> boxParameters(const Measures& measures, const Place& place, Reading& reading) {
    if (!fits(Subject::Boxes, measures, place, reading)) return std::nullopt;
    MetricParameters parameters = measures.prediction.parameters;
    const bool scales = measures.postprocessing.scales;
    // Scaling alone is what becomes of relative boxes by itself.
    if (const std::string steps = rf::metrics::boxStepsText(measures.postprocessing.boxes); !steps.empty() && steps != "scale")
        parameters["steps"] = steps;
    if (measures.prediction.isRelative && !scales) {
        reading.problem(fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "'%1' needs resize_prediction_boxes in postprocessing, as the adapter %2 gives boxes relative to the picture"),
            place.path, measures.prediction.adapter));
        return std::nullopt;
    }
    if (measures.prediction.mayBePixels && !scales) parameters["coordinates"] = "pixels";
    if (measures.prediction.needsInputSize && !measures.inputSize) {
        reading.problem(fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "'%1' needs a resize or crop with a size in preprocessing, as the adapter %2 counts in pixels of the input"),
            place.path, measures.prediction.adapter));
        return std::nullopt;
    }
    if (measures.prediction.needsInputSize)
        parameters["input_size"] = fmt::format("{}:{}", (*measures.inputSize)[1], (*measures.inputSize)[0]);
    parameters["rules"] = "accuracy_checker";
    return parameters;
}

void applyAccuracy(const AccuracyKeys& keys, Measures& measures, const Place& place, Reading& reading) {
    if (!fits(Subject::Classes, measures, place, reading)) return;
    MetricSpec spec{typeOf(place), {{"top_k", std::to_string(keys.topK)}}, {}};
    if (spec.type == "accuracy_per_class" && measures.samples.classes > 0)
        spec.parameters["classes"] = std::to_string(measures.samples.classes);
    measures.specs.push_back(std::move(spec));
}

void applyMap(const MapKeys& keys, Measures& measures, const Place& place, Reading& reading) {
    auto parameters = boxParameters(measures, place, reading);
    if (!parameters) return;
    parameters->insert({{"iou", fmt::format("{}", keys.overlap)},
                        {"integral", keys.integral == Integral::Max ? "max" : "11point"},
                        {"ignore_difficult", yesNo(keys.ignoreDifficult)},
                        {"include_boundaries", yesNo(keys.includeBoundaries)},
                        {"many_per_difficult", yesNo(keys.manyPerDifficult)},
                        {"distinct_scores", yesNo(keys.distinctScores)},
                        {"filtered_find", yesNo(keys.filteredFind)}});
    measures.specs.push_back({"map", std::move(*parameters), {}});
}

void applyCocoPrecision(const CocoPrecisionKeys& keys, Measures& measures, const Place& place, Reading& reading) {
    auto parameters = boxParameters(measures, place, reading);
    if (!parameters) return;
    parameters->insert({{"iou", keys.overlap}, {"max_detections", std::to_string(keys.mostDetections)}});
    measures.specs.push_back({"coco_precision", std::move(*parameters), {}});
}

/// What is done to labels alone or to both, as it remains where labels are compared as they stand in the file.
std::vector<rf::metrics::BoxStep> ofDetections(std::vector<rf::metrics::BoxStep> steps) {
    using namespace rf::metrics;
    const auto target = [](BoxStep& step) -> Boxes* {
        if (auto* filter = std::get_if<FilterBoxes>(&step)) return &filter->target;
        if (auto* clip = std::get_if<ClipBoxes>(&step)) return &clip->target;
        auto* round = std::get_if<RoundBoxes>(&step);
        return round ? &round->target : nullptr;
    };
    std::erase_if(steps, [&](BoxStep& step) { return target(step) && *target(step) == Boxes::Truth; });
    for (BoxStep& step : steps)
        if (Boxes* of = target(step)) *of = Boxes::Detections;
    return steps;
}

// pycocotools on COCO's own file where the labels come from it, else on the labels as they are; detections get a pixel more with
// include_boundaries (metrics/coco_orig_metrics.py).
void applyCocoOriginal(const CocoOriginalKeys& keys, Measures& measures, const Place& place, Reading& reading) {
    using data::AnnotationFormat;
    const AnnotationFormat format = measures.samples.source.labelsFormat;
    const bool isCocos = format == AnnotationFormat::Coco || format == AnnotationFormat::CocoOrder;
    Measures compared = measures;
    if (isCocos) compared.postprocessing.boxes = ofDetections(std::move(compared.postprocessing.boxes));
    auto parameters = boxParameters(compared, place, reading);
    if (!parameters) return;
    parameters->insert({{"iou", keys.overlap}, {"max_detections", "100"}});
    (*parameters)["rules"] = "coco";
    if (keys.includeBoundaries) (*parameters)["corners"] = isCocos ? "detection_pixels" : "pixels";
    measures.specs.push_back({"coco_precision", std::move(*parameters), {}});
}

void applyMask(const MaskKeys& keys, Measures& measures, const Place& place, Reading& reading) {
    if (!fits(Subject::Masks, measures, place, reading)) return;
    if (measures.prediction.isArgmax == keys.useArgmax && measures.prediction.isArgmax)
        return reading.problem(fail(ErrorCode::InvalidArgument,
                                    RF_TEXT("core", "'%1' must be false, as the adapter finds the best class (make_argmax)"),
                                    place.pathOf("use_argmax")));
    if (const auto& path = measures.postprocessing.resizesScores; path && keys.useArgmax)
        return reading.problem(fail(ErrorCode::InvalidArgument,
                                    RF_TEXT("core",
                                            "'%1' resizes the scores of the classes, which Accuracy Checker rounds to 8 bits each by its "
                                            "own range; give the adapter make_argmax: true and '%2' use_argmax: false"),
                                    *path, place.path));
    MetricParameters parameters = measures.postprocessing.masks;
    if (measures.samples.classes > 0) parameters["classes"] = std::to_string(measures.samples.classes);
    if (keys.ignoredLabel) parameters.insert({{"ignore_label", std::to_string(*keys.ignoredLabel)}, {"ignore", "both"}});
    measures.specs.push_back({typeOf(place), std::move(parameters), {}});
}

// Accuracy Checker's rmse is the mean of the roots of single squared errors, which is the mean absolute error.
void applyError(const ErrorKeys&, Measures& measures, const Place& place, Reading& reading) {
    if (!fits(Subject::Values, measures, place, reading)) return;
    const std::string type = typeOf(place);
    measures.specs.push_back({type == "rmse" ? "mae" : type, {}, {}});
}

void applyCosine(const CosineKeys&, Measures& measures, const Place&, Reading&) { measures.specs.push_back({"cosine", {}, {}}); }

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

template <>
struct Words<Integral> {
    static constexpr std::array table{Word<Integral>{"max", Integral::Max}, Word<Integral>{"11point", Integral::ElevenPoints}};
};

namespace {

/// A number from 0 to 1, or COCO's range of ten, however its zeros are written.
struct CocoOverlap {
    static Shape shape(const KeyOptions&) {
        return {.kind = Shape::Kind::OneOf,
                .shapes = {{.kind = Shape::Kind::Number, .low = 0, .high = 1}, {.kind = Shape::Kind::Choice, .words = {"0.5:0.05:0.95"}}}};
    }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        const std::string text = place.json.is_string() ? place.json.get<std::string>() : "";
        const nlohmann::json number =
            place.json.is_number() ? place.json : nlohmann::json::parse(text.starts_with('.') ? "0" + text : text, nullptr, false);
        if (text == "0.5:0.05:0.95" || text == ".50:.05:.95" || text == ".5:.05:.95" || text == "0.50:0.05:0.95")
            value = "0.5:0.95";
        else if (number.is_number() && number.get<double>() >= 0 && number.get<double>() <= 1)
            value = fmt::format("{}", number.get<double>());
        else
            reading.wrongValue(place, wanted(shape));
    }
    static Json write(const std::string& value, Form) { return value; }
};

template <class Keys>
Table<Keys> withCommon(Table<Keys>&& table) {
    return std::move(table)
        .template unused<std::string>("name", kUnused)
        .template unused<AnyValue>("reference", kUnused)
        .template unused<double>("abs_threshold", kUnused)
        .template unused<double>("rel_threshold", kUnused)
        .template unused<std::string>("presenter", kUnused)
        .template unused<bool>("print_confidence_interval", kUnused)
        .template unused<std::string>("label_map", kUnused)
        .refused("annotation_source", kRefused)
        .refused("prediction_source", kRefused);
}

}  // namespace

template <>
const Table<AccuracyKeys>& tableOf() {
    static const auto table =
        withCommon(
            Table<AccuracyKeys>("ac_accuracy",
                                RF_TEXT("core", "Share of samples whose class is among the best; of all, or the mean over the classes."))
                .chosenBy("type", {"accuracy", "accuracy_per_class"}, kWhich))
            .key("top_k", &AccuracyKeys::topK, RF_TEXT("core", "How many of the best classes count as an answer."), {.low = 1})
            .only("match", false, kOnly)
            .only("cast_to_int", false, kOnly)
            .unused<double>("threshold", kUnused);
    return table;
}

template <>
const Table<MapKeys>& tableOf() {
    static const auto table =
        withCommon(Table<MapKeys>("ac_map", RF_TEXT("core", "Mean average precision of detections.")).chosenBy("type", {"map"}, kWhich))
            .key("overlap_threshold", &MapKeys::overlap, RF_TEXT("core", "Overlap from which on an object is found."),
                 {.low = 0, .high = 1})
            .key("integral", &MapKeys::integral, RF_TEXT("core", "Area under the curve, or the mean at eleven recalls."))
            .key("ignore_difficult", &MapKeys::ignoreDifficult, RF_TEXT("core", "Whether objects marked difficult do not count."))
            .key("include_boundaries", &MapKeys::includeBoundaries, RF_TEXT("core", "Whether corners are pixels that belong to the box."))
            .key("allow_multiple_matches_per_ignored", &MapKeys::manyPerDifficult,
                 RF_TEXT("core", "Whether any number of detections may lie in a difficult object."))
            .key("distinct_conf", &MapKeys::distinctScores,
                 RF_TEXT("core", "Whether detections of equal score are one point of the curve."))
            .only("overlap_method", "iou", kOnly)
            .key("use_filtered_tp", &MapKeys::filteredFind, RF_TEXT("core", "Whether filtered detections may find objects."))
            .unused<double>("threshold", kUnused);
    return table;
}

template <>
const Table<CocoPrecisionKeys>& tableOf() {
    static const auto table =
        withCommon(Table<CocoPrecisionKeys>("ac_coco_precision", RF_TEXT("core", "COCO's mean average precision of detections."))
                       .chosenBy("type", {"coco_precision"}, kWhich))
            .key("max_detections", &CocoPrecisionKeys::mostDetections,
                 RF_TEXT("core", "Detections of a picture and class that count, best first."), {.low = 1, .high = 1000000})
            .key<CocoOverlap>("threshold", &CocoPrecisionKeys::overlap, RF_TEXT("core", "Overlap from which on an object is found."),
                              {.otherwise = "0.5:0.05:0.95"});
    return table;
}

template <>
const Table<CocoOriginalKeys>& tableOf() {
    static const auto table =
        withCommon(Table<CocoOriginalKeys>("ac_coco_orig_precision", RF_TEXT("core", "The same, counted as pycocotools counts."))
                       .chosenBy("type", {"coco_orig_precision"}, kWhich))
            .key<CocoOverlap>("threshold", &CocoOriginalKeys::overlap, RF_TEXT("core", "Overlap from which on an object is found."),
                              {.otherwise = "0.5:0.05:0.95"})
            .key("include_boundaries", &CocoOriginalKeys::includeBoundaries,
                 RF_TEXT("core", "Whether corners of detections are pixels that belong to the box."));
    return table;
}

template <>
const Table<MaskKeys>& tableOf() {
    static const auto table =
        withCommon(Table<MaskKeys>("ac_segmentation_metric",
                                   RF_TEXT("core", "Intersection over union, averaged over the classes, or share of right pixels."))
                       .chosenBy("type", {"mean_iou", "segmentation_accuracy"}, kWhich))
            .key("use_argmax", &MaskKeys::useArgmax, RF_TEXT("core", "Whether the network's output has scores; false: classes."))
            .key("ignore_label", &MaskKeys::ignoredLabel, RF_TEXT("core", "A class that does not count, in labels and in predictions."),
                 {.low = 0, .high = 2047, .otherwise = "none"})
            .unused<double>("threshold", kUnused);
    return table;
}

template <>
const Table<ErrorKeys>& tableOf() {
    static const auto table =
        withCommon(Table<ErrorKeys>("ac_error", RF_TEXT("core", "Error of numbers; rmse becomes mae, which it equals in Accuracy Checker."))
                       .chosenBy("type", {"mae", "mse", "rmse"}, kWhich))
            .unused<bool>("max_error", kUnused)
            .unused<double>("threshold", kUnused);
    return table;
}

template <>
const Table<CosineKeys>& tableOf() {
    static const auto table =
        withCommon(Table<CosineKeys>("ac_cosine", RF_TEXT("core", "Cosine between the outputs and the float model's; no labels are used."))
                       .chosenBy("type", {"cosine"}, kWhich));
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

const std::vector<Kind<Measures>>& metrics() {
    static const std::vector<Kind<Measures>> kinds{
        kind<applyAccuracy>("accuracy"),
        kind<applyAccuracy>("accuracy_per_class"),
        kind<applyMap>("map"),
        kind<applyCocoPrecision>("coco_precision"),
        kind<applyCocoOriginal>("coco_orig_precision"),
        kind<applyMask>("mean_iou"),
        kind<applyMask>("segmentation_accuracy"),
        kind<applyError>("mae"),
        kind<applyError>("mse"),
        kind<applyError>("rmse"),
        kind<applyCosine>("cosine"),
    };
    return kinds;
}

}  // namespace rf::config::accuracy_checker
