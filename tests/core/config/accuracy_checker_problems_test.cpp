// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <regex>

#include "core/config/config.h"
#include "tests/support/temp_dir.h"

// Accuracy Checker descriptions that can't be run as they are, and what is said about each.
namespace rf::config {
namespace {

/// One data set; the lines win over what it has by itself.
std::string dataset(const std::string& lines, const std::string& adapter = "classification", const std::string& launcher = "") {
    std::string text = "launchers: [{framework: dlsdk, adapter: " + adapter + launcher + "}]\ndatasets:\n  - name: d\n";
    if (lines.find("data_source:") == std::string::npos) text += "    data_source: p\n";
    if (lines.find("annotation_conversion:") == std::string::npos && lines.find("annotation:") == std::string::npos)
        text += "    annotation_conversion: {converter: imagenet, annotation_file: val.txt}\n";
    return text + lines;
}

std::string boxes(const std::string& lines, const std::string& adapter = "ssd") {
    return dataset("    annotation_conversion: {converter: voc_detection, imageset_file: v.txt, annotations_dir: xml}\n" + lines, adapter);
}

/// What is said of the description: why it can't be imported, or why it can't be measured although it was.
std::string problemsOf(const std::string& text) {
    const test::TempDir folder;
    Project project;
    const auto path = folder.write("ac.yml", text);
    const auto imported = importAccuracyChecker(project, path);
    if (!imported) { EXPECT_EQ(project, Project{}) << "a description with problems changes nothing"; }
    const auto result = imported ? checkMeasurable(project) : imported;
    EXPECT_FALSE(result) << text;
    std::string message = result ? "" : result.error().message();
    for (const std::string& name : {path.string() + ": ", folder.path().string() + "/"})
        for (auto at = message.find(name); at != std::string::npos; at = message.find(name)) message.erase(at, name.size());
    if (imported) message.erase(0, message.find("  ") + 2);
    // The words that are known grow with every version.
    message = std::regex_replace(message, std::regex("(use one of|Possible are|must be one of): [a-zA-Z0-9_, ]+"), "$1 …");
    return (imported ? "unmeasured: " : "") + message;
}

struct BadDescription {
    std::string name, text, message;
};

class BadDescriptions : public testing::TestWithParam<BadDescription> {};

TEST_P(BadDescriptions, GetTheirSentence) { EXPECT_EQ(problemsOf(GetParam().text), GetParam().message); }

#define RF_AC_KEY "is a key of Accuracy Checker that is not supported; leave it out"

INSTANTIATE_TEST_SUITE_P(
    All, BadDescriptions,
    testing::Values(
        BadDescription{"Converter", dataset("    annotation_conversion: {converter: lfw}\n"),
                       "unmeasured: 'datasets[0].annotation_conversion.converter' is \"lfw\", which is not supported; use one of …"},
        BadDescription{"ConverterMisspelt", dataset("    annotation_conversion: {converter: imagnet, annotation_file: v}\n"),
                       "unmeasured: 'datasets[0].annotation_conversion.converter': unknown value \"imagnet\"; did you mean 'imagenet'? "
                       "Possible are …"},
        BadDescription{"NoConverter", dataset("    annotation_conversion: {annotation_file: v}\n"),
                       "'datasets[0].annotation_conversion.converter' is missing; it must be one of …"},
        BadDescription{
            "KeyOfConverter", dataset("    annotation_conversion: {converter: imagenet, annotation_files: v}\n"),
            "2 things are wrong\n  'datasets[0].annotation_conversion.annotation_file' is missing; it must be a text in quotes\n  "
            "'datasets[0].annotation_conversion.annotation_files' is not a known key; did you mean 'annotation_file'?"},
        BadDescription{"Pickle", dataset("    annotation: imagenet.pickle\n    metrics: [{type: accuracy}]\n"),
                       "unmeasured: 'datasets[0].annotation': prepared annotations are Python's pickles, which are never opened, as they "
                       "can run programs; use annotation_conversion"},
        BadDescription{"PickledBatch", dataset("    annotation_conversion: {converter: cifar, data_batch_file: test_batch}\n"),
                       "'datasets[0].annotation_conversion.data_batch_file': test_batch is no binary of CIFAR-10 (.bin); Python's pickles "
                       "are never opened, as they can run programs"},
        BadDescription{"NoAnnotations",
                       "launchers: [{framework: dlsdk, adapter: classification}]\ndatasets: [{name: d, data_source: p, metrics: [{type: "
                       "accuracy}]}]\n",
                       "unmeasured: 'datasets[0]' has no annotation_conversion; give it, or name the file of definitions that has it "
                       "(global_definitions, DEFINITIONS_FILE)"},
        BadDescription{"NoDataSource",
                       "launchers: [{framework: dlsdk, adapter: classification}]\ndatasets: [{name: d, annotation_conversion: {converter: "
                       "imagenet, annotation_file: v}}]\n",
                       "'datasets[0].data_source' is missing; it must be the folder of the pictures"},
        BadDescription{"Reader", dataset("    reader: opencv_capture\n"),
                       "'datasets[0].reader' is \"opencv_capture\", which is not supported; use one of …"},
        BadDescription{"Step", dataset("    preprocessing: [{type: resize, size: 10}, {type: clip_audio}]\n"),
                       "'datasets[0].preprocessing[1].type' is \"clip_audio\", which is not supported; use one of …"},
        BadDescription{"TensorFlow", dataset("    preprocessing: [{type: resize, size: 10, use_tensorflow: True}]\n"),
                       "'datasets[0].preprocessing[0].use_tensorflow' is true, which is not supported; it must be false or left out"},
        BadDescription{"Proportions", dataset("    preprocessing: [{type: resize, size: 10, aspect_ratio_scale: ppcrnn_ratio}]\n"),
                       "'datasets[0].preprocessing[0].aspect_ratio_scale' is \"ppcrnn_ratio\", which is not supported; use one of …"},
        BadDescription{"OpenCvHasNoBox", dataset("    preprocessing: [{type: resize, size: 10, interpolation: BOX}]\n"),
                       "'datasets[0].preprocessing[0].interpolation' is BOX, which OpenCV does not know"},
        BadDescription{"PillowHasNoArea", dataset("    preprocessing: [{type: resize, size: 10, use_pillow: True, interpolation: AREA}]\n"),
                       "'datasets[0].preprocessing[0].interpolation' is AREA, which Pillow does not know"},
        BadDescription{"BorderOfMeans", dataset("    preprocessing: [{type: padding, size: 10, numpy_pad_mode: mean}]\n"),
                       "'datasets[0].preprocessing[0].numpy_pad_mode' is \"mean\", which is not supported; use one of …"},
        BadDescription{"HalfASize", dataset("    preprocessing: [{type: resize, dst_width: 10}]\n"),
                       "'datasets[0].preprocessing[0]' must have size, or both dst_height and dst_width"},
        BadDescription{"Size", dataset("    preprocessing: [{type: resize, size: 0}]\n"),
                       "'datasets[0].preprocessing[0].size' is 0; it must be a whole number from 1 up"},
        BadDescription{"Interpolation", dataset("    preprocessing: [{type: resize, size: 8, interpolation: LANCZOS4}]\n"),
                       "'datasets[0].preprocessing[0].interpolation': unknown value \"LANCZOS4\"; did you mean 'LANCZOS'? Possible are …"},
        BadDescription{"RefusedKey", dataset("    preprocessing: [{type: resize, size: 8, factor: 32}]\n"),
                       "'datasets[0].preprocessing[0].factor' " RF_AC_KEY},
        BadDescription{"GreyOfOtherOrder", dataset("    preprocessing: [{type: rgb_to_gray}]\n"),
                       "'datasets[0].preprocessing[0].type' is rgb_to_gray, but at this step the channels are in the other order"},
        BadDescription{"ColourOfGrey", dataset("    preprocessing: [{type: bgr_to_gray}, {type: bgr_to_rgb}]\n"),
                       "'datasets[0].preprocessing[1]' needs pictures with three channels, which there are none of at this step"},
        BadDescription{"Zero", dataset("    preprocessing: [{type: normalization, std: '1,0,1'}]\n"),
                       "'datasets[0].preprocessing[0].std' has a zero, which nothing can be divided by"},
        BadDescription{
            "Mean", dataset("    preprocessing: [{type: normalization, mean: imagnet}]\n"),
            "'datasets[0].preprocessing[0].mean' is \"imagnet\"; it must be a number, or a list in brackets, or a text in quotes"},
        BadDescription{"Adapter", dataset("", "{type: mask_rcnn}"),
                       "unmeasured: 'launchers[0].adapter.type' is \"mask_rcnn\", which is not supported; use one of …"},
        BadDescription{"AdapterOfOtherKind", dataset("    metrics: [{type: map}]\n"),
                       "unmeasured: 'datasets[0].metrics[0]' does not go with the adapter classification"},
        BadDescription{"LabelsOfOtherKind", dataset("    metrics: [{type: map}]\n", "ssd"),
                       "unmeasured: 'datasets[0].metrics[0]' does not go with what the converter of annotations gives"},
        BadDescription{"NoAdapter",
                       "launchers: [{framework: dlsdk}]\ndatasets: [{name: d, data_source: p, annotation_conversion: {converter: imagenet, "
                       "annotation_file: v}, metrics: [{type: accuracy}]}]\n",
                       "unmeasured: 'datasets[0].metrics[0]' needs an adapter in the launcher"},
        BadDescription{"RawYoloV2", boxes("", "{type: yolo_v2, raw_output: True}"),
                       "unmeasured: 'launchers[0].adapter.raw_output' is true, which is not supported; it must be false or left out"},
        BadDescription{"YoloV3WithoutSize",
                       boxes("    postprocessing: [{type: resize_prediction_boxes}]\n    metrics: [{type: map}]\n",
                             "{type: yolo_v3, outputs: [a, b, c]}"),
                       "unmeasured: 'datasets[0].metrics[0]' needs a resize or crop with a size in preprocessing, as the adapter yolo_v3 "
                       "counts in pixels of the input"},
        BadDescription{
            "MasksOfAnchors", boxes("", "{type: yolo_v3, outputs: [a, b], anchor_masks: [[0, 1, 2]]}"),
            "unmeasured: 'launchers[0].adapter.anchor_masks' must have a list of anchors for each of the 2 outputs, all of one length"},
        BadDescription{"Metric", dataset("    metrics: [{type: clip_accuracy}]\n"),
                       "unmeasured: 'datasets[0].metrics[0].type' is \"clip_accuracy\", which is not supported; use one of …"},
        BadDescription{"RelativeBoxes", boxes("    metrics: [{type: map}]\n"),
                       "unmeasured: 'datasets[0].metrics[0]' needs resize_prediction_boxes in postprocessing, as the adapter ssd gives "
                       "boxes relative to the picture"},
        BadDescription{"Postprocessing", boxes("    postprocessing: [{type: soft_nms}]\n"),
                       "unmeasured: 'datasets[0].postprocessing[0].type' is \"soft_nms\", which is not supported; use one of …"},
        BadDescription{"FilterByLabels",
                       boxes("    postprocessing: [{type: filter, apply_to: prediction, min_confidence: 0.1, labels: [1]}]\n"),
                       "unmeasured: 'datasets[0].postprocessing[0].labels' " RF_AC_KEY},
        BadDescription{
            "BackFromNoWindow",
            boxes("    postprocessing: [{type: faster_rcnn_postprocessing_resize, size: 8}]\n    metrics: [{type: map}]\n"),
            "unmeasured: 'datasets[0].postprocessing[0]' is supported behind one resize in preprocessing, which a padding at the "
            "right and bottom may follow"},
        BadDescription{"ScoresOfMasks",
                       dataset("    annotation_conversion: {converter: camvid, annotation_file: v}\n    postprocessing: [{type: "
                               "resize_segmentation_mask, apply_to: prediction}]\n    metrics: [{type: mean_iou}]\n",
                               "segmentation"),
                       "unmeasured: 'datasets[0].postprocessing[0]' resizes the scores of the classes, which Accuracy Checker rounds to 8 "
                       "bits each by its own range; give the adapter make_argmax: true and 'datasets[0].metrics[0]' use_argmax: false"},
        BadDescription{"Subset", dataset("    subsample_size: 300\n"),
                       "'datasets[0].subsample_size' draws samples at random as NumPy does, which is not supported; set shuffle: false for "
                       "the first ones"},
        BadDescription{"Framework", "launchers: [{framework: caffe}]\ndatasets: [{name: d, data_source: p}]\n",
                       "'launchers' has no launcher of the framework dlsdk or openvino"},
        BadDescription{"TwoDataSets", "launchers: [{framework: dlsdk}]\ndatasets: [{name: a, data_source: p}, {name: b}]\n",
                       "unmeasured: 'datasets' has 2 data sets, of which the first one is used; keep one to measure on it"},
        BadDescription{"NoDataSets", "launchers: [{framework: dlsdk}]\ndatasets: []\n", "'datasets' is []; it must be a list in brackets"},
        BadDescription{"TwoInputs", dataset("", "classification", ", inputs: [{name: a, type: INPUT}, {name: b, type: INPUT}]"),
                       "'launchers[0].inputs[1]': only one input can get the samples of the data set; others must be CONST_INPUT, "
                       "IMAGE_INFO or LSTM_INPUT"},
        BadDescription{"InputType", dataset("", "classification", ", inputs: [{name: a, type: SCALE_FACTOR}]"),
                       "'launchers[0].inputs[0].type' is \"SCALE_FACTOR\", which is not supported; use one of …"},
        BadDescription{"Modules", "evaluations: [{name: a, module: b.py}]\n",
                       "'evaluations': evaluations by Python modules are not supported; describe launchers and datasets"},
        BadDescription{"NoModels", "models: []\n", "'models' is []; it must be a list in brackets"},
        BadDescription{"NothingThere", "name: a\n",
                       "2 things are wrong\n  'launchers' is missing; it must be a list in brackets\n  'datasets' is missing; it must be a "
                       "list in brackets"},
        BadDescription{"DefinitionsAbsent", "global_definitions: d.yml\n" + dataset(""),
                       "d.yml: can't be opened: No such file or directory"},
        BadDescription{"ListOnTop", "- a\n", "a configuration must be an object in braces, not [\"a\"]"},
        BadDescription{"AllAtOnce",
                       dataset("    reader: {type: pillow_imread, to_rgb: no}\n    preprocessing: [{type: crop}, {type: resize, sice: "
                               "8}]\n    metrics: [{type: accuracy, top_k: 0}]\n    subset: [a]\n",
                               "{type: ssd, custom_output_order: True}"),
                       "4 things are wrong\n"
                       "  'datasets[0].reader.to_rgb' is false, which is not supported; it must be true or left out\n"
                       "  'datasets[0].preprocessing[0]' must have either a size or central_fraction\n"
                       "  'datasets[0].preprocessing[1].sice' is not a known key; did you mean 'size'?\n"
                       "  'datasets[0].subset' " RF_AC_KEY},
        BadDescription{"AllAtOnceOfMeasuring",
                       dataset("    metrics: [{type: accuracy, top_k: 0}]\n", "{type: ssd, custom_output_order: True}"),
                       "unmeasured: 'launchers[0].adapter.custom_output_order' is true, which is not supported; it must be false or left "
                       "out\n  'datasets[0].metrics[0].top_k' is 0; it must be a whole number from 1 up"}),
    [](const auto& test) { return test.param.name; });

TEST(BadDescriptionOfAConfiguration, NamesTheFileItStandsIn) {
    const test::TempDir folder;
    const auto checker = folder.write("ac.yml", dataset("    reader: x\n"));
    const auto config = folder.write("c.json", R"({"engine": {"config": "ac.yml"}, "compression": {"target_device": "TPU"}})");
    const auto project = readFile(config);
    ASSERT_FALSE(project);
    EXPECT_THAT(project.error().message(), testing::StartsWith(config.string() + ": 2 things are wrong\n  " + checker.string() +
                                                               ": 'datasets[0].reader' is \"x\", which"));
    EXPECT_THAT(project.error().message(), testing::HasSubstr("\n  'compression.target_device': unknown value \"TPU\""));
}

TEST(BadDescriptionOfAConfiguration, InsideItHasThePathOfTheEngine) {
    const auto project = readText(
        R"({"engine": {"launchers": [{"framework": "dlsdk", "adapter": "ssd", "devise": "CPU"}], "datasets": [{"name": "d", "reader": "x"}], "evaluations": []}})",
        "/", "c.json");
    ASSERT_FALSE(project);
    EXPECT_THAT(project.error().message(), testing::HasSubstr("'engine.launchers[0].devise' is not a known key; did you mean 'device'?"));
    EXPECT_THAT(project.error().message(), testing::HasSubstr("'engine.datasets[0].reader' is \"x\""));
    EXPECT_THAT(project.error().message(), testing::HasSubstr("'engine.evaluations': evaluations by Python modules are not supported"));
}

TEST(BadDescriptionOfAConfiguration, DataMayNotBeDescribedTwice) {
    const auto project = readText(
        R"({"engine": {"launchers": [{"framework": "dlsdk", "adapter": "classification"}], "datasets": [{"name": "d", "data_source": "p", "annotation_conversion": {"converter": "imagenet", "annotation_file": "v"}}]},
                                      "data": {"sources": [{"location": "x"}]}, "metrics": ["accuracy@1"]})",
        "/", "c.json");
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().message(),
              "c.json: 2 things are wrong\n  'data' and the engine accuracy_checker say the same thing; leave one out\n"
              "  'metrics' and the engine accuracy_checker say the same thing; leave one out");
}

}  // namespace
}  // namespace rf::config
