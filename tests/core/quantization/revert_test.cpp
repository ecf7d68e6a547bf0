// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/revert.h"

#include "core/graph/fingerprint.h"
#include "core/quantization/biased_layer.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf::quantization {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Names = std::vector<std::string>;
using Values = std::vector<float>;

/// A network as it is after placement; ranges have no say in what goes together.
State quantized(const graph::Graph& floatModel, const std::string& device = "CPU") {
    State state;
    const HardwareProfile profile = hardwareProfile(device).value();
    state.prepared = state.floatModel = floatModel;
    Settings settings;
    settings.device = device;
    state.placement = place(floatModel, profile, settings).value();
    state.model = state.placement.graph;
    state.expected = std::make_shared<const Expected>(Expected{profile, state.placement, {}});
    return state;
}

State revertAll(State state) {
    for (auto groups = revertGroups(state); !groups.empty(); groups = revertGroups(state)) state = revert(state, groups[0].start).value();
    return state;
}

std::vector<Names> layersOf(const std::vector<RevertGroup>& groups) {
    std::vector<Names> layers;
    for (const RevertGroup& group : groups) layers.push_back(group.layers);
    return layers;
}

Values valuesAt(const State& state, const std::string& layer, int port) {
    return toFloats(state.model.producer({*state.model.find(layer), port}).value.view());
}

void setValues(State& state, const std::string& layer, int port, const Values& values, graph::Storage storage) {
    ASSERT_TRUE(graph::setConstantValues(state.model, {*state.model.find(layer), port}, values, storage));
}

constexpr const char* kRow = R"(
    in = Parameter : f32 1x2x4x4
    w1 = Const : f32 2x2x1x1
    b1 = Const : f32 1x2x1x1
    conv1 = Convolution(in, w1) : f32 1x2x4x4
    bias1 = Add(conv1, b1) : f32 1x2x4x4
    relu = ReLU(bias1) : f32 1x2x4x4
    w2 = Const : f32 2x2x1x1
    conv2 = Convolution(relu, w2) : f32 1x2x4x4
    out = Result(conv2))";
const std::map<std::string, Values> kRowValues{{"w1", {1, 2, 3, 4}}, {"b1", {5, 6}}, {"w2", {7, 8, 9, 10}}};

TEST(RevertGroups, AreALayersInputAndItsWeights) {
    const std::vector<RevertGroup> groups = revertGroups(quantized(test::graphFrom(kRow, kRowValues)));
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0], (RevertGroup{"conv2/fq_input_0", {"conv2/fq_input_0", "conv2/fq_weights_1"}, {"conv2"}}));
    EXPECT_EQ(groups[1], (RevertGroup{"conv1/fq_input_0", {"conv1/fq_input_0", "conv1/fq_weights_1"}, {"conv1"}}));
}

TEST(RevertGroups, TakeAllReadersOfATensorAndBothInputsOfASum) {
    const State state = quantized(test::graphFrom(R"(
        in = Parameter : f32 1x2x4x4
        relu = ReLU(in) : f32 1x2x4x4
        w1 = Const : f32 2x2x1x1
        left = Convolution(relu, w1) : f32 1x2x4x4
        w2 = Const : f32 2x2x1x1
        right = Convolution(relu, w2) : f32 1x2x4x4
        sum = Add(left, right) : f32 1x2x4x4
        out = Result(sum))"));
    EXPECT_THAT(layersOf(revertGroups(state)), ElementsAre(Names{"sum"}, Names{"left", "right"}));
    EXPECT_EQ(quantizedLayers(state), (Names{"left", "right", "sum"}));
    const State reverted = revert(state, "right/fq_weights_1").value();
    EXPECT_THAT(layersOf(revertGroups(reverted)), ElementsAre(Names{"sum"}));
    EXPECT_EQ(quantizedLayers(reverted), Names{"sum"});
}

// The parts of a Concat and everything that reads it have one precision.
TEST(RevertGroups, GoThroughWhatPassesInt8) {
    const State state = quantized(test::graphFrom(R"(
        in = Parameter : f32 1x2x4x4
        a = ReLU(in) : f32 1x2x4x4
        b = Sigmoid(in) : f32 1x2x4x4
        both = Concat(a, b) {axis: 1} : f32 1x4x4x4
        w1 = Const : f32 2x4x1x1
        first = Convolution(both, w1) : f32 1x2x4x4
        out = Result(first)
        w2 = Const : f32 2x4x1x1
        second = Convolution(both, w2) : f32 1x2x4x4
        out2 = Result(second))"));
    const std::vector<RevertGroup> groups = revertGroups(state);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].quantizers, (Names{"both/fq_input_0", "both/fq_input_1", "first/fq_weights_1", "second/fq_weights_1"}));
    EXPECT_EQ(groups[0].start, "second/fq_weights_1") << "quantizers in front of a Concat come last";
    EXPECT_EQ(groups[0].layers, (Names{"first", "second"}));
}

