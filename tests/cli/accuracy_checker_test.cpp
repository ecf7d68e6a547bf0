// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

// Accuracy Checker descriptions that are run.
namespace rf::test {
namespace {

nlohmann::json jsonOf(const std::filesystem::path& path) { return nlohmann::json::parse(readFile(path)); }

class OnResNet8 : public testing::Test {
protected:
    std::filesystem::path resnet() const { return sharedDir() / "data/resnet8_cifar10"; }
    std::string model(const std::string& ending) const { return (resnet() / ("mlperf_tiny_resnet8_cifar10." + ending)).string(); }

    /// Launchers and datasets as YAML and as JSON.
    std::string description() const {
        return fmt::format(R"("launchers": [{{"framework": "openvino", "device": "CPU", "adapter": "classification"}}],
            "datasets": [{{"name": "cifar10", "annotation_conversion": {{"converter": "cifar", "data_batch_file": "{}"}},
                          "preprocessing": [{{"type": "bgr_to_rgb"}}], "metrics": [{{"name": "top1", "type": "accuracy", "top_k": 1, "reference": 0.872}}]}}])",
                           (resnet() / "cifar10/test_1000.bin").string());
    }
    std::string config(const std::string& engine) const {
        return fmt::format(R"({{"model": {{"model_name": "resnet8", "model": "{}", "weights": "{}"}}, "engine": {{{}}},
            "compression": {{"target_device": "CPU", "algorithms": [{{"name": "DefaultQuantization", "params": {{"preset": "mixed", "stat_subset_size": 100}}}}]}}}})",
                           model("xml"), model("bin"), engine);
    }

    // 882 of the 1000 pictures, as stock OpenVINO has it; the int8 network loses no more than a point of it.
    void expectAccuracies() const {
        const auto scores = jsonOf(m_folder / "out/optimized/report.json")["scores"];
        ASSERT_EQ(scores.size(), 1u);
        EXPECT_EQ(scores[0]["metric"], "accuracy@1");
        EXPECT_EQ(scores[0]["float"], 0.882);
        EXPECT_EQ(scores[0]["samples"], 1000);
        const double quantized = jsonOf(m_folder / "out/accuracies.json")["accuracy@1"];
        EXPECT_GE(quantized, 0.87);
        EXPECT_LE(quantized, 0.892);
    }

    TempDir m_folder;
};

