// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/doctor.h"

#include <random>

#include "core/data/npy.h"
#include "core/engine/registry/engine_registry.h"
#include "tests/support/graph_text.h"
#include "tests/support/temp_dir.h"

namespace rf::pipeline {
namespace {

using data::ChannelOrder;
using testing::HasSubstr;

constexpr std::int64_t kSamples = 24, kPixels = 64;

/// Pictures of noise around 200, 120 and 40; with a bright channel that is the label, where they are labelled.
struct Pictures {
    explicit Pictures(bool grey = false, bool labelled = false) {
        std::mt19937 random(7);  // the same numbers everywhere
        std::vector<std::uint8_t> values;
        std::string text;
        for (std::int64_t i = 0; i < kSamples; ++i) {
            const int label = i % 2 ? 0 : 2;
            text += fmt::format("{}\n", label);
            for (int channel = 0; channel < 3; ++channel)
                for (std::int64_t p = 0; p < kPixels; ++p) {
                    const int noise = static_cast<int>(random() % 64) - 32;
                    const int mean = labelled ? (channel == label ? 160 : 60) : 200 - 80 * channel;
                    values.push_back(static_cast<std::uint8_t>(grey ? 4 * p : mean + noise));
                }
        }
        EXPECT_TRUE(data::writeNpy(folder / "x.npy", Tensor::from<std::uint8_t>({kSamples, 3, 8, 8}, values)));
        spec.sources.push_back({"", (folder / "x.npy").string(), labelled ? folder.write("labels.txt", text).string() : ""});
    }
    test::TempDir folder;
    data::DataSpec spec;
};

/// A convolution that passes the channels on to a batch normalisation, which was trained on these means and deviations.
graph::Graph trainedOn(const std::vector<float>& mean, float deviation) {
    return test::graphFrom(R"(
        x = Parameter {shape: 1,3,8,8; element_type: f32} : f32 1x3x8x8
        w = Const : f32 3x3x1x1
        conv = Convolution(x, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x3x8x8
        gamma = Const : f32 3
        beta = Const : f32 3
        mean = Const : f32 3
        variance = Const : f32 3
        bn = BatchNormInference(gamma, beta, conv, mean, variance) {epsilon: 1e-9} : f32 1x3x8x8
        relu = ReLU(bn) : f32 1x3x8x8
        out = Result(relu))",
                           {{"w", {1, 0, 0, 0, 1, 0, 0, 0, 1}},
                            {"gamma", {1, 1, 1}},
                            {"mean", mean},
                            {"variance", std::vector<float>(3, deviation * deviation)}});
}

/// One score per channel: its mean. The brightest wins.
graph::Graph brightest() {
    return test::graphFrom(R"(
        x = Parameter {shape: 1,3,8,8; element_type: f32} : f32 1x3x8x8
        axes = Const : i64 2
        mean = ReduceMean(x, axes) {keep_dims: false} : f32 1x3
        out = Result(mean))",
                           {{"axes", {2, 3}}});
}

Result<Diagnosis> ask(const graph::Graph& graph, const data::DataSpec& spec, const DoctorOptions& options = {},
                      const Progress& progress = {}) {
    const auto engine = engine::get("reference").value();
    return diagnose(graph, spec, *engine, options, progress);
}

const Evidence* find(const CandidateScore& candidate, EvidenceKind kind) {
    const auto found =
        std::find_if(candidate.evidence.begin(), candidate.evidence.end(), [&](const Evidence& one) { return one.kind == kind; });
    return found == candidate.evidence.end() ? nullptr : &*found;
}

TEST(Doctor, FindsWhatABatchNormalisationWasTrainedOn) {
    const Pictures pictures;
    // Noise of 64 equal steps has a deviation of √((64² - 1) / 12) = 18.5.
    const std::pair<std::vector<float>, const char*> cases[] = {{{199.5f, 119.5f, 39.5f}, "RGB, values as stored"},
                                                                {{39.5f, 119.5f, 199.5f}, "BGR, values as stored"}};
    for (const auto& [mean, name] : cases) {
        const auto diagnosis = ask(trainedOn(mean, 18.5f), pictures.spec);
        ASSERT_TRUE(diagnosis) << diagnosis.error().message();
        EXPECT_EQ(nameOf(diagnosis->candidates[0].candidate), name);
        EXPECT_EQ(diagnosis->verdict.confidence, Confidence::Sure) << diagnosis->verdict.sentence.text();
        EXPECT_EQ(diagnosis->verdict.plausible, 1u);
        EXPECT_FALSE(diagnosis->verdict.byLabels);
        EXPECT_LT(find(diagnosis->candidates[0], EvidenceKind::StatedStatistics)->measure, 0.02);
        EXPECT_EQ(diagnosis->candidates.size(), 10u);
        EXPECT_EQ(diagnosis->samples, kSamples);
    }
    const auto diagnosis = ask(trainedOn({39.5f / 255, 119.5f / 255, 199.5f / 255}, 18.5f / 255), pictures.spec);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_EQ(nameOf(diagnosis->candidates[0].candidate), "BGR, x / 255");
    EXPECT_EQ(data::preprocessText(diagnosis->candidates[0].candidate.preprocess), "channels=bgr,scale=255");
    EXPECT_EQ(diagnosis->verdict.confidence, Confidence::Sure);
}

TEST(Doctor, SaysThatTheOrderCannotBeToldWhereChannelsAreAlike) {
    const Pictures pictures;
    // The same for all channels: each order is as far from it.
    const auto diagnosis = ask(trainedOn({119.5f, 119.5f, 119.5f}, 80), pictures.spec);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_EQ(diagnosis->verdict.confidence, Confidence::Undecided);
    EXPECT_EQ(diagnosis->verdict.plausible, 2u);
    EXPECT_THAT(diagnosis->verdict.sentence.text(), HasSubstr("the order of the channels can't be told"));
    EXPECT_EQ(diagnosis->candidates[0].support, diagnosis->candidates[1].support);
}

TEST(Doctor, LeavesOutALayoutThatTheNetworkCannotRun) {
    const Pictures pictures;
    const auto graph = test::graphFrom(R"(
        x = Parameter {shape: 1,?,?,?; element_type: f32} : f32 1x?x?x?
        w = Const : f32 4x3x1x1
        conv = Convolution(x, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x4x?x?
        out = Result(conv))");
    const auto diagnosis = ask(graph, pictures.spec);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_EQ(diagnosis->candidates.size(), 10u);
    for (const CandidateScore& one : diagnosis->candidates) EXPECT_EQ(one.candidate.layout, data::ChannelAxis::First);
}

TEST(Doctor, DoesNotPretendToKnowWhatANetworkDoesNotSay) {
    const Pictures pictures;
    const auto diagnosis = ask(brightest(), pictures.spec);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_EQ(diagnosis->verdict.confidence, Confidence::Undecided);
    EXPECT_EQ(diagnosis->verdict.plausible, 10u);
    EXPECT_EQ(diagnosis->verdict.sentence.text(), "none of the candidates can be ruled out");
    EXPECT_NEAR(diagnosis->candidates[9].plausibility, 0.1, 1e-12);
    EXPECT_EQ(diagnosis->layers, 0u);
}

TEST(Doctor, DoesNotRunGreyPicturesInTwoOrders) {
    const Pictures pictures(true);
    const auto diagnosis = ask(brightest(), pictures.spec);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_EQ(diagnosis->candidates.size(), 5u);
    for (const CandidateScore& one : diagnosis->candidates) EXPECT_EQ(one.candidate.order, ChannelOrder::Rgb);
    ASSERT_FALSE(diagnosis->notes.empty());
    EXPECT_THAT(diagnosis->notes[0].text(), HasSubstr("all pictures are grey"));
}

TEST(Doctor, RanksByLabelsAndSaysWhatMayBeChance) {
    const Pictures pictures(false, true);
    const auto diagnosis = ask(brightest(), pictures.spec);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_TRUE(diagnosis->verdict.byLabels);
    EXPECT_EQ(diagnosis->metric, "accuracy@1");
    // The brightest channel is the brightest in every scale, and the wrong one in every BGR: 24 samples to none.
    EXPECT_EQ(diagnosis->verdict.confidence, Confidence::Undecided);
    EXPECT_EQ(diagnosis->verdict.plausible, 5u);
    for (std::size_t i = 0; i < 10; ++i) {
        const CandidateScore& one = diagnosis->candidates[i];
        EXPECT_EQ(one.candidate.order, i < 5 ? ChannelOrder::Rgb : ChannelOrder::Bgr);
        EXPECT_EQ(one.metric, i < 5 ? 1.0 : 0.0);
        if (i > 0) { EXPECT_NEAR(*one.chance, i < 5 ? 1.0 : 9 * 2 * std::pow(0.5, 24), 1e-9); }
    }
}

TEST(Doctor, LeavesLabelsAsideWhenToldTo) {
    const Pictures pictures(false, true);
    DoctorOptions options;
    options.useLabels = false;
    options.isClassifier = true;
    const auto diagnosis = ask(brightest(), pictures.spec, options);
    ASSERT_TRUE(diagnosis) << diagnosis.error().message();
    EXPECT_FALSE(diagnosis->verdict.byLabels);
    EXPECT_FALSE(diagnosis->candidates[0].metric);
    EXPECT_TRUE(find(diagnosis->candidates[0], EvidenceKind::Information));
}

TEST(Doctor, GivesTheSameNumbersWithAnyNumberOfThreads) {
    const Pictures pictures;
    const graph::Graph graph = trainedOn({150, 100, 60}, 20);
    DoctorOptions options;
    options.threads = 1;
    const auto one = ask(graph, pictures.spec, options);
    options.threads = 4;
    const auto four = ask(graph, pictures.spec, options);
    ASSERT_TRUE(one && four);
    for (std::size_t i = 0; i < one->candidates.size(); ++i) {
        EXPECT_EQ(one->candidates[i].candidate, four->candidates[i].candidate);
        EXPECT_EQ(one->candidates[i].support, four->candidates[i].support);
    }
}

TEST(Doctor, TakesAsManySamplesAsItIsTold) {
    const Pictures pictures;
    DoctorOptions options;
    options.samples = 5;
    EXPECT_EQ(ask(brightest(), pictures.spec, options)->samples, 5);
}

TEST(Doctor, StopsWhenToldTo) {
    const Pictures pictures;
    std::stop_source stop;
    const auto diagnosis =
        ask(brightest(), pictures.spec, {}, Progress(stop.get_token(), [&](const ProgressReport&) { stop.request_stop(); }));
    ASSERT_FALSE(diagnosis);
    EXPECT_EQ(diagnosis.error().code(), ErrorCode::Cancelled);
}

TEST(Doctor, RefusesWhatItCannotJudge) {
    const Pictures pictures;
    const auto refusal = [&](const graph::Graph& graph, const data::DataSpec& spec, const std::string& metric) {
        DoctorOptions options;
        if (!metric.empty()) options.metric = metrics::MetricSpec{metric, {}, {}};
        const auto diagnosis = ask(graph, spec, options);
        EXPECT_FALSE(diagnosis);
        EXPECT_EQ(diagnosis ? ErrorCode::Engine : diagnosis.error().code(), ErrorCode::InvalidArgument);
        return diagnosis ? "" : diagnosis.error().message();
    };
    EXPECT_THAT(refusal(brightest(), pictures.spec, "accuracy"), HasSubstr("the doctor needs labels"));
    EXPECT_THAT(refusal(brightest(), Pictures(false, true).spec, "nmse"), HasSubstr("can't rank candidates"));
    const auto tokens = test::graphFrom("ids = Parameter {shape: 1,32; element_type: i64} : i64 1x32\nout = Result(ids)");
    EXPECT_THAT(refusal(tokens, pictures.spec, ""), HasSubstr("'ids' 1x32"));
    const auto batch = test::graphFrom("x = Parameter {shape: 4,3,8,8; element_type: f32} : f32 4x3x8x8\nout = Result(x)");
    EXPECT_THAT(refusal(batch, pictures.spec, ""), HasSubstr("a batch of 4 samples"));
    data::DataSpec program;
    program.sources.push_back({"", "command:[\"python3\"]", ""});
    EXPECT_THAT(refusal(brightest(), program, ""), HasSubstr("stored pictures"));
}

}  // namespace
}  // namespace rf::pipeline
