// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/fast_bias_correction.h"

#include <cmath>

#include "core/graph/traversal.h"
#include "core/quantization/biased_layer.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

constexpr double kThreshold = kDefaultFastThreshold;

bool accepts(std::vector<float> before, Compatibility compatibility) {
    // Appendix: float mean [1, -2], private output [0.9, -1.7]: new bias [0.1, -0.3].
    return acceptsBias(before, std::vector{0.1, -0.3}, std::vector{1.0, -2.0}, kThreshold, habitsOf(compatibility));
}

TEST(AcceptsBias, ComparesEveryElementWithItselfInCompatibilityMode) {
    EXPECT_TRUE(accepts({0.05f, -0.2f}, Compatibility::Pot));
    EXPECT_FALSE(accepts({0.0f, -0.2f}, Compatibility::Pot));
    EXPECT_FALSE(accepts({0.03f, -0.2f}, Compatibility::Pot));
}

TEST(AcceptsBias, ComparesWithTheLayersMagnitudeOtherwise) {
    EXPECT_TRUE(accepts({0.0f, -0.2f}, Compatibility::Default));
    EXPECT_TRUE(accepts({0.03f, -0.2f}, Compatibility::Default));
    // Outputs around 2, a change of 10.
    EXPECT_FALSE(acceptsBias(std::vector{0.0f}, std::vector{10.0}, std::vector{2.0}, kThreshold, {}));
}

TEST(AcceptsBias, RefusesWhatIsNotFiniteAndWhatChangesNothing) {
    for (const auto compatibility : {Compatibility::Default, Compatibility::Pot})
        EXPECT_FALSE(acceptsBias(std::vector{1.0f}, std::vector{std::nan("")}, std::vector{1.0}, kThreshold, habitsOf(compatibility)));
    EXPECT_FALSE(acceptsBias(std::vector{1.0f}, std::vector{1.0}, std::vector{1.0}, kThreshold, {}));
}

std::string convolution(const std::string& biasShape) {
    return R"(
        in = Parameter : f32 4x1x2x2
        w = Const : f32 2x1x1x1
        low = Const : f32 2x1x1x1
        high = Const : f32 2x1x1x1
        q = FakeQuantize(w, low, high, low, high) {levels: 255} : f32 2x1x1x1
        conv = Convolution(in, q) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 4x2x2x2
        )" +
           (biasShape.empty() ? "" : "bias = Const : f32 " + biasShape + "\nsum = Add(conv, bias) : f32 4x2x2x2") + R"(
        out = Result()" +
           (biasShape.empty() ? "conv" : "sum") + ")\n";
}

// Rounding adds [-0.3, 1.7 / 3] to the weights, so that a mean input of 3 shifts the outputs by [-0.9, 1.7].
State stateFrom(const std::string& text, std::vector<float> bias) {
    State state;
    state.model = test::graphFrom(text, {{"w", {0.5f, 1}}, {"low", {-1.27f, -1.27f}}, {"high", {1.27f, 1.27f}}, {"bias", std::move(bias)}});
    state.floatModel = test::withoutQuantizers(state.model);
    graph::Editor(state.floatModel).update(*state.floatModel.find("w"), [](graph::Node& node) {
        node.value = Tensor::from<float>({2, 1, 1, 1}, std::vector<float>{0.8f, 1.0f - 1.7f / 3.0f});
    });
    return state;
}

