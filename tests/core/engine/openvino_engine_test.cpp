// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/openvino_engine.h"

#include <atomic>
#include <random>

#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::engine {
namespace {

using test::floats;
using test::graphFrom;
using test::SampleList;
using testing::HasSubstr;

std::unique_ptr<Program> compiled(const graph::Graph& graph, const CompileOptions& options = {}) {
    auto program = openvinoEngine()->compile(graph, {}, options, {});
    EXPECT_TRUE(program) << program.error().message();
    return program ? std::move(*program) : nullptr;
}

std::vector<float> inferred(const graph::Graph& graph, const std::vector<Tensor>& inputs, const CompileOptions& options = {}) {
    const auto program = compiled(graph, options);
    if (!program) return {};
    const auto outputs = program->infer(inputs);
    EXPECT_TRUE(outputs) << outputs.error().message();
    if (!outputs) return {};
    const auto values = outputs->front().as<float>();
    return {values.begin(), values.end()};
}

void expectNear(const std::vector<float>& actual, const std::vector<float>& expected, float tolerance) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i], tolerance) << "element " << i;
}

// The worked example of the specification of POT, part 1, section 7: one convolution, three output channels.
const std::vector<float> kWeights{0.52f, -1.27f, 0.30f, 0.10f, 0.004f, -0.002f, 0.001f, 0.003f, -0.635f, 0.20f, 0.45f, -0.31f};
const std::vector<float> kSample{-1.2f, 0.4f, 2.6f, 3.4f, 0.1f, 1.9f, -0.5f, 0.6f, 0.8f};
const std::string kConvolution = " {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x3x2x2\n";

graph::Graph quantizedExample(bool saturationFix) {
    const float fix = saturationFix ? 2.0f : 1.0f;
    std::vector<float> weights = kWeights;
    for (float& weight : weights) weight /= fix;
    return graphFrom(
        "x = Parameter {shape: 1,1,3,3; element_type: f32} : f32 1x1x3x3\n"
        "xlo = Const : f32 1x1x1x1\nxhi = Const : f32 1x1x1x1\n"
        "xq = FakeQuantize(x, xlo, xhi, xlo, xhi) {levels: 256} : f32 1x1x3x3\n"
        "w = Const : f32 3x1x2x2\nwlo = Const : f32 3x1x1x1\nwhi = Const : f32 3x1x1x1\n"
        "wolo = Const : f32 3x1x1x1\nwohi = Const : f32 3x1x1x1\n"
        "wq = FakeQuantize(w, wlo, whi, wolo, wohi) {levels: 255} : f32 3x1x2x2\n"
        "conv = Convolution(xq, wq)" +
            kConvolution + "out = Result(conv)",
        {{"xlo", {-0.9f}},
         {"xhi", {2.925f}},
         {"w", weights},
         {"wlo", {-1.27f, -0.0127f, -0.635f}},
         {"whi", {1.27f, 0.0127f, 0.635f}},
         {"wolo", {-1.27f * fix, -0.0127f * fix, -0.635f * fix}},
         {"wohi", {1.27f * fix, 0.0127f * fix, 0.635f * fix}}});
}

TEST(OpenVinoEngine, RunsAConvolution) {
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,1,3,3; element_type: f32} : f32 1x1x3x3\nw = Const : f32 3x1x2x2\n"
        "conv = Convolution(x, w)" +
            kConvolution + "out = Result(conv)",
        {{"w", kWeights}});
    expectNear(inferred(graph, {floats({1, 1, 3, 3}, kSample)}),
               {-0.102f, -2.874f, 1.551f, -2.101f, -0.0019f, 0.0022f, 0.0147f, -0.0004f, 2.341f, -0.278f, -2.55f, 0.3385f}, 1e-5f);
}

TEST(OpenVinoEngine, ComputesFakeQuantizeAsWritten) {
    expectNear(
        inferred(quantizedExample(false), {floats({1, 1, 3, 3}, kSample)}),
        {-0.09435f, -2.86305f, 1.29915f, -2.10525f, -0.00117f, 0.00225f, 0.012795f, -0.000405f, 1.9362f, -0.281475f, -2.245125f, 0.337875f},
        1e-5f);
}

// The weights halved and the range doubled, so that no product of int8 kernels can saturate on any processor; a halved
// weight lies on a tie now and then (−63.5), which may go either way: a step of the channel's scale times an activation.
TEST(OpenVinoEngine, RunsInt8KernelsWhenDeployed) {
    const auto exact = inferred(quantizedExample(true), {floats({1, 1, 3, 3}, kSample)});
    expectNear(inferred(quantizedExample(true), {floats({1, 1, 3, 3}, kSample)}, {.threads = 1, .arithmetic = Arithmetic::Deployed}), exact,
               1e-5f);
}

