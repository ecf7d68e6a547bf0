// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"
#include "tests/support/temp_dir.h"

// Descriptions as people write them: what stands there twice, what is left out, and what only measuring needs.
namespace rf::config {
namespace {

class WildDescription : public testing::Test {
protected:
    Project read(const std::string& text) {
        Project project;
        const auto imported = importAccuracyChecker(project, m_folder.write("ac.yml", text));
        EXPECT_TRUE(imported) << (imported ? "" : imported.error().message());
        return project;
    }
    std::string pictures() const { return (m_folder / "pictures").string(); }
    test::TempDir m_folder;
};

std::string model(const std::string& name, const std::string& framework, int topK) {
    return "  - name: " + name + "\n    launchers: [{framework: " + framework +
           ", adapter: classification}]\n"
           "    datasets:\n      - {name: d, data_source: pictures, annotation_conversion: {converter: imagenet, annotation_file: v}, "
           "metrics: [{type: accuracy, top_k: " +
           std::to_string(topK) + "}]}\n";
}

// With the launcher of the framework it comes from, and with OpenVINO's.
TEST_F(WildDescription, AModelThatIsListedTwiceIsOpenVinosEntry) {
    for (const char* name : {"m", "other"}) {
        const Project project = read("models:\n" + model(name, "onnx_runtime", 1) + model("m", "openvino", 5));
        ASSERT_EQ(project.metrics.size(), 1u);
        EXPECT_EQ(project.metrics[0].parameters.at("top_k"), "5");
    }
}

TEST_F(WildDescription, OfEntriesOfOneNameTheFirstThatFits) {
    const Project project = read("models:\n" + model("m", "openvino", 3) + model("m", "openvino", 5));
    EXPECT_EQ(project.metrics.at(0).parameters.at("top_k"), "3");
}

TEST_F(WildDescription, OfSeveralLaunchersTheFirstForOpenVino) {
    const Project project = read(
        "launchers:\n  - {framework: caffe, model: c.xml, adapter: lpr}\n  - {framework: dlsdk, tags: [FP32], model: f32.xml, adapter: "
        "classification}\n  - {framework: dlsdk, tags: [FP16], model: f16.xml, adapter: ssd}\n"
        "datasets: [{name: d, data_source: pictures}]\n");
    EXPECT_EQ(project.model, m_folder / "f32.xml");
    EXPECT_TRUE(unmeasured(project).empty());
}

TEST_F(WildDescription, TuplesOfPythonAreLists) {
    const Project project = read(
        "launchers: [{framework: openvino, adapter: classification}]\n"
        "datasets:\n  - name: d\n    data_source: pictures\n    preprocessing:\n      - type: normalization\n        mean: (0.485, 0.456, "
        "0.406)\n        std: '(0.229,0.224,0.225,)'\n");
    const std::vector<data::PreprocessStep> expected{data::Normalize{{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}}};
    EXPECT_EQ(project.data.preprocess.steps, expected);
}

TEST_F(WildDescription, ConstantsMayBeListsOfLists) {
    const Project project = read(
        "launchers: [{framework: openvino, adapter: ssd, inputs: [{name: info, type: CONST_INPUT, value: [[600, 1024, 1]]}]}]\n"
        "datasets: [{name: d, data_source: pictures}]\n");
    ASSERT_EQ(project.data.sources.size(), 2u);
    EXPECT_EQ(project.data.sources[1].location, "const:600:1024:1");
}

TEST_F(WildDescription, WithoutAnnotationsThePicturesAreThere) {
    const Project project = read("launchers: [{framework: openvino}]\ndatasets: [{name: d, data_source: pictures}]\n");
    ASSERT_EQ(project.data.sources.size(), 1u);
    EXPECT_EQ(project.data.sources[0].location, pictures());
    EXPECT_TRUE(unmeasured(project).empty());
}

TEST_F(WildDescription, CalibrationDataNeedNoAnnotationsWhereTestDataHaveThem) {
    const Project project = read(
        "launchers: [{framework: openvino, adapter: classification}]\ndatasets:\n  optimization: {name: a, data_source: pictures}\n"
        "  evaluation: {name: b, data_source: test, annotation_conversion: {converter: imagenet, annotation_file: v}, metrics: [{type: "
        "accuracy}]}\n");
    EXPECT_EQ(project.data.sources.at(0), (data::Source{.location = pictures()}));
    EXPECT_EQ(project.testData.value().sources.at(0).labels, (m_folder / "v").string());
    EXPECT_TRUE(unmeasured(project).empty());
    EXPECT_EQ(project.metrics.size(), 1u);
}

// The labels are not understood, the pictures are.
TEST_F(WildDescription, WhatOnlyMeasuringNeedsDoesNotStopCalibration) {
    const Project project = read(
        "launchers: [{framework: openvino, adapter: {type: made_up}}]\n"
        "datasets: [{name: d, data_source: pictures, annotation_conversion: {converter: made_up, a: b}, preprocessing: [{type: resize, "
        "size: 8}], postprocessing: [{type: made_up}], metrics: [{type: made_up}]}]\n");
    EXPECT_EQ(project.data.sources.at(0).location, pictures());
    EXPECT_EQ(project.data.preprocess.steps.size(), 1u);
    EXPECT_TRUE(project.metrics.empty());
    EXPECT_EQ(unmeasured(project).size(), 4u);
    ASSERT_FALSE(checkMeasurable(project));
    for (const char* place : {"adapter.type", "annotation_conversion.converter", "postprocessing[0].type", "metrics[0].type"})
        EXPECT_THAT(checkMeasurable(project).error().message(), testing::HasSubstr(place));
}

// A search is led by metrics: it may not be led by others than those that were asked for.
TEST_F(WildDescription, ASearchNeedsAllMetrics) {
    Project project = read(
        "launchers: [{framework: openvino, adapter: classification}]\n"
        "datasets: [{name: d, data_source: pictures, annotation_conversion: {converter: imagenet, annotation_file: v}, metrics: [{type: "
        "accuracy}, {type: made_up}]}]\n");
    EXPECT_EQ(project.metrics.size(), 1u);
    EXPECT_TRUE(checkRunnable(project));
    project.accuracyControl.emplace();
    EXPECT_FALSE(checkRunnable(project));
    project.metrics = {{"agreement", {}, {}}};  // chosen by the user since
    EXPECT_TRUE(checkRunnable(project));
}

}  // namespace
}  // namespace rf::config