// Mean input 3; mean output [1, -2].
calibration::Statistics means(const State& state, const Shape& shape, const Settings& settings) {
    using calibration::StatisticRequest;
    calibration::Statistics::Data data;
    data.samples = {0, 1, 2};
    for (const BiasedLayer& layer : biasedLayers(state.model, state.floatModel, settings)) {
        const auto input = calibration::nameOf(state.floatModel, layer.input), output = calibration::nameOf(state.floatModel, layer.output);
        const auto mean =
            settings.compatibility == Compatibility::Pot ? calibration::Reduction::MeanInSinglePrecision : calibration::Reduction::Mean;
        const auto request = [mean](const calibration::TensorName& tensor, int axis) {
            return StatisticRequest{tensor, mean, calibration::Granularity::PerChannel, axis, 0.0};
        };
        data.values[request(input, layer.measuredAxis)] = {3, 1, 1, {3.0f, 3.0f, 3.0f}};
        data.values[request(output, layer.outputAxis)] = {3, 1, 2, {1.0f, -2.0f, 1.0f, -2.0f, 1.0f, -2.0f}};
        data.shapes[input] = {shape, shape, {9, 1, 7, 7}};
    }
    return calibration::Statistics(std::move(data));
}

Tensor privateOutput() {
    return Tensor::from<float>({1, 2, 1, 2}, std::vector<float>{0.8f, 1.0f, -1.6f, -1.8f});  // means 0.9 and -1.7
}

struct Corrected {
    State state;
    calibration::TensorRequest asked;
};

Corrected correct(const State& before, const Settings& settings) {
    const FastBiasCorrection algorithm(settings);
    Answers answers{means(before, {4, 1, 2, 2}, settings), {}};
    const auto asked = algorithm.tensors(before, answers.statistics, Progress()).value().value_or(calibration::TensorRequest());
    for (std::size_t i = 0; i < asked.wanted.size(); ++i) answers.tensors.push_back({privateOutput()});
    return {algorithm.apply(before, answers, Progress()).value(), asked};
}

std::vector<float> biasOf(const State& state) { return toFloats(state.model.node(*state.model.find("bias")).value.view()); }

// POT: mean output of the float model minus the private run, [1, -2] - [0.9, -1.7].
auto isCorrected() { return testing::ElementsAre(testing::FloatNear(0.1f, 1e-6f), testing::FloatNear(-0.3f, 1e-6f)); }

// By default what rounding shifts is taken back: the old bias plus [0.9, -1.7].
auto isShiftedFrom(float first, float second) {
    return testing::ElementsAre(testing::FloatNear(first + 0.9f, 1e-6f), testing::FloatNear(second - 1.7f, 1e-6f));
}

Settings pot() {
    Settings settings;
    settings.compatibility = Compatibility::Pot;
    return settings;
}

TEST(FastBiasCorrection, StoresTheMeanErrorAsTheNewBias) {
    EXPECT_THAT(biasOf(correct(stateFrom(convolution("1x2x1x1"), {0.05f, -0.2f}), pot()).state), isCorrected());
}

// Placement gives the quantizer of an output the name of its producer.
TEST(FastBiasCorrection, StopsWhileItPreparesTheRun) {
    const State before = stateFrom(convolution("1x2x1x1"), {0.05f, -0.2f});
    const calibration::Statistics measured = means(before, {4, 1, 2, 2}, pot());
    std::stop_source stop;
    stop.request_stop();
    const auto asked = FastBiasCorrection(pot()).tensors(before, measured, Progress(stop.get_token(), {}));
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code(), ErrorCode::Cancelled);
}

TEST(FastBiasCorrection, MeasuresUnderTheNamesOfTheFloatModel) {
    State before = stateFrom(convolution("1x2x1x1"), {0.05f, -0.2f});
    graph::Editor(before.model).update(*before.model.find("sum"), [](graph::Node& node) { node.name = "sum/pre_fq_input"; });
    EXPECT_THAT(biasOf(correct(before, pot()).state), isCorrected());
    auto expected = std::make_shared<Expected>();
    expected->placement.graph = before.model;
    before.expected = expected;
    const auto requests = FastBiasCorrection(pot()).requests(before).value();
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_EQ(requests[1].tensor.layer, "sum");
}