TEST(OpenVinoEngine, FakeQuantizeRoundsHalfToEven) {
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,8; element_type: f32} : f32 1x8\nlo = Const : f32 1x1\nhi = Const : f32 1x1\n"
        "q = FakeQuantize(x, lo, hi, lo, hi) {levels: 5} : f32 1x8\nout = Result(q)",
        {{"hi", {4}}});
    // Steps of 1 from 0 to 4: ties go to the even level, values outside to the ends.
    EXPECT_EQ(inferred(graph, {floats({1, 8}, {0.5f, 1.5f, 2.5f, 3.5f, 0.75f, -1.0f, 9.0f, 2.25f})}),
              (std::vector<float>{0, 2, 2, 4, 1, 0, 4, 2}));
}

TEST(OpenVinoEngine, DecompressesHalfPrecisionWeights) {
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\nw16 = Const : f16 2x2\n"
        "w = Convert(w16) {destination_type: f32} : f32 2x2\n"
        "y = MatMul(x, w) {transpose_a: false; transpose_b: true} : f32 1x2\nout = Result(y)",
        {{"w16", {1, 2, 3, 4}}});
    EXPECT_EQ(inferred(graph, {floats({1, 2}, {10, 1})}), (std::vector<float>{12, 34}));  // 10·1 + 1·2, 10·3 + 1·4
}

TEST(OpenVinoEngine, InputsAndResultsComeInFileOrder) {
    // File order is b, a for inputs and difference, sum for results, which no walk over the graph gives by accident.
    const auto graph = graphFrom(
        "b = Parameter {shape: 1; element_type: f32} : f32 1\na = Parameter {shape: 1; element_type: f32} : f32 1\n"
        "sum = Add(a, b) {auto_broadcast: numpy} : f32 1\ndifference = Subtract(a, b) {auto_broadcast: numpy} : f32 1\n"
        "r1 = Result(difference)\nr2 = Result(sum)");
    const auto outputs = compiled(graph)->infer(std::vector{floats({1}, {2}), floats({1}, {5})});
    ASSERT_TRUE(outputs) << outputs.error().message();
    EXPECT_EQ((*outputs)[0].as<float>()[0], 3.0f);
    EXPECT_EQ((*outputs)[1].as<float>()[0], 7.0f);
}

TEST(OpenVinoEngine, AcceptsAnInputThatNobodyReads) {
    const auto graph = graphFrom(
        "unused = Parameter {shape: 1; element_type: f32} : f32 1\nx = Parameter {shape: 1; element_type: f32} : f32 1\n"
        "y = ReLU(x) : f32 1\nout = Result(y)");
    EXPECT_EQ(inferred(graph, {floats({1}, {1}), floats({1}, {4})}), (std::vector<float>{4}));
}

TEST(OpenVinoEngine, TakesSamplesOfDifferentShapesWhereTheInputIsDynamic) {
    const auto graph = graphFrom("x = Parameter {shape: ?,2; element_type: f32} : f32 ?x2\ny = ReLU(x) : f32 ?x2\nout = Result(y)");
    const auto program = compiled(graph);
    const auto one = program->infer(std::vector{floats({1, 2}, {1, -1})});
    ASSERT_TRUE(one) << one.error().message();
    EXPECT_EQ(one->at(0), floats({1, 2}, {1, 0}));
    const auto three = program->infer(std::vector{floats({3, 2}, {1, -1, 2, -2, 3, -3})});
    ASSERT_TRUE(three) << three.error().message();
    EXPECT_EQ(three->at(0), floats({3, 2}, {1, 0, 2, 0, 3, 0}));
}

TEST(OpenVinoEngine, AWrongShapeNamesTheInputAndTheSample) {
    const auto graph = graphFrom("image = Parameter {shape: 1,2; element_type: f32} : f32 1x2\ny = ReLU(image) : f32 1x2\nout = Result(y)");
    const SampleList samples({{floats({1, 2}, {0, 0})}, {floats({1, 3}, {0, 0, 0})}});
    const auto ran = compiled(graph)->run(samples, samples.all(), {}, {});
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().code(), ErrorCode::InvalidArgument);
    EXPECT_EQ(ran.error().message(), "while running sample 1: input 'image' takes the shape 1x2, but the data has 1x3");
}

TEST(OpenVinoEngine, RefusesAnUnknownOperatorByName) {
    const auto graph = graphFrom("x = Parameter {shape: 1; element_type: f32} : f32 1\nodd = Frobnicate(x) : f32 1\nout = Result(odd)");
    const auto program = openvinoEngine()->compile(graph, {}, {}, {});
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code(), ErrorCode::Unsupported);
    EXPECT_EQ(program.error().message(), "layer 'odd': OpenVINO can't run the operator Frobnicate of opset1");
}

