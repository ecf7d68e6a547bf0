// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"
#include "tests/support/temp_dir.h"

// Accuracy Checker descriptions and what they mean here, by hand from Open Model Zoo's tools/accuracy_checker.
namespace rf::config {
namespace {

using namespace data;
using metrics::MetricSpec;
using Steps = std::vector<PreprocessStep>;
using Texts = std::map<std::string, std::string>;

constexpr const char* kRoot = "/ac";

/// Read as the engine of a configuration, so that paths start in a folder that need not exist.
Project imported(const std::string& text, const AccuracyCheckerFolders& folders = {}) {
    std::string engine = "engine:\n  type: accuracy_checker\n";
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        engine += "  " + text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    const auto project = readText(engine, kRoot, "c.yml", {.folders = folders});
    EXPECT_TRUE(project) << (project ? "" : project.error().message());
    return project ? *project : Project{};
}

/// A data set with this converter and these lines more; the adapter fits what is measured.
std::string description(const std::string& adapter, const std::string& conversion, const std::string& more = "") {
    return "launchers: [{framework: openvino, device: CPU, adapter: " + adapter +
           "}]\n"
           "datasets:\n"
           "  - name: d\n"
           "    data_source: pictures\n"
           "    annotation_conversion: {" +
           conversion + "}\n" + more;
}

constexpr const char* kImagenet = "converter: imagenet, annotation_file: val.txt";
constexpr const char* kVoc = "converter: voc_detection, imageset_file: val.txt, annotations_dir: xml";
constexpr const char* kMasks = "converter: camvid, annotation_file: val.txt";

struct Conversion {
    std::string name, adapter, conversion;
    Source source;
};

class AccuracyCheckerConverters : public testing::TestWithParam<Conversion> {};

TEST_P(AccuracyCheckerConverters, BecomeSources) {
    const std::string reader = GetParam().name == "Regression" ? "    reader: numpy_reader\n" : "";
    const Project project = imported(description(GetParam().adapter, GetParam().conversion, reader));
    ASSERT_EQ(project.data.sources.size(), 1u);
    EXPECT_EQ(project.data.sources[0], GetParam().source);
}

using Format = AnnotationFormat;
INSTANTIATE_TEST_SUITE_P(
    All, AccuracyCheckerConverters,
    testing::Values(
        Conversion{"Imagenet", "classification", kImagenet, {.location = "/ac/pictures", .labels = "/ac/val.txt", .files = "/ac/val.txt"}},
        Conversion{"ImagenetWithBackground",
                   "classification",
                   "converter: imagenet, annotation_file: val.txt, has_background: True, labels_file: synset.txt",
                   {.location = "/ac/pictures", .labels = "/ac/val.txt", .files = "/ac/val.txt", .labelOffset = 1}},
        Conversion{"Cifar",
                   "classification",
                   "converter: cifar, data_batch_file: test.bin, num_classes: 10, convert_images: True",
                   {.location = "/ac/test.bin"}},
        Conversion{"Mnist",
                   "classification",
                   "converter: mnist, images_file: i.gz, labels_file: l.gz",
                   {.location = "/ac/i.gz", .labels = "/ac/l.gz"}},
        Conversion{"Voc",
                   "ssd",
                   kVoc,
                   {.location = "/ac/pictures", .labels = "/ac/xml", .labelsFormat = Format::VocFromZero, .files = "/ac/val.txt"}},
        Conversion{"VocWithoutBackground",
                   "ssd",
                   "converter: voc07, imageset_file: val.txt, annotations_dir: xml, has_background: no",
                   {.location = "/ac/pictures",
                    .labels = "/ac/xml",
                    .labelsFormat = Format::VocFromZero,
                    .files = "/ac/val.txt",
                    .labelOffset = -1}},
        Conversion{"Coco",
                   "ssd",
                   "converter: mscoco_detection, annotation_file: i.json, has_background: True",
                   {.location = "/ac/pictures",
                    .labels = "/ac/i.json",
                    .labelsFormat = Format::CocoOrder,
                    .files = "/ac/i.json",
                    .labelOffset = 1}},
        Conversion{
            "CocoWithItsOwnNumbers",
            "ssd",
            "converter: mscoco_detection, annotation_file: i.json, has_background: True, use_full_label_map: True, sort_annotations: True",
            {.location = "/ac/pictures", .labels = "/ac/i.json", .labelsFormat = Format::Coco, .files = "/ac/i.json"}},
        Conversion{
            "Wider",
            "ssd",
            "converter: wider, annotation_file: w.txt, label_start: 0",
            {.location = "/ac/pictures", .labels = "/ac/w.txt", .labelsFormat = Format::Wider, .files = "/ac/w.txt", .labelOffset = -1}},
        Conversion{
            "Cvat",
            "ssd",
            "converter: cvat_object_detection, annotation_file: a.xml, has_background: False",
            {.location = "/ac/pictures", .labels = "/ac/a.xml", .labelsFormat = Format::Cvat, .files = "/ac/a.xml", .labelOffset = -1}},
        Conversion{"Camvid",
                   "segmentation",
                   kMasks,
                   {.location = "/ac/pictures", .labels = "/ac/val.txt", .labelsFormat = Format::Masks, .files = "/ac/val.txt"}},
        Conversion{"Segmentation",
                   "segmentation",
                   "converter: common_semantic_segmentation, images_dir: i, masks_dir: m, image_postfix: .jpg",
                   {.location = "/ac/i/*.jpg", .labels = "/ac/m", .labelsFormat = Format::Masks}},
        Conversion{"Regression",
                   "regression",
                   "converter: feature_regression, input_dir: i, reference_dir: r, input_suffix: .npy",
                   {.location = "/ac/i/*.npy", .labels = "/ac/r", .labelsFormat = Format::Values}}),
    [](const auto& test) { return test.param.name; });

struct Preparation {
    std::string name, reader, preprocessing;
    Steps steps;
};

class AccuracyCheckerPreprocessing : public testing::TestWithParam<Preparation> {};

TEST_P(AccuracyCheckerPreprocessing, BecomesSteps) {
    const Project project = imported(description(
        "classification", kImagenet, "    reader: " + GetParam().reader + "\n    preprocessing: " + GetParam().preprocessing + "\n"));
    EXPECT_EQ(project.data.preprocess.steps, GetParam().steps);
}

// What opencv_imread gives is BGR, as our image files are.
INSTANTIATE_TEST_SUITE_P(
    All, AccuracyCheckerPreprocessing,
    testing::Values(
        Preparation{"ClassicImagenet",
                    "opencv_imread",
                    "[{type: resize, size: 256, aspect_ratio_scale: greater}, {type: crop, size: 224}, {type: bgr_to_rgb}, "
                    "{type: normalization, mean: '123.675,116.28,103.53', std: [58.395, 57.12, 57.375]}]",
                    {Resize{.size = PictureSize{256, 256}, .aspect = Aspect::ShorterSide}, Crop{.size = PictureSize{224, 224}},
                     Channels{ChannelOrder::Rgb}, Normalize{{123.675, 116.28, 103.53}, {58.395, 57.12, 57.375}}}},
        Preparation{"PillowIsRgb",
                    "{type: pillow_imread}",
                    "[{type: rgb_to_bgr}, {type: normalization, std: 255}]",
                    {Channels{ChannelOrder::Bgr}, Normalize{{}, {255}}}},
        Preparation{"BothWordsSwap", "opencv_imread", "[{type: rgb_to_bgr}]", {Channels{ChannelOrder::Rgb}}},
        Preparation{"WidthAndHeight",
                    "opencv_imread",
                    "[{type: resize, dst_width: 300, dst_height: 200, interpolation: cubic}]",
                    {Resize{.size = PictureSize{200, 300}, .interpolation = Interpolation::Cubic}}},
        Preparation{"AutoResize", "opencv_imread", "[{type: auto_resize}]", {Resize{}}},
        // A resized picture is float in Accuracy Checker: a second resize does not round in between.
        Preparation{"ResizedTwice",
                    "opencv_imread",
                    "[{type: resize, size: 64}, {type: resize, size: 32, interpolation: AREA}]",
                    {Resize{.size = PictureSize{64, 64}}, ConvertType{ElementType::F32},
                     Resize{.size = PictureSize{32, 32}, .interpolation = Interpolation::Area}}},
        Preparation{"GreyThenResize",
                    "opencv_imread",
                    "[{type: bgr_to_gray}, {type: resize, size: 28}]",
                    {Channels{ChannelOrder::Gray}, ConvertType{ElementType::F32}, Resize{.size = PictureSize{28, 28}}}},
        Preparation{"ReadGrey",
                    "{type: opencv_imread, reading_flag: gray}",
                    "[{type: resize, size: 28}]",
                    {Channels{ChannelOrder::Gray}, Resize{.size = PictureSize{28, 28}}}},
        Preparation{"CentralFraction", "opencv_imread", "[{type: crop, central_fraction: 0.875}]", {Crop{.fraction = 0.875}}},
        Preparation{"Corner",
                    "opencv_imread",
                    "[{type: corner_crop, size: 10, corner_type: bottom_right}]",
                    {Crop{.size = PictureSize{10, 10}, .anchor = Anchor::BottomRight}}},
        Preparation{
            "PadToSize",
            "opencv_imread",
            "[{type: padding, size: 100, stride: 32, pad_type: right_bottom, pad_value: '104,117,124'}]",
            {Pad{.size = PictureSize{100, 100}, .multiple = 32, .anchor = Anchor::TopLeft, .value = {104, 117, 124}, .grows = true}}},
        Preparation{"PadToStride", "opencv_imread", "[{type: padding, stride: 32}]", {Pad{.multiple = 32}}},
        Preparation{"PadToTheBoxOfTheResize",
                    "opencv_imread",
                    "[{type: resize, dst_height: 48, dst_width: 192, aspect_ratio_scale: ppocr_cls_ratio}, {type: padding, "
                    "pad_type: right_bottom}]",
                    {Resize{.size = PictureSize{48, 192}, .aspect = Aspect::Height},
                     Pad{.size = PictureSize{48, 192}, .anchor = Anchor::TopLeft, .grows = true}}},
        Preparation{"BorderOfPixels",
                    "opencv_imread",
                    "[{type: padding, dst_width: 8, dst_height: 4, use_numpy: True, numpy_pad_mode: edge, pad_value: 3}]",
                    {Pad{.size = PictureSize{4, 8}, .border = Border::Edge, .grows = true}}},
        Preparation{"BorderOfAMirror",
                    "opencv_imread",
                    "[{type: padding, stride: 8, use_numpy: True, numpy_pad_mode: symmetric, pad_type: right_bottom}]",
                    {Pad{.multiple = 8, .anchor = Anchor::TopLeft, .border = Border::Mirror}}},
        Preparation{"ModeOfNumPyWithoutNumPy",
                    "opencv_imread",
                    "[{type: padding, size: 8, numpy_pad_mode: edge, left_top_extend: True}]",
                    {Pad{.size = PictureSize{8, 8}, .anchor = Anchor::CentreEnd, .grows = true}}},
        // Pillow's result has whole numbers, so that no conversion to float stands between.
        Preparation{"PillowsResizeAndCrop",
                    "pillow_imread",
                    "[{type: resize, size: 256, aspect_ratio_scale: greater, use_pillow: True, interpolation: BICUBIC}, {type: "
                    "crop, size: 224, use_pillow: True}, {type: resize, size: 9, resize_realization: pillow}]",
                    {Channels{ChannelOrder::Rgb},
                     Resize{.size = PictureSize{256, 256}, .interpolation = Interpolation::PillowBicubic, .aspect = Aspect::ShorterSide},
                     Crop{.size = PictureSize{224, 224}, .anchor = Anchor::CentreEven},
                     Resize{.size = PictureSize{9, 9}, .interpolation = Interpolation::PillowBilinear}}},
        Preparation{"WindowAndBorder",
                    "opencv_imread",
                    "[{type: resize, dst_height: 600, dst_width: 1024, aspect_ratio_scale: fit_to_window}, {type: padding, "
                    "dst_height: 600, dst_width: 1024, pad_type: right_bottom}]",
                    {Resize{.size = PictureSize{600, 1024}, .aspect = Aspect::AcFit},
                     Pad{.size = PictureSize{600, 1024}, .anchor = Anchor::TopLeft, .grows = true}}},
        Preparation{"GreaterOfARectangle",
                    "opencv_imread",
                    "[{type: resize, dst_height: 4, dst_width: 6, aspect_ratio_scale: greater}]",
                    {Resize{.size = PictureSize{4, 6}, .aspect = Aspect::AcGreater}}},
        Preparation{"Presets",
                    "opencv_imread",
                    "[{type: normalization, mean: imagenet, std: cifar10}]",
                    {Normalize{{104.00698793, 116.66876762, 122.67891434}, {125.307, 122.961, 113.8575}}}}),
    [](const auto& test) { return test.param.name; });

// Accuracy Checker writes CIFAR as pictures and reads them as BGR; our reader gives RGB.
TEST(AccuracyChecker, CifarIsBgrAsItsPicturesWouldBe) {
    const Project project = imported(description("classification", "converter: cifar, data_batch_file: a.bin"));
    EXPECT_EQ(project.data.preprocess.steps, (Steps{Channels{ChannelOrder::Bgr}}));
    const Project rgb =
        imported(description("classification", "converter: cifar, data_batch_file: a.bin", "    preprocessing: [{type: bgr_to_rgb}]\n"));
    EXPECT_EQ(rgb.data.preprocess.steps, (Steps{Channels{ChannelOrder::Rgb}}));
}

struct Measure {
    std::string name, description;
    std::vector<MetricSpec> metrics;
};

class AccuracyCheckerMetrics : public testing::TestWithParam<Measure> {};

TEST_P(AccuracyCheckerMetrics, BecomeOurs) {
    const Project project = imported(GetParam().description);
    EXPECT_EQ(project.metrics, GetParam().metrics);
    for (const MetricSpec& spec : project.metrics) EXPECT_TRUE(metrics::parseSpec(metrics::toText(spec))) << metrics::toText(spec);
}

const std::string kScaled = "    postprocessing: [{type: resize_prediction_boxes}]\n";
const Texts kMap{{"rules", "accuracy_checker"}};  // all else is the default of both

Texts with(Texts parameters, const Texts& more) {
    for (const auto& [key, value] : more) parameters[key] = value;
    return parameters;
}

INSTANTIATE_TEST_SUITE_P(
    All, AccuracyCheckerMetrics,
    testing::Values(
        Measure{
            "TopK",
            description("classification", kImagenet,
                        "    metrics: [{name: a, type: accuracy, top_k: 5, reference: 0.9, presenter: print_scalar}, {type: accuracy}]\n"),
            {{"accuracy", {{"top_k", "5"}}, {}}, {"accuracy", {}, {}}}},
        Measure{"PerClass",
                description("classification", "converter: mnist, images_file: i, labels_file: l",
                            "    metrics: [{type: accuracy_per_class, label_map: label_map}]\n"),
                {{"accuracy_per_class", {{"classes", "10"}}, {}}}},
        Measure{"Map", description("ssd", kVoc, kScaled + "    metrics: [{type: map}]\n"), {{"map", kMap, {}}}},
        Measure{
            "MapWithEverything",
            description("ssd", kVoc,
                        "    postprocessing: [{type: resize_prediction_boxes}, {type: nms, overlap: 0.45}, {type: filter, apply_to: "
                        "prediction, min_confidence: 0.01, remove_filtered: True}, "
                        "{type: cast_to_int}, {type: clip_boxes, apply_to: prediction}]\n"
                        "    metrics: [{type: map, integral: 11point, overlap_threshold: 0.4, ignore_difficult: no, "
                        "include_boundaries: no, allow_multiple_matches_per_ignored: yes, distinct_conf: False}]\n"),
            {{"map",
              with(kMap, {{"steps", "scale/nms:0.45:all:pixels/filter:detections:score:0.01:inf:remove/round:all:nearest/clip:detections"},
                          {"integral", "11point"},
                          {"iou", "0.4"},
                          {"ignore_difficult", "no"},
                          {"include_boundaries", "no"},
                          {"many_per_difficult", "yes"}}),
              {}}}},
        // Labels of small faces are difficult ones; detections that are too small are taken for difficult, too.
        Measure{"FiltersOfLabels",
                description(
                    "ssd", kVoc,
                    "    postprocessing: [{type: resize_prediction_boxes}, {type: cast_to_int, round_policy: lower}, {type: clip_boxes, "
                    "size: 1024, apply_to: annotation}, {type: filter, apply_to: annotation, height_range: '64, 1024', is_empty: "
                    "True, min_visibility: visible}, {type: filter, apply_to: prediction, height_range: 60}]\n"
                    "    metrics: [{type: map, distinct_conf: True, use_filtered_tp: True}]\n"),
                {{"map",
                  with(kMap, {{"steps",
                               "scale/round:all:down/clip:truth:1024x1024/filter:truth:height:64:1024:mark/filter:truth:empty:0:inf:mark/"
                               "filter:detections:height:60:inf:mark"},
                              {"distinct_scores", "yes"},
                              {"filtered_find", "yes"}}),
                  {}}}},
        Measure{"BackFromTheWindow",
                description("ssd", kVoc,
                            "    preprocessing: [{type: resize, aspect_ratio_scale: fit_to_window, dst_height: 600, dst_width: 1024}, "
                            "{type: padding, dst_height: 600, dst_width: 1024, pad_type: right_bottom}]\n"
                            "    postprocessing: [{type: faster_rcnn_postprocessing_resize, dst_height: 600, dst_width: 1024}, {type: "
                            "shift_labels, offset: 1}]\n    metrics: [{type: map}]\n"),
                {{"map", with(kMap, {{"steps", "unfit:relative:600x1024:ac-fit:600x1024/shift:1"}}), {}}}},
        // Labels are those of COCO's file: what is done to labels is left out.
        Measure{
            "CocoAsPycocotools",
            description("ssd", "converter: mscoco_detection, annotation_file: i.json",
                        "    postprocessing: [{type: resize_prediction_boxes}, {type: clip_boxes, apply_to: annotation}, {type: "
                        "cast_to_int}]\n    metrics: [{type: coco_orig_precision}, {type: coco_orig_precision, include_boundaries: False, "
                        "threshold: 0.5}]\n"),
            {{"coco_precision", {{"corners", "detection_pixels"}, {"steps", "scale/round:detections:nearest"}}, {}},
             {"coco_precision", {{"iou", "0.5"}, {"steps", "scale/round:detections:nearest"}}, {}}}},
        Measure{"Coco",
                description("ssd", kVoc,
                            kScaled + "    metrics: [{type: coco_precision, max_detections: 100, threshold: .50:.05:.95}, {type: "
                                      "coco_precision, threshold: '0.5'}]\n"),
                {{"coco_precision", {{"rules", "accuracy_checker"}}, {}},
                 {"coco_precision", {{"iou", "0.5"}, {"max_detections", "20"}, {"rules", "accuracy_checker"}}, {}}}},
        Measure{"BoxesOfTheirOwn",
                description("{type: ssd_onnx, labels_out: l, scores_out: s, bboxes_out: b}", kVoc, "    metrics: [{type: map}]\n"),
                {{"map", with(kMap, {{"adapter", "boxes"}, {"coordinates", "pixels"}}), {}}}},
        Measure{"BoxesOfOneClass",
                description("{type: class_agnostic_detection, output_blob: boxes, scale: [0.00078125, 0.0013888888]}", kVoc,
                            "    postprocessing: [{type: resize_prediction_boxes}]\n    metrics: [{type: map}]\n"),
                {{"map", with(kMap, {{"adapter", "boxes"}, {"only_label", "1"}, {"box_factor", "0.00078125:0.0013888888"}}), {}}}},
        Measure{"YoloV2",
                description("{type: yolo_v2, anchors: tiny_yolo_v2, cells: 13, num: 5, coords: 4, classes: 20}", kVoc,
                            kScaled + "    metrics: [{type: map}]\n"),
                {{"map", with(kMap, {{"adapter", "yolo_v2"}, {"anchors", "1.08:1.19:3.42:4.41:6.63:11.38:9.42:5.11:16.62:10.52"}}), {}}}},
        // The masks are sorted: the largest anchors belong to the coarsest grid, whichever output that is.
        Measure{"YoloV3",
                description("{type: yolo_v3, anchors: tiny_yolo_v3, num: 6, classes: 80, anchor_masks: [[1, 2, 3], [3, 4, 5]], outputs: "
                            "[a, b], raw_output: True}",
                            kVoc,
                            "    preprocessing: [{type: resize, dst_width: 416, dst_height: 320}]\n" + kScaled +
                                "    metrics: [{type: map}]\n"),
                {{"map",
                  with(kMap, {{"adapter", "yolo_v3"},
                              {"classes", "80"},
                              {"anchors", "10:14:23:27:37:58:81:82:135:169:344:319"},
                              {"anchor_masks", "3:4:5:1:2:3"},
                              {"outputs", "coarse_first"},
                              {"raw", "yes"},
                              {"input_size", "416:320"}}),
                  {}}}},
        Measure{"Masks",
                description("segmentation", kMasks, "    metrics: [{type: mean_iou, ignore_label: 11}, {type: segmentation_accuracy}]\n"),
                {{"mean_iou", {{"classes", "12"}, {"ignore_label", "11"}, {"ignore", "both"}}, {}},
                 {"segmentation_accuracy", {{"classes", "12"}}, {}}}},
        Measure{"ResizedMasks",
                description("{type: segmentation, make_argmax: True}", kMasks,
                            "    postprocessing: [{type: resize_segmentation_mask, apply_to: prediction}]\n    metrics: [{type: mean_iou, "
                            "use_argmax: False}]\n"),
                {{"mean_iou", {{"classes", "12"}, {"resize", "prediction"}}, {}}}},
        Measure{"ResizedLabels",
                description("segmentation", kMasks,
                            "    postprocessing: [{type: resize_segmentation_mask, apply_to: annotation, dst_height: 10, dst_width: 20}]\n "
                            "   metrics: [{type: mean_iou}]\n"),
                {{"mean_iou", {{"classes", "12"}, {"resize", "label"}}, {}}}},
        Measure{"Errors",
                description(
                    "regression", "converter: feature_regression, input_dir: i, reference_dir: r, input_suffix: .npy",
                    "    reader: numpy_reader\n    metrics: [{type: mae}, {type: mse}, {type: rmse, max_error: True}, {type: cosine}]\n"),
                {{"mae", {}, {}}, {"mse", {}, {}}, {"mae", {}, {}}, {"cosine", {}, {}}}}),
    [](const auto& test) { return test.param.name; });

TEST(AccuracyChecker, InputsAreBoundByName) {
    const Project project = imported(
        "launchers: [{framework: dlsdk, adapter: classification, inputs: [{name: data, type: INPUT, layout: NHWC}, {name: info, type: "
        "IMAGE_INFO}, {name: scale, type: CONST_INPUT, value: [1, 0.5]}]}]\n"
        "datasets: [{name: d, data_source: p, annotation_conversion: {" +
        std::string(kImagenet) + "}, preprocessing: [{type: resize, dst_height: 10, dst_width: 20}]}]\n");
    ASSERT_EQ(project.data.sources.size(), 3u);
    EXPECT_EQ(project.data.sources[0].input, "data");
    EXPECT_EQ(project.data.sources[1], (Source{.input = "scale", .location = "const:1:0.5"}));
    EXPECT_EQ(project.data.sources[2], (Source{.input = "info", .location = "const:10:20:1"}));
    EXPECT_EQ(project.data.preprocess.steps.back(), PreprocessStep(Arrange{ChannelAxis::Last}));
}

TEST(AccuracyChecker, OutputsAreFedBack) {
    const Project project = imported(
        "launchers: [{framework: openvino, inputs: [{name: x, type: INPUT, shape: [1, 16]}, {name: h, type: LSTM_INPUT, value: hn}]}]\n"
        "datasets: [{name: d, data_source: p, reader: numpy_reader}]\n");
    ASSERT_EQ(project.data.sources.size(), 2u);
    EXPECT_EQ(project.data.sources[0], (Source{.input = "x", .location = "/ac/p", .shape = {1, 16}}));
    EXPECT_EQ(project.data.sources[1], (Source{.input = "h", .location = "state:hn"}));
}

// Spec 02, section 7.4: an entry without preprocessing has the shared one.
TEST(AccuracyChecker, OptimizationAndEvaluationAreCalibrationAndTest) {
    const std::string conversion = "annotation_conversion: {" + std::string(kImagenet) + "}";
    const Project project = imported(
        "launchers: [{framework: dlsdk, adapter: classification}]\n"
        "datasets:\n"
        "  optimization: {name: a, data_source: calib, " +
        conversion +
        ", preprocessing: [{type: resize, size: 10}]}\n"
        "  evaluation: {name: b, data_source: test, " +
        conversion +
        ", metrics: [{type: accuracy}]}\n"
        "  preprocessing: [{type: resize, size: 20}]\n");
    EXPECT_EQ(project.data.sources.at(0).location, "/ac/calib");
    EXPECT_EQ(project.data.preprocess.steps, (Steps{Resize{.size = PictureSize{10, 10}}}));
    EXPECT_EQ(project.testData.value().sources.at(0).location, "/ac/test");
    EXPECT_EQ(project.testData->preprocess.steps, (Steps{Resize{.size = PictureSize{20, 20}}}));
    EXPECT_EQ(project.metrics.size(), 1u);
}

TEST(AccuracyChecker, TheFirstSamplesAreASubset) {
    EXPECT_EQ(imported(description("classification", kImagenet, "    subsample_size: 50\n    shuffle: False\n")).data.first, 50);
}

TEST(AccuracyChecker, FoldersOfTheEnvironmentHoldRelativePaths) {
    const AccuracyCheckerFolders folders{.data = "/data", .models = "/models"};
    const Project project = imported(
        "launchers: [{framework: openvino, adapter: classification, model: a/m.xml, weights: /abs/m.bin}]\n"
        "datasets: [{name: d, data_source: p, annotation_conversion: {converter: imagenet, annotation_file: ../val.txt}}]\n",
        folders);
    EXPECT_EQ(project.data.sources.at(0), (Source{.location = "/data/p", .labels = "/val.txt", .files = "/val.txt"}));
    EXPECT_EQ(project.model, "/models/a/m.xml");
    EXPECT_EQ(project.weights, "/abs/m.bin");
}

TEST(AccuracyChecker, FoldersComeFromTheEnvironment) {
    for (const char* name : {"DEFINITIONS_FILE", "DATA_DIR", "MODELS_DIR"}) ASSERT_EQ(setenv(name, name, 1), 0);
    const AccuracyCheckerFolders folders = accuracyCheckerFoldersOfEnvironment();
    for (const char* name : {"DEFINITIONS_FILE", "DATA_DIR", "MODELS_DIR"}) unsetenv(name);
    EXPECT_EQ(folders.definitions, "DEFINITIONS_FILE");  // relative to the description
    EXPECT_EQ(folders.data, std::filesystem::current_path() / "DATA_DIR");
    EXPECT_EQ(folders.models, std::filesystem::current_path() / "MODELS_DIR");
    EXPECT_TRUE(accuracyCheckerFoldersOfEnvironment().data.empty());
}

TEST(AccuracyChecker, TheConfigurationsModelWins) {
    const auto project = readText(
        "model: {model: own.xml}\nengine: {launchers: [{framework: openvino, adapter: classification, model: m.xml}], datasets: [{name: d, "
        "data_source: p, annotation_conversion: {" +
            std::string(kImagenet) + "}}]}\n",
        kRoot, "c.yml");
    ASSERT_TRUE(project) << project.error().message();
    EXPECT_EQ(project->model, "/ac/own.xml");
}

class AccuracyCheckerFile : public testing::Test {
protected:
    Result<Project> read(const std::string& text, Project project = {}, const AccuracyCheckerFolders& folders = {}) {
        RF_TRY_VOID(importAccuracyChecker(project, m_folder.write("ac.yml", text), folders));
        return project;
    }
    test::TempDir m_folder;
};

const std::string kOneModel =
    "models:\n  - name: m\n    launchers: [{framework: caffe, adapter: lpr}, {framework: dlsdk, device: CPU, adapter: classification}, "
    "{framework: openvino, device: GPU, adapter: classification}]\n"
    "    datasets:\n      - name: imagenet\n        metrics: [{type: accuracy}]\n";

// The entry's own keys win; a definition of another name is not looked at.
TEST_F(AccuracyCheckerFile, DefinitionsFillDataSetsByName) {
    m_folder.write("definitions.yml",
                   "launchers: [{framework: dlsdk, device: CPU}]\n"
                   "datasets:\n"
                   "  - name: other\n    annotation_conversion: {converter: lfw}\n"
                   "  - name: imagenet\n    data_source: pictures\n    annotation_conversion: {converter: imagenet, annotation_file: "
                   "val.txt}\n    metrics: [{type: accuracy_per_class}]\n");
    const auto project = read("global_definitions: definitions.yml\n" + kOneModel);
    ASSERT_TRUE(project) << project.error().message();
    EXPECT_EQ(project->data.sources.at(0).location, (m_folder / "pictures").string());
    ASSERT_EQ(project->metrics.size(), 1u);
    EXPECT_EQ(project->metrics[0].type, "accuracy");
    const auto other = read(kOneModel, {}, {.definitions = "definitions.yml", .data = "/data"});
    ASSERT_TRUE(other) << other.error().message();
    EXPECT_EQ(other->data.sources.at(0).location, "/data/pictures");
}

TEST_F(AccuracyCheckerFile, OfSeveralModelsTheOneOfTheProjectsName) {
    const std::string dataset =
        "launchers: [{framework: openvino, adapter: classification}], datasets: [{name: d, data_source: p, annotation_conversion: {" +
        std::string(kImagenet) + "}, metrics: [{type: accuracy, top_k: ";
    const std::string text = "models:\n  - {name: a, " + dataset + "1}]}]}\n  - {name: b, " + dataset + "5}]}]}\n";
    Project named;
    named.modelName = "b";
    const auto project = read(text, named);
    ASSERT_TRUE(project) << project.error().message();
    EXPECT_EQ(project->metrics.at(0).parameters.at("top_k"), "5");
    const auto unnamed = read(text);
    ASSERT_FALSE(unnamed);
    EXPECT_THAT(unnamed.error().message(),
                testing::EndsWith("ac.yml: 'models' has 2 models for OpenVINO; say which one by its name, as model_name of the "
                                  "configuration or as --name: a, b"));
}

TEST_F(AccuracyCheckerFile, LabelsOfCvatAreNumbersByNames) {
    m_folder.write("labels.json", R"({"labels": {"bike": 3, "person": 1, "vehicle": 2}})");
    m_folder.write("wrong.json", R"({"labels": ["person"]})");
    const auto text = [](const std::string& file) {
        return description("ssd", "converter: cvat_object_detection, annotation_file: a.xml, labels_file: " + file);
    };
    const auto project = read(text("labels.json"));
    ASSERT_TRUE(project) << project.error().message();
    EXPECT_EQ(project->data.sources.at(0).classes, (std::vector<std::string>{"person", "vehicle", "bike"}));
    EXPECT_EQ(project->data.sources.at(0).labelOffset, 0);
    const auto wrong = read(text("wrong.json"));
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message(), testing::HasSubstr("wrong.json must have labels, consecutive whole numbers by names"));
}

TEST_F(AccuracyCheckerFile, LabelMapsNumberTheClasses) {
    m_folder.write("meta.json", R"({"label_map": {"0": "background", "1": "cat", "2": "dog"}})");
    m_folder.write("labels.json", R"({"labels": ["cat", "dog"]})");
    const auto text = [](const std::string& meta) { return description("ssd", std::string(kVoc) + ", dataset_meta_file: " + meta); };
    const auto mapped = read(text("meta.json")), listed = read(text("labels.json"));
    ASSERT_TRUE(mapped) << mapped.error().message();
    ASSERT_TRUE(listed) << listed.error().message();
    EXPECT_EQ(mapped->data.sources.at(0).classes, (std::vector<std::string>{"background", "cat", "dog"}));
    EXPECT_EQ(mapped->data.sources.at(0).labelOffset, -1);  // cat, the second class and ours number 2, is 1
    EXPECT_EQ(listed->data.sources.at(0).classes, (std::vector<std::string>{"cat", "dog"}));
    EXPECT_EQ(listed->data.sources.at(0).labelOffset, 0);
}

TEST(AccuracyChecker, WhatIsWrittenIsOurOwn) {
    const Project project = imported(description("ssd", kVoc, kScaled + "    metrics: [{type: map}]\n"));
    const std::string written = write(project);
    EXPECT_EQ(written.find("engine"), std::string::npos);
    const auto again = readText(written, "/elsewhere", "w.json");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(*again, project);
}

}  // namespace
}  // namespace rf::config