const char* const kSharedBias = R"(
    in = Parameter : f32 4x1x2x2
    w = Const : f32 2x1x1x1
    low = Const : f32 2x1x1x1
    high = Const : f32 2x1x1x1
    q = FakeQuantize(w, low, high, low, high) {levels: 255} : f32 2x1x1x1
    bias = Const : f32 1x2x1x1
    conv = Convolution(in, q) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 4x2x2x2
    sum = Add(conv, bias) : f32 4x2x2x2
    again = Convolution(in, q) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 4x2x2x2
    other = Add(again, bias) : f32 4x2x2x2
    out = Result(sum)
    out2 = Result(other)
)";

// Mean outputs of the private runs of POT: [0.9, -1.7] for the first layer, [0.8, -1.5] for the second.
State correctedSharedBias(const Settings& settings) {
    const State before = stateFrom(kSharedBias, {0.05f, -0.2f});
    const Tensor ofSecond = Tensor::from<float>({1, 2, 1, 1}, std::vector<float>{0.8f, -1.5f});
    Answers answers{means(before, {4, 1, 2, 2}, settings), {}};
    if (settings.compatibility == Compatibility::Pot) answers.tensors = {{privateOutput()}, {ofSecond}};
    return FastBiasCorrection(settings).apply(before, answers, Progress()).value();
}

std::vector<float> biasBehind(const State& state, const std::string& add) {
    const auto bias = graph::constantBehind(state.model, {*state.model.find(add), 1});
    return toFloats(state.model.node(bias).value.view());
}

TEST(FastBiasCorrection, EachLayerGetsABiasOfItsOwnWhereTwoShareOne) {
    const State state = correctedSharedBias({});
    EXPECT_THAT(biasBehind(state, "sum"), isShiftedFrom(0.05f, -0.2f));
    EXPECT_THAT(biasBehind(state, "other"), isShiftedFrom(0.05f, -0.2f));
}

// The first layer makes it [1, -2] - [0.9, -1.7] = [0.1, -0.3]. The second asks for [0.2, -0.5]: twice the present bias at most,
// so it is taken over; four times the bias of the file would have been refused (threshold 2).
TEST(FastBiasCorrection, LayersThatShareABiasAreCorrectedOneAfterTheOtherLikePot) {
    const State state = correctedSharedBias(pot());
    for (const char* add : {"sum", "other"})
        EXPECT_THAT(biasBehind(state, add), testing::ElementsAre(testing::FloatNear(0.2f, 1e-6f), testing::FloatNear(-0.5f, 1e-6f))) << add;
    EXPECT_TRUE(state.model.find("bias"));
    EXPECT_FALSE(state.model.find("bias_1"));
}

TEST(FastBiasCorrection, CorrectsABiasWithZerosUnlessCompatible) {
    const State before = stateFrom(convolution("1x2x1x1"), {0.0f, -0.2f});
    EXPECT_EQ(biasOf(correct(before, pot()).state), (std::vector<float>{0.0f, -0.2f}));
    EXPECT_THAT(biasOf(correct(before, {}).state), isShiftedFrom(0.0f, -0.2f));
}

TEST(FastBiasCorrection, CorrectsABiasOfFewerDimensionsUnlessCompatible) {
    const State before = stateFrom(convolution("2x1x1"), {0.05f, -0.2f});
    EXPECT_EQ(biasOf(correct(before, pot()).state), (std::vector<float>{0.05f, -0.2f}));
    EXPECT_THAT(biasOf(correct(before, {}).state), isShiftedFrom(0.05f, -0.2f));
}

TEST(FastBiasCorrection, LeavesAConstantThatIsNotPerChannel) {
    const State before = stateFrom(convolution("1x1x1x2"), {0.05f, -0.2f});
    EXPECT_EQ(biasOf(correct(before, {}).state), (std::vector<float>{0.05f, -0.2f}));
}