TEST(RevertGroups, LeaveQuantizersOfTheModelAlone) {
    State state = quantized(test::graphFrom(R"(
        in = Parameter : f32 1x2x4x4
        low = Const : f32
        high = Const : f32
        own = FakeQuantize(in, low, high, low, high) {levels: 256} : f32 1x2x4x4
        w = Const : f32 2x2x1x1
        conv = Convolution(own, w) : f32 1x2x4x4
        out = Result(conv))"));
    const std::vector<RevertGroup> groups = revertGroups(state);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].quantizers, Names{"conv/fq_weights_1"});
    EXPECT_EQ(graph::fingerprint(revertAll(state).model), graph::fingerprint(state.floatModel));
}

TEST(Revert, OfEverythingIsTheFloatModel) {
    const State state = quantized(test::graphFrom(kRow, kRowValues));
    const State reverted = revertAll(state);
    EXPECT_EQ(graph::fingerprint(reverted.model), graph::fingerprint(state.floatModel));
    EXPECT_THAT(reverted.placement.quantizers, IsEmpty());
    EXPECT_THAT(quantizedLayers(reverted), IsEmpty());
}

TEST(Revert, GivesBackWeightsAndBiasOfTheLayersItTakesOut) {
    State state = quantized(test::graphFrom(kRow, kRowValues));
    setValues(state, "conv1/fq_weights_1", 0, {0.5f, 1, 1.5f, 2}, graph::Storage::AsRead);  // the saturation fix
    setValues(state, "conv2/fq_weights_1", 0, {3.5f, 4, 4.5f, 5}, graph::Storage::AsRead);
    setValues(state, "bias1", 1, {5.5f, 6.5f}, graph::Storage::AsUsed);

    const State other = revert(state, "conv2/fq_weights_1").value();
    EXPECT_EQ(valuesAt(other, "conv2", 1), (Values{7, 8, 9, 10}));
    EXPECT_EQ(valuesAt(other, "conv1/fq_weights_1", 0), (Values{0.5f, 1, 1.5f, 2})) << "another layer";
    EXPECT_EQ(valuesAt(other, "bias1", 1), (Values{5.5f, 6.5f}));

    const State reverted = revert(other, "conv1/fq_input_0").value();
    EXPECT_EQ(valuesAt(reverted, "conv1", 1), (Values{1, 2, 3, 4}));
    EXPECT_EQ(valuesAt(reverted, "bias1", 1), (Values{5, 6}));
    EXPECT_EQ(graph::fingerprint(reverted.model), graph::fingerprint(state.floatModel));
}

TEST(Revert, KeepsWhatChannelAlignmentMadeOfTheWeights) {
    State state = quantized(test::graphFrom(kRow, kRowValues));
    ASSERT_TRUE(graph::setConstantValues(state.floatModel, {*state.floatModel.find("conv1"), 1}, Values{10, 20, 30, 40}));
    setValues(state, "conv1/fq_weights_1", 0, {5, 10, 15, 20}, graph::Storage::AsRead);
    EXPECT_EQ(valuesAt(revert(state, "conv1/fq_input_0").value(), "conv1", 1), (Values{10, 20, 30, 40}));
}

