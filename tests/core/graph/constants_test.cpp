// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/constants.h"

#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

/// The weights of a product of `chain`, lines that end in "w = …".
StoredWeights weightsBehind(const std::string& chain, Graph* whole = nullptr) {
    const Graph graph = test::graphFrom("in = Parameter : f32 1x2\nlow = Const : f32\nhigh = Const : f32 2x1\n" + chain + R"(
        fc = MatMul(in, w) {transpose_b: true} : f32 1x2
        out = Result(fc))");
    if (whole) *whole = graph;
    return weightsOf(graph, Input{*graph.find("fc"), 1});
}

std::vector<std::string> chainOf(const std::string& text) {
    Graph graph;
    std::vector<std::string> names;
    for (const NodeId id : weightsBehind(text, &graph).chain) names.push_back(graph.node(id).name);
    return names;
}

constexpr auto kFloat = "w = Const : f32 2x2";
constexpr auto kHalf = "c = Const : f16 2x2\nw = Convert(c) : f32 2x2";
constexpr auto kQuantized = "c = Const : f32 2x2\nw = FakeQuantize(c, low, high, low, high) {levels: 255} : f32 2x2";
constexpr auto kHalfQuantized =
    "c = Const : f16 2x2\nf = Convert(c) : f32 2x2\nw = FakeQuantize(f, low, high, low, high) {levels: 255} : f32 2x2";
constexpr auto kIntegersQuantized =
    "c = Const : i8 2x2\nf = Convert(c) : f32 2x2\nw = FakeQuantize(f, low, high, low, high) {levels: 255} : f32 2x2";
constexpr auto kIntegers = "c = Const : i8 2x2\nf = Convert(c) : f32 2x2\nw = Multiply(f, high) : f32 2x2";
constexpr auto kZeroPoint = R"(
    c = Const : u8 2x2
    f = Convert(c) : f32 2x2
    z = Const : u8 2x1
    zf = Convert(z) : f32 2x1
    d = Subtract(f, zf) : f32 2x2
    w = Multiply(d, high) : f32 2x2)";
constexpr auto kGroups = R"(
    c = Const : i4 2x1x2
    f = Convert(c) : f16 2x1x2
    s = Const : f16 2x1x1
    m = Multiply(s, f) : f16 2x1x2
    shape = Const : i64 2
    r = Reshape(m, shape) : f16 2x2
    w = Convert(r) : f32 2x2)";

TEST(WeightsOf, NamesEveryFormInWhichWeightsAreStored) {
    EXPECT_EQ(weightsBehind(kFloat).form, WeightForm::Plain);
    EXPECT_EQ(weightsBehind(kHalf).form, WeightForm::Halved);
    EXPECT_EQ(weightsBehind(kQuantized).form, WeightForm::OwnQuantizer);
    EXPECT_EQ(weightsBehind(kHalfQuantized).form, WeightForm::OwnQuantizer);
    EXPECT_EQ(weightsBehind(kIntegersQuantized).form, WeightForm::OwnQuantizer);
    EXPECT_EQ(weightsBehind(kIntegers).form, WeightForm::StoredIntegers);
    EXPECT_EQ(weightsBehind(kZeroPoint).form, WeightForm::StoredIntegers);
    EXPECT_EQ(weightsBehind(kGroups).form, WeightForm::StoredIntegers);
}

TEST(WeightsOf, FollowsTheWeightsAndNotTheirScale) {
    EXPECT_EQ(chainOf(kZeroPoint), (std::vector<std::string>{"f", "d", "w"}));
    EXPECT_EQ(chainOf(kGroups), (std::vector<std::string>{"f", "m", "r", "w"}));
    // As many scales as weights; the integers are the weights.
    EXPECT_EQ(chainOf("s = Const : f32 2x2\nc = Const : i8 2x2\nf = Convert(c) : f32 2x2\nw = Multiply(s, f) : f32 2x2"),
              (std::vector<std::string>{"f", "w"}));
}

TEST(WeightsOf, AreNotConstantWhereAnInputOfTheNetworkTakesPart) {
    for (const char* chain : {"other = Parameter : f32 2x2\nw = FakeQuantize(other, low, high, low, high) {levels: 255} : f32 2x2",
                              "other = Parameter : f32 2x2\nw = Multiply(other, high) : f32 2x2",
                              "other = Parameter : f32 2x1\nc = Const : f32 2x2\nw = Multiply(c, other) : f32 2x2"})
        EXPECT_FALSE(weightsBehind(chain).isConstant()) << chain;
}