TEST(FastBiasCorrection, GivesAConvolutionWithoutBiasOneUnlessCompatible) {
    const State before = stateFrom(convolution(""), {});
    const graph::Graph graph = correct(before, {}).state.model;
    const auto bias = findBias(graph, *graph.find("conv"));
    ASSERT_TRUE(bias);
    EXPECT_THAT(toFloats(graph.node(bias->constant).value.view()), isShiftedFrom(0.0f, 0.0f));
    EXPECT_EQ(graph.node(bias->constant).value.shape(), (Shape{1, 2, 1, 1}));
    EXPECT_EQ(graph.producer({graph.results()[0], 0}).id, bias->add);
    EXPECT_EQ(correct(before, pot()).state.model.size(), before.model.size());
}

TEST(FastBiasCorrection, RunsEveryLayerOnTheMeansOfItsChannels) {
    const Corrected result = correct(stateFrom(convolution("1x2x1x1"), {0.05f, -0.2f}), pot());
    EXPECT_EQ(result.asked.samples.size(), 1u);
    ASSERT_EQ(result.asked.known.size(), 1u);
    EXPECT_EQ(result.asked.known.begin()->first, (graph::Output{result.asked.graph.parameters().at(0), 0}));
    const Tensor input = result.asked.known.begin()->second.at(0);
    EXPECT_EQ(input.shape(), (Shape{1, 1, 2, 2}));  // the most frequent shape, one sample
    EXPECT_EQ(toFloats(input.view()), (std::vector<float>{3, 3, 3, 3}));
    // 0.5 of ±1.27 is level 177: 177/254 · 2.54 - 1.27 = 0.5; 1 is level 227.
    const graph::Node& op = result.asked.graph.node(*result.asked.graph.find("conv"));
    EXPECT_THAT(toFloats(result.asked.graph.node(op.inputs[1].node).value.view()),
                testing::ElementsAre(testing::FloatNear(0.5f, 1e-6f), testing::FloatNear(1.0f, 1e-6f)));
}

TEST(FastBiasCorrection, RunsNothingByDefault) {
    const Corrected result = correct(stateFrom(convolution("1x2x1x1"), {0.05f, -0.2f}), {});
    EXPECT_TRUE(result.asked.wanted.empty());
    EXPECT_THAT(biasOf(result.state), isShiftedFrom(0.05f, -0.2f));
}

// FakeQuantize of the model, weights 0.504 and 0.99: the float model computes with 0.5 and 1 already.
TEST(FastBiasCorrection, LeavesRoundingThatCameWithTheModel) {
    State trained;
    trained.model = trained.floatModel = test::graphFrom(
        convolution("1x2x1x1"), {{"w", {0.504f, 0.99f}}, {"low", {-1.27f, -1.27f}}, {"high", {1.27f, 1.27f}}, {"bias", {0.05f, -0.2f}}});
    EXPECT_TRUE(biasedLayers(trained.model, trained.floatModel, {}).empty());
    Settings all;
    all.biasCorrection.applyForAllNodes = true;
    EXPECT_EQ(biasOf(correct(trained, all).state), (std::vector<float>{0.05f, -0.2f}));
}

TEST(FastBiasCorrection, SkipsLayersWithFloatWeightsUnlessAllAreAskedFor) {
    const graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x3x4
        w = Const : f32 2x4
        fc = MatMul(in, w) {transpose_b: true} : f32 1x3x2
        bias = Const : f32 1x1x2
        sum = Add(fc, bias) : f32 1x3x2
        out = Result(sum)
    )");
    EXPECT_TRUE(biasedLayers(graph, graph, {}).empty());
    Settings settings;
    settings.biasCorrection.applyForAllNodes = true;
    const auto layers = biasedLayers(graph, graph, settings);
    ASSERT_EQ(layers.size(), 1u);
    EXPECT_EQ(layers[0], (BiasedLayer{*graph.find("fc"), {*graph.find("in"), 0}, {*graph.find("sum"), 0}, -1, -1, -1}));
}

}  // namespace
}  // namespace rf::quantization