TEST(Revert, RemovesABiasThatCorrectionHasAdded) {
    State state = quantized(test::graphFrom(kRow, kRowValues));
    const graph::NodeId conv = *state.model.find("conv2");
    storeBias(state.model, {conv, {}, {conv, 0}, 1, 1, 1}, Values{1, 2}, {1, 2, 4, 4}, habitsOf(Compatibility::Default));
    ASSERT_TRUE(state.model.find("conv2/add_"));
    EXPECT_EQ(graph::fingerprint(revertAll(state).model), graph::fingerprint(state.floatModel));
}

constexpr const char* kHalfPrecision = R"(
    in = Parameter : f32 1x2x4x4
    stored = Const : f16 2x2x1x1
    w = Convert(stored) {destination_type: f32} : f32 2x2x1x1
    conv = Convolution(in, w) : f32 1x2x4x4
    out = Result(conv))";

// Weight bias correction keeps all digits: the Convert of a constant in half precision goes.
TEST(Revert, MakesTheConvertOfHalfPrecisionAgain) {
    State state = quantized(test::graphFrom(kHalfPrecision, {{"stored", {1, 2, 3, 4}}}));
    setValues(state, "conv/fq_weights_1", 0, {1.1f, 2.1f, 3.1f, 4.1f}, graph::Storage::AsUsed);
    const State reverted = revertAll(state);
    EXPECT_EQ(reverted.model.producer({*reverted.model.find("conv"), 1}).type, graph::op::kConvert);
    EXPECT_EQ(valuesAt(reverted, "w", 0), (Values{1, 2, 3, 4}));
    EXPECT_TRUE(reverted.model.find("stored"));
}

constexpr const char* kShared = R"(
    in = Parameter : f32 1x2x4x4
    w = Const : f32 2x2x1x1
    b = Const : f32 1x2x1x1
    conv1 = Convolution(in, w) : f32 1x2x4x4
    bias1 = Add(conv1, b) : f32 1x2x4x4
    relu = ReLU(bias1) : f32 1x2x4x4
    conv2 = Convolution(relu, w) : f32 1x2x4x4
    bias2 = Add(conv2, b) : f32 1x2x4x4
    out = Result(bias2))";

TEST(Revert, OfSharedWeightsTakesAllTheirLayers) {
    State state = quantized(test::graphFrom(kShared, {{"w", {1, 2, 3, 4}}, {"b", {5, 6}}}));
    const std::vector<RevertGroup> groups = revertGroups(state);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].layers, (Names{"conv1", "conv2"}));
    setValues(state, "bias1", 1, {5.5f, 6.5f}, graph::Storage::AsUsed);  // a bias of its own
    setValues(state, groups[0].quantizers[1], 0, {0.5f, 1, 1.5f, 2}, graph::Storage::AsRead);
    const State reverted = revertAll(state);
    EXPECT_EQ(graph::fingerprint(reverted.model), graph::fingerprint(state.floatModel));
    EXPECT_EQ(reverted.model.size(), state.floatModel.size()) << "no copies of w and b are left";
}

TEST(Revert, OfOneLayerLeavesTheBiasThatTheOtherSharesWithIt) {
    std::string text = kShared;
    text.replace(text.find("conv2 = Convolution(relu, w)"), 28, "v = Const : f32 2x2x1x1\nconv2 = Convolution(relu, v)");
    State state = quantized(test::graphFrom(text, {{"b", {5, 6}}}));
    setBiasValues(state.model, {*state.model.find("bias1"), 1}, Values{1, 2}, habitsOf(Compatibility::Pot));  // both layers see it
    const State reverted = revert(state, "conv1/fq_input_0").value();
    EXPECT_EQ(valuesAt(reverted, "bias1", 1), (Values{5, 6}));
    EXPECT_EQ(valuesAt(reverted, "bias2", 1), (Values{1, 2}));
}