TEST(OpenVinoEngine, NamesTheLayerWhoseInputsDoNotFit) {
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,3; element_type: f32} : f32 1x3\nsmall = Const : f32 2x2\nright = Const : f32 3x3\n"
        "good = MatMul(x, right) {transpose_a: false; transpose_b: false} : f32 1x3\n"
        "bad = MatMul(good, small) {transpose_a: false; transpose_b: false} : f32 1x2\nout = Result(bad)");
    const auto program = openvinoEngine()->compile(graph, {}, {}, {});
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code(), ErrorCode::Engine);
    EXPECT_THAT(program.error().message(), HasSubstr("layer 'bad' (MatMul)"));
    EXPECT_THAT(program.error().message(), testing::Not(HasSubstr(".cpp")));
}

TEST(OpenVinoEngine, PassesOnWhatTheDataSaysIsWrong) {
    class Broken : public data::PlainSource {
        std::int64_t size() const override { return 1; }
        bool hasLabels() const override { return false; }
        Result<data::Sample> sample(std::int64_t) const override { return fail(ErrorCode::Io, "the disk is gone"); }
    };
    const auto graph = graphFrom("x = Parameter {shape: 1; element_type: f32} : f32 1\ny = ReLU(x) : f32 1\nout = Result(y)");
    const auto ran = compiled(graph)->run(Broken(), std::vector<std::int64_t>{0}, {}, {});
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().message(), "the disk is gone");
}

graph::Graph smallNetwork() {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::vector<float> first(16 * 3 * 9), second(8 * 16 * 9);
    for (auto* weights : {&first, &second}) std::generate(weights->begin(), weights->end(), [&] { return uniform(random); });
    return graphFrom(
        "x = Parameter {shape: 1,3,12,12; element_type: f32} : f32 1x3x12x12\nw1 = Const : f32 16x3x3x3\nw2 = Const : f32 8x16x3x3\n"
        "c1 = Convolution(x, w1) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x16x10x10\n"
        "a1 = ReLU(c1) : f32 1x16x10x10\n"
        "c2 = Convolution(a1, w2) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x8x8x8\n"
        "out = Result(c2)",
        {{"w1", first}, {"w2", second}});
}

SampleList noise(std::size_t count) {
    std::mt19937 random(11);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::vector<std::vector<Tensor>> samples;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float> values(3 * 12 * 12);
        std::generate(values.begin(), values.end(), [&] { return uniform(random); });
        samples.push_back({floats({1, 3, 12, 12}, values)});
    }
    return SampleList(std::move(samples));
}

TEST(OpenVinoEngine, ResultsDoNotDependOnTheNumberOfThreads) {
    const SampleList samples = noise(12);
    std::vector<std::map<std::int64_t, Tensor>> runs;
    for (const int threads : {1, 2, 3}) {
        std::map<std::int64_t, Tensor> outputs;
        const auto ran = compiled(smallNetwork(), {.threads = threads})
                             ->run(samples, samples.all(),
                                   [&](std::int64_t sample, std::span<const Tensor> results) -> Result<void> {
                                       outputs.emplace(sample, results[0]);
                                       return {};
                                   },
                                   {});
        ASSERT_TRUE(ran) << ran.error().message();
        EXPECT_EQ(outputs.size(), 12u);
        runs.push_back(std::move(outputs));
    }
    EXPECT_EQ(runs[1], runs[0]);
    EXPECT_EQ(runs[2], runs[0]);
}

TEST(OpenVinoEngine, StopsWhenTheSinkFails) {
    const SampleList samples = noise(12);
    const auto ran = compiled(smallNetwork(), {.threads = 2})
                         ->run(samples, samples.all(),
                               [](std::int64_t, std::span<const Tensor>) -> Result<void> { return fail(ErrorCode::Io, "full"); }, {});
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().message(), "full");
}

TEST(OpenVinoEngine, ACancelledRunStopsWithinOneSamplePerThread) {
    const SampleList samples = noise(40);
    std::stop_source stop;
    std::atomic<int> finished = 0;
    const auto ran = compiled(smallNetwork(), {.threads = 2})
                         ->run(
                             samples, samples.all(),
                             [&](std::int64_t, std::span<const Tensor>) -> Result<void> {
                                 if (++finished == 3) stop.request_stop();
                                 return {};
                             },
                             Progress(stop.get_token(), {}));
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().code(), ErrorCode::Cancelled);
    EXPECT_LE(finished, 3 + 2);
}

TEST(OpenVinoEngine, AProgramRunsAgainAfterItWasCancelled) {
    const SampleList samples = noise(4);
    const auto program = compiled(smallNetwork(), {.threads = 2});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(program->run(samples, samples.all(), {}, Progress(stop.get_token(), {})));
    EXPECT_TRUE(program->run(samples, samples.all(), {}, {}));
}

TEST(OpenVinoEngine, KnowsWhatItIs) {
    const EngineInfo info = openvinoEngine()->info();
    EXPECT_EQ(info.name, "openvino:CPU");
    EXPECT_THAT(info.version, testing::MatchesRegex("20[0-9][0-9]\\.[0-9]+\\.[0-9]+"));
    EXPECT_FALSE(info.device.empty());
}

}  // namespace
}  // namespace rf::engine