TEST_F(OnResNet8, PotQuantizesWithAFile) {
    RF_REQUIRE_SHARED();
    const auto file = m_folder.write("resnet8.yml", "models:\n  - {name: resnet8, " + description() + "}\n");
    const auto result = runCli({"pot", "-q", "default", "-m", model("xml"), "-w", model("bin"), "--ac-config", file.string(), "-e", "-d",
                                "--output-dir", (m_folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    expectAccuracies();
}

TEST_F(OnResNet8, PotsConfigurationNamesAFile) {
    RF_REQUIRE_SHARED();
    m_folder.write("ac.json", "{\"models\": [{\"name\": \"resnet8\", " + description() + "}]}");
    const auto file = m_folder.write("c.json", config(R"("type": "accuracy_checker", "config": "ac.json")"));
    const auto result = runCli({"pot", "-c", file.string(), "-e", "-d", "--output-dir", (m_folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    expectAccuracies();
}

TEST_F(OnResNet8, PotsConfigurationDescribesItself) {
    RF_REQUIRE_SHARED();
    const auto file = m_folder.write("c.json", config(R"("stat_requests_number": 2, "eval_requests_number": 0, )" + description()));
    const auto result = runCli({"pot", "-c", file.string(), "-e", "-d", "--output-dir", (m_folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    expectAccuracies();
    // What was run is written in our own sections, and says the same.
    const auto written = jsonOf(m_folder / "out/optimized/config.json");
    EXPECT_FALSE(written.contains("engine"));
    EXPECT_EQ(written["metrics"], nlohmann::json::array({"accuracy"}));
}

TEST_F(OnResNet8, WrongChannelsAreSeenInTheAccuracy) {
    RF_REQUIRE_SHARED();
    std::string text = description();
    const std::string swap = R"("preprocessing": [{"type": "bgr_to_rgb"}],)";
    text.erase(text.find(swap), swap.size());
    const auto file = m_folder.write("resnet8.yml", "models:\n  - {name: resnet8, " + text + "}\n");
    const auto result = runCli({"pot", "-q", "default", "-m", model("xml"), "-w", model("bin"), "--ac-config", file.string(), "-e", "-d",
                                "--output-dir", (m_folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_LT(jsonOf(m_folder / "out/optimized/report.json")["scores"][0]["float"], 0.86);
}

TEST(AccuracyCheckerOnTheDemo, MnistsFilesGiveWhatTheyGiveWithoutIt) {
    const TempDir folder;
    const auto file = folder.write(
        "glyphs.yml", fmt::format("models:\n"
                                  "  - name: glyphs\n"
                                  "    launchers: [{{framework: dlsdk, device: CPU, adapter: classification}}]\n"
                                  "    datasets:\n"
                                  "      - name: glyphs\n"
                                  "        annotation_conversion: {{converter: mnist, images_file: \"{}\", labels_file: \"{}\"}}\n"
                                  "        reader: pillow_imread\n"
                                  "        metrics: [{{type: accuracy}}, {{type: accuracy, top_k: 2}}]\n",
                                  demo("test-images.idx.gz"), demo("test-labels.idx.gz")));
    const auto quantized = runCli({"pot", "-q", "default", "-m", demo("glyphs.xml"), "-w", demo("glyphs.bin"), "--ac-config", file.string(),
                                   "-e", "-d", "--output-dir", (folder / "out").string()});
    ASSERT_EQ(quantized.exitCode, 0) << quantized.err;
    const auto scores = jsonOf(folder / "out/optimized/report.json")["scores"];
    const auto plain = runCli({"evaluate", "--model", demo("glyphs.xml"), "--data", demo("test-images.idx.gz"), "--metric", "accuracy@1",
                               "--metric", "accuracy@2", "--json"});
    ASSERT_EQ(plain.exitCode, 0) << plain.err;
    const auto expected = nlohmann::json::parse(plain.out);
    ASSERT_EQ(scores.size(), 2u);
    for (std::size_t i = 0; i < scores.size(); ++i)
        EXPECT_THAT(plain.out, testing::HasSubstr(scores[i]["float"].dump())) << expected.dump();
    EXPECT_EQ(jsonOf(folder / "out/accuracies.json").size(), 2u);
}

TEST(AccuracyCheckerOnFaceDetection, RunsWithBoxesOfPascalVoc) {
    RF_REQUIRE_SHARED();
    if (!RF_HAS_OPENVINO) GTEST_SKIP() << "the reference engine has no DetectionOutput";
    const TempDir folder;
    for (const char* name : {"images", "annotations"}) std::filesystem::create_directory(folder / name);
    for (const std::string name : {"00", "01", "02"}) {
        std::filesystem::copy_file(sharedDir() / "data/more/ocr/pages" / (name + ".png"), folder / ("images/" + name + ".png"));
        folder.write("annotations/" + name + ".xml", "<annotation><filename>" + name +
                                                         ".png</filename><size><width>100</width><height>100</height></size>"
                                                         "<object><name>face</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>1</"
                                                         "ymin><xmax>100</xmax><ymax>100</ymax></bndbox></object></annotation>");
    }
    folder.write("val.txt", "00\n01\n02\n");
    folder.write("meta.json", R"({"label_map": {"0": "background", "1": "face"}})");
    const auto file =
        folder.write("face.yml",
                     "models:\n"
                     "  - name: face-detection-retail-0004\n"
                     "    launchers:\n      - {framework: caffe, adapter: ssd}\n      - {framework: openvino, device: CPU, adapter: ssd}\n"
                     "    datasets:\n"
                     "      - name: faces\n"
                     "        data_source: images\n"
                     "        annotation_conversion: {converter: voc_detection, imageset_file: val.txt, annotations_dir: annotations, "
                     "images_dir: images, dataset_meta_file: meta.json}\n"
                     "        preprocessing: [{type: resize, size: 300}]\n"
                     "        postprocessing: [{type: resize_prediction_boxes}, {type: cast_to_int}]\n"
                     "        metrics: [{type: map, ignore_difficult: True, include_boundaries: False, allow_multiple_matches_per_ignored: "
                     "False, distinct_conf: False}, {type: coco_precision}]\n");
    const auto model = sharedDir() / "data/ir_omz/face-detection-retail-0004/FP32/face-detection-retail-0004";
    const auto result = runCli({"pot", "-q", "default", "-m", model.string() + ".xml", "-w", model.string() + ".bin", "--ac-config",
                                file.string(), "-e", "-d", "--output-dir", (folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto accuracies = jsonOf(folder / "out/accuracies.json");
    ASSERT_EQ(accuracies.size(), 2u) << accuracies.dump();
    for (const auto& [name, value] : accuracies.items()) {
        EXPECT_THAT(name, testing::HasSubstr("rules=accuracy_checker"));
        EXPECT_GE(value, 0);
        EXPECT_LE(value, 1);
    }
    EXPECT_EQ(jsonOf(folder / "out/optimized/report.json")["scores"][0]["samples"], 3);
}

/// A network that gives back pictures of 2 x 2 pixels: each channel is the score of a class.
std::string channelsAsScores() {
    const std::string shape = "<dim>1</dim><dim>3</dim><dim>2</dim><dim>2</dim>";
    const auto port = [&](int id) { return fmt::format("<port id=\"{}\" precision=\"FP32\">{}</port>", id, shape); };
    return "<?xml version=\"1.0\"?><net name=\"relu\" version=\"11\"><layers>"
           "<layer id=\"0\" name=\"data\" type=\"Parameter\" version=\"opset1\"><data shape=\"1,3,2,2\" element_type=\"f32\"/><output>" +
           port(0) +
           "</output></layer>"
           "<layer id=\"1\" name=\"scores\" type=\"ReLU\" version=\"opset1\"><input>" +
           port(0) + "</input><output>" + port(1) +
           "</output></layer>"
           "<layer id=\"2\" name=\"result\" type=\"Result\" version=\"opset1\"><input>" +
           port(0) +
           "</input></layer></layers>"
           "<edges><edge from-layer=\"0\" from-port=\"0\" to-layer=\"1\" to-port=\"0\"/><edge from-layer=\"1\" from-port=\"1\" "
           "to-layer=\"2\" to-port=\"0\"/></edges></net>";
}

// Red, green, blue and red are the classes 0, 1, 2 and 0 where the channels are RGB; the truth is 0, 1, 2 and 1.
TEST(AccuracyCheckerOnMasks, EvaluatesPictureAndMaskOfEachLine) {
    const TempDir folder;
    for (const char* name : {"test", "testannot"}) std::filesystem::create_directory(folder / name);
    folder.write("test/a.ppm", "P6 2 2 255\n" + std::string("\xff\0\0\0\xff\0\0\0\xff\xff\0\0", 12));
    folder.write("testannot/a.pgm", "P5 2 2 255\n" + std::string("\0\1\2\1", 4));
    folder.write("val.txt", "/SegNet/CamVid/test/a.ppm /SegNet/CamVid/testannot/a.pgm\n");
    folder.write("m.xml", channelsAsScores());
    folder.write("m.bin", "");
    const auto config = folder.write("c.yml",
                                     "engine:\n"
                                     "  launchers: [{framework: openvino, device: CPU, adapter: segmentation, model: m.xml}]\n"
                                     "  datasets:\n"
                                     "    - name: camvid\n"
                                     "      data_source: .\n"
                                     "      annotation_conversion: {converter: camvid, annotation_file: val.txt}\n"
                                     "      preprocessing: [{type: bgr_to_rgb}]\n"
                                     "      metrics: [{type: mean_iou, use_argmax: True}, {type: segmentation_accuracy}]\n");
    const auto result = runCli({"evaluate", "--config", config.string(), "--engine", "reference", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto metrics = nlohmann::json::parse(result.out)["metrics"];
    EXPECT_NEAR(metrics.at(0)["value"], (0.5 + 0.5 + 1) / 3, 1e-12);
    EXPECT_NEAR(metrics.at(1)["value"], 0.75, 1e-12);
}

/// Neither its adapter nor its annotations are understood; the pictures of the demo are.
std::string onlyForCalibration() {
    return fmt::format(
        "models:\n  - name: m\n    launchers: [{{framework: openvino, adapter: mask_rcnn}}]\n    datasets: "
        "[{{name: d, annotation: d.pickle, data_source: \"{}\", metrics: [{{type: accuracy}}]}}]\n",
        demo("test-images.idx.gz"));
}

TEST(AccuracyCheckerFiles, AreRefusedBeforeAnythingIsWrittenWhereTheyAreToBeMeasured) {
    const TempDir folder;
    const auto file = folder.write("bad.yml", onlyForCalibration());
    const auto result = runCli({"pot", "-q", "default", "-m", demo("glyphs.xml"), "-w", demo("glyphs.bin"), "--ac-config", file.string(),
                                "-e", "-d", "--output-dir", (folder / "out").string()});
    EXPECT_EQ(result.exitCode, 2) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr("bad.yml: 'models[0].launchers[0].adapter' is \"mask_rcnn\", which is not supported"));
    EXPECT_THAT(result.err, testing::HasSubstr("bad.yml: 'models[0].datasets[0].annotation': prepared annotations are Python's pickles"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(AccuracyCheckerFiles, CalibrateWithWhatIsUnderstoodAndSayWhatIsNotMeasured) {
    const TempDir folder;
    const auto file = folder.write("half.yml", onlyForCalibration());
    const auto result = runCli({"pot", "-q", "default", "-m", demo("glyphs.xml"), "-w", demo("glyphs.bin"), "--ac-config", file.string(),
                                "-d", "--output-dir", (folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(std::filesystem::exists(folder / "out/optimized/report.json"));
    const std::string log = readFile(folder / "out/log.txt");
    EXPECT_THAT(log, testing::HasSubstr("not measured: "));
    EXPECT_THAT(log, testing::HasSubstr("'models[0].launchers[0].adapter' is \"mask_rcnn\""));
    EXPECT_THAT(log, testing::HasSubstr("'models[0].datasets[0].annotation': prepared annotations are Python's pickles"));
}

}  // namespace
}  // namespace rf::test