TEST(WeightsOf, KnowWhetherSomebodyElseReadsThem) {
    EXPECT_FALSE(weightsBehind(kHalf).isShared);
    EXPECT_TRUE(weightsBehind(std::string(kHalf) + "\nother = ReLU(c) : f16 2x2\nout2 = Result(other)").isShared);
}

TEST(SetConstantValues, NamesTheLayerWhoseWeightsAreQuantized) {
    for (const char* chain : {kQuantized, kHalfQuantized, kIntegersQuantized, kIntegers, kZeroPoint, kGroups}) {
        Graph graph;
        weightsBehind(chain, &graph);
        const Graph before = graph;
        const auto result = setConstantValues(graph, {*graph.find("fc"), 1}, std::vector<float>(4, 1.0f));
        ASSERT_FALSE(result) << chain;
        EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
        EXPECT_THAT(result.error().message(), testing::HasSubstr("'fc'"));
        EXPECT_EQ(graph.nodes(), before.nodes());
    }
}

TEST(SetConstantValues, NamesALayerThatHasBeenRemoved) {
    Graph graph = test::graphFrom("w = Const : f32 2\nr = ReLU(w) : f32 2");
    const NodeId relu = *graph.find("r");
    Editor(graph).remove(relu);
    const Graph copy = graph;
    Editor(graph).addConstant("other", Tensor::from<float>({}, std::vector<float>{1}));
    const auto result = setConstantValues(graph, {relu, 0}, std::vector<float>{1, 2});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::NotFound);
    EXPECT_THAT(result.error().message(), testing::HasSubstr("'r'"));
}

TEST(SetConstantValues, TakesIntegersThatAreOnlyConverted) {
    Graph graph;
    weightsBehind("c = Const : i32 2x2\nw = Convert(c) : f32 2x2", &graph);
    ASSERT_TRUE(setConstantValues(graph, {*graph.find("fc"), 1}, std::vector<float>{0.5f, 1, 2, 3}));
    EXPECT_EQ(toFloats(graph.node(*graph.find("w")).value.view()), (std::vector<float>{0.5f, 1, 2, 3}));
    EXPECT_FALSE(graph.find("c"));
}

constexpr auto kShared = R"(
    in = Parameter : f32 1x1x2x2
    w = Const : f16 2x1x1x1
    w32 = Convert(w) : f32 2x1x1x1
    a = Convolution(in, w32) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x2x2x2
    b = Convolution(in, w32) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x2x2x2
    ra = Result(a)
    rb = Result(b)
)";

std::vector<float> stored(const Graph& graph, NodeId op) {
    return toFloats(graph.node(weightsOf(graph, Input{op, 1}).constant).value.view());
}

TEST(SetConstantValues, LeavesOtherReadersAlone) {
    Graph graph = test::graphFrom(kShared, {{"w", {1, 2}}});
    const NodeId a = *graph.find("a"), b = *graph.find("b");
    ASSERT_TRUE(setConstantValues(graph, {a, 1}, std::vector<float>{3, 4}, Storage::AsRead));
    EXPECT_EQ(stored(graph, a), (std::vector<float>{3, 4}));
    EXPECT_EQ(stored(graph, b), (std::vector<float>{1, 2}));
    EXPECT_EQ(graph.node(weightsOf(graph, Input{a, 1}).constant).value.type(), ElementType::F16);
}

// 1 + 2^-20 is no half.
TEST(SetConstantValues, KeepsAllDigitsOfComputedValues) {
    Graph graph = test::graphFrom(kShared, {{"w", {1, 2}}});
    const NodeId a = *graph.find("a"), b = *graph.find("b");
    const std::vector<float> values{1.0f + 0x1p-20f, 4};
    ASSERT_TRUE(setConstantValues(graph, {a, 1}, values));
    EXPECT_EQ(toFloats(graph.producer({a, 1}).value.view()), values);
    EXPECT_EQ(stored(graph, b), (std::vector<float>{1, 2}));
    ASSERT_TRUE(setConstantValues(graph, {b, 1}, values));
    EXPECT_EQ(graph.producer({b, 1}).name, "w32");
    EXPECT_FALSE(graph.find("w").has_value());
}

TEST(SetConstantValues, ChangesAPrivateConstantInPlace) {
    Graph graph = test::graphFrom(R"(
        w = Const : f32 2
        r = ReLU(w) : f32 2
        out = Result(r)
    )");
    ASSERT_TRUE(setConstantValues(graph, {*graph.find("r"), 0}, std::vector<float>{3, 4}));
    EXPECT_EQ(toFloats(graph.node(*graph.find("w")).value.view()), (std::vector<float>{3, 4}));
    EXPECT_EQ(graph.size(), 3u);
}

}  // namespace
}  // namespace rf::graph
