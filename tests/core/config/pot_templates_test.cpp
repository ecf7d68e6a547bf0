// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"
#include "tests/support/temp_dir.h"

// Configurations with every key that POT documents (tests/data/pot; key lists of spec 02, sections 4.1, 5 and 7).
namespace rf::config {
namespace {

using quantization::AlgorithmName;

Project read(const std::string& name) {
    auto project = readFile(std::filesystem::path(RF_POT_DIR) / name);
    EXPECT_TRUE(project) << (project ? "" : project.error().message());
    return project ? *project : Project{};
}

TEST(PotTemplates, AllAreRead) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(RF_POT_DIR)) {
        if (entry.path().stem() == "accuracy_checker") continue;  // which the configurations name
        const auto project = readFile(entry.path());
        EXPECT_TRUE(project) << (project ? "" : project.error().message());
        ++count;
    }
    EXPECT_GE(count, 8);
}

TEST(PotTemplates, DefaultQuantization) {
    const Project project = read("default_quantization.json");
    const quantization::Settings& settings = project.quantization;
    EXPECT_EQ(project.modelName, "model_name");
    EXPECT_EQ(project.data.sources.at(0).location, std::filesystem::path(RF_POT_DIR) / "test.bin");
    EXPECT_EQ(project.metrics, (std::vector<rf::metrics::MetricSpec>{{"accuracy", {}, {}}}));
    EXPECT_EQ(settings.sampling, (quantization::Sampling{30, true, 3}));
    EXPECT_EQ(settings.biasCorrection, (quantization::BiasCorrectionSettings{true, false, 2.0}));
    EXPECT_EQ(settings.activations.rangeEstimator->max.aggregator, calibration::Aggregator::MedianNoOutliers);
    EXPECT_EQ(project.layerwiseTuning.samples, 2000);
    EXPECT_FALSE(project.layerwiseTuning.enabled);
    EXPECT_TRUE(checkRunnable(Project{}));
}

TEST(PotTemplates, AListKeepsItsOrderAndEachAlgorithmsOwnParameters) {
    const quantization::Settings settings = read("default_quantization_steps.json").quantization;
    ASSERT_EQ(settings.algorithms.size(), 3u);
    EXPECT_EQ(settings.algorithms[0].name, AlgorithmName::ActivationChannelAlignment);
    EXPECT_EQ(settings.algorithms[1].name, AlgorithmName::MinMaxQuantization);
    EXPECT_EQ(settings.algorithms[2].name, AlgorithmName::BiasCorrection);
    EXPECT_EQ(settings.biasCorrection.threshold, 1000.0);
    EXPECT_EQ(settings.saturationFix, quantization::SaturationFix::All);
}

TEST(PotTemplates, AccuracyAwareQuantization) {
    const Project project = read("accuracy_aware.json");
    const search::AccuracyControl& control = project.accuracyControl.value();
    EXPECT_EQ(control.maximalDrop, 0.005);
    EXPECT_EQ(control.maxIterations, 20);
    EXPECT_EQ(control.metrics, (std::vector<search::MetricTarget>{{"accuracy@top1", "accuracy", 0.72}}));
    EXPECT_EQ(project.quantization.preset, quantization::Preset::Mixed);
    EXPECT_EQ(algorithmNames(project), std::vector<std::string>{"AccuracyAwareQuantization"});
    const std::vector<data::PreprocessStep> steps{data::Channels{data::ChannelOrder::Bgr}, data::Resize{.size = data::PictureSize{32, 32}}};
    EXPECT_EQ(project.data.preprocess.steps, steps);
    EXPECT_TRUE(checkRunnable(project));
}

TEST(PotTemplates, TwoSearchesInOneProjectAreRefused) {
    Project project = read("accuracy_aware.json");
    project.search.emplace();
    ASSERT_FALSE(checkRunnable(project));
    EXPECT_THAT(checkRunnable(project).error().message(), testing::HasSubstr("`optimizer`: drives TunableQuantization"));
    project.search.reset();
    project.quantization.ignored.skipModel = true;
    ASSERT_FALSE(checkRunnable(project));
    EXPECT_THAT(checkRunnable(project).error().message(), testing::HasSubstr("`ignored.skip_model`"));
}

TEST(PotTemplates, TunableQuantizationAndItsOptimizer) {
    const Project project = read("tunable.json");
    EXPECT_EQ(project.tuning->scope.size(), 5u);
    EXPECT_EQ(project.search->latencyReduction, 1.5);
    EXPECT_EQ(project.search->benchmark.threads, 4);
    EXPECT_EQ(algorithmNames(project),
              (std::vector<std::string>{"ActivationChannelAlignment", "TunableQuantization", "FastBiasCorrection"}));
    EXPECT_TRUE(checkRunnable(project));
    Project alone = project;
    alone.search.reset();
    EXPECT_THAT(checkRunnable(alone).error().message(), testing::HasSubstr("`optimizer` is missing"));
    alone = project;
    alone.tuning.reset();
    EXPECT_THAT(checkRunnable(alone).error().message(), testing::HasSubstr("which `algorithms` does not have"));
}

// Spec 02, section 7.5: cut first, then resize, then channels first.
TEST(PotTemplates, CentralFractionAndLayoutBecomeSteps) {
    const auto project =
        readText(R"({"engine": {"type": "simplified", "data_source": "a", "central_fraction": 0.875, "layout": "NHWC"}})", "/", "c.json");
    ASSERT_TRUE(project) << project.error().message();
    const std::vector<data::PreprocessStep> steps{data::Crop{.fraction = 0.875}, data::Resize{}, data::Arrange{data::ChannelAxis::Last}};
    EXPECT_EQ(project->data.preprocess.steps, steps);
}

TEST(PotTemplates, SimplifiedModeBecomesData) {
    EXPECT_EQ(read("simplified_mode.json").data.sources.at(0).location, std::filesystem::path(RF_POT_DIR) / "<DATA>");
}

TEST(PotTemplates, DataFreeModeTakesSyntheticPictures) { EXPECT_EQ(read("data_free.json").data.sources.at(0).location, "synthetic:25"); }

TEST(PotTemplates, YamlMeansTheSame) {
    const quantization::Settings settings = read("default_quantization.yaml").quantization;
    EXPECT_EQ(settings.device, "ANY");
    EXPECT_EQ(settings.preset, quantization::Preset::Mixed);
    EXPECT_EQ(settings.biasCorrection.threshold, std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace rf::config