TEST(Revert, GivesOutputsTheirNamesBack) {
    graph::Graph model = test::graphFrom(R"(
        in = Parameter : f32 1x2x4x4
        w = Const : f32 2x2x1x1
        conv = Convolution(in, w) : f32 1x2x4x4
        b = Const : f32 1x2x1x1
        bias = Add(conv, b) : f32 1x2x4x4
        relu = ReLU(bias) : f32 1x2x4x4
        out = Result(relu))");
    graph::Editor(model).update(*model.find("relu"), [](graph::Node& node) { node.outputs[0].tensorNames = "answer"; });
    const State state = quantized(model, "GNA");
    ASSERT_TRUE(state.model.find("relu/pre_fq_input"));
    const State reverted = revertAll(state);
    const graph::Node& last = reverted.model.producer({*reverted.model.find("out"), 0});
    EXPECT_EQ(last.name, "relu");
    EXPECT_EQ(last.outputs[0].tensorNames, "answer");
    EXPECT_EQ(graph::fingerprint(reverted.model), graph::fingerprint(model));
}

graph::Graph withLoop() {
    graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x2x4x4
        loop = Loop(in) : f32 1x2x4x4
        w = Const : f32 2x2x1x1
        last = Convolution(loop, w) : f32 1x2x4x4
        out = Result(last))");
    graph::Body body{"body", std::make_shared<const graph::Graph>(test::graphFrom(kRow, kRowValues)), {}, {}, {}};
    graph::Editor(graph).update(*graph.find("loop"), [&](graph::Node& node) { node.bodies = {body}; });
    return graph;
}

State quantizedWithBody() {
    State state = quantized(withLoop());
    const auto inner = std::make_shared<const graph::Graph>(state.placement.bodies.at(0).placement.graph);
    graph::Editor(state.model).update(state.placement.bodies[0].node, [&](graph::Node& node) { node.bodies[0].graph = inner; });
    return state;
}

TEST(Revert, WorksInsideBodies) {
    const State state = quantizedWithBody();
    EXPECT_THAT(layersOf(revertGroups(state)), ElementsAre(Names{"last"}, Names{"loop|conv2"}, Names{"loop|conv1"}));
    const State reverted = revert(state, "loop|conv2/fq_weights_1").value();
    EXPECT_THAT(layersOf(revertGroups(reverted)), ElementsAre(Names{"last"}, Names{"loop|conv1"}));
    EXPECT_EQ(test::quantizedEdges(*reverted.model.node(*reverted.model.find("loop")).bodies[0].graph),
              (Names{"in -> conv1:0", "w1 -> conv1:1"}));
    EXPECT_EQ(graph::fingerprint(revertAll(state).model), graph::fingerprint(state.floatModel));
}

TEST(Revert, OfAQuantizerThatHasGoneWithAnotherChangesNothing) {
    const State state = revert(quantized(test::graphFrom(kRow)), "conv1/fq_input_0").value();
    const auto again = revert(state, "conv1/fq_weights_1");
    ASSERT_TRUE(again);
    EXPECT_EQ(graph::fingerprint(again->model), graph::fingerprint(state.model));
}

TEST(Revert, NamesAQuantizerThatNeverWas) {
    const auto reverted = revert(quantized(test::graphFrom(kRow)), "conv3/fq_input_0");
    ASSERT_FALSE(reverted);
    EXPECT_EQ(reverted.error().code(), ErrorCode::NotFound);
    EXPECT_THAT(reverted.error().message(), HasSubstr("'conv3/fq_input_0'"));
    EXPECT_FALSE(revert(State(), "x")) << "nothing is quantized";
}

}  // namespace
}  // namespace rf::quantization
