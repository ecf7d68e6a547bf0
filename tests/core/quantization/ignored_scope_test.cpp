// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement.h"
#include "tests/core/quantization/by_name.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using quantization::Decision;
using quantization::IgnoredScope;
using quantization::Placement;
using quantization::Settings;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<Placement> place(const graph::Graph& graph, const IgnoredScope& scope, quantization::Compatibility compatibility = {}) {
    Settings settings;
    settings.ignored = scope;
    settings.compatibility = compatibility;
    return quantization::place(graph, quantization::hardwareProfile("CPU").value(), settings);
}

Placement placed(const graph::Graph& graph, const IgnoredScope& scope) {
    auto placement = place(graph, scope);
    if (!placement) throw std::runtime_error(placement.error().message());
    return std::move(placement).value();
}

std::vector<std::string> edges(const std::string& text, const IgnoredScope& scope) {
    return test::quantizedEdges(placed(test::graphFrom(text), scope).graph);
}

IgnoredScope pattern(const std::string& text, bool regularExpression = false) {
    IgnoredScope scope;
    scope.patterns = {{text, regularExpression}};
    return scope;
}

IgnoredScope subgraph(std::vector<std::string> inputs, std::vector<std::string> outputs) {
    IgnoredScope scope;
    scope.subgraphs = {{std::move(inputs), std::move(outputs)}};
    return scope;
}

IgnoredScope structure(std::vector<std::string> types) {
    IgnoredScope scope;
    scope.structures = {{std::move(types)}};
    return scope;
}

// Four convolutions in a row; without rules each of them reads two FakeQuantize of its own.
constexpr const char* kRow = R"(
    in = Parameter : f32 1x4x8x8
    w0 = Const : f32 4x4x1x1
    w1 = Const : f32 4x4x1x1
    w2 = Const : f32 4x4x1x1
    w10 = Const : f32 4x4x1x1
    stem/conv = Convolution(in, w0) : f32 1x4x8x8
    stem/relu = ReLU(stem/conv) : f32 1x4x8x8
    block1/conv = Convolution(stem/relu, w1) : f32 1x4x8x8
    block1/relu = ReLU(block1/conv) : f32 1x4x8x8
    block2/conv = Convolution(block1/relu, w2) : f32 1x4x8x8
    block2/relu = ReLU(block2/conv) : f32 1x4x8x8
    block10/conv = Convolution(block2/relu, w10) : f32 1x4x8x8
    out = Result(block10/conv)
)";

TEST(IgnoredPattern, KeepsLayersInFloatWhoseWholeNameFits) {
    for (const IgnoredScope& scope : {pattern("block?/c*v"), pattern("block\\d/.*v", true)}) {
        const Placement placement = placed(test::graphFrom(kRow), scope);
        EXPECT_THAT(test::quantizedEdges(placement.graph),
                    ElementsAre("block2/relu -> block10/conv:0", "in -> stem/conv:0", "w0 -> stem/conv:1", "w10 -> block10/conv:1"));
        ASSERT_EQ(placement.rules.size(), 1U);
        EXPECT_EQ(placement.rules[0].matchedNodes, 2);
        EXPECT_EQ(placement.rules[0].removedQuantizers, 4);
        EXPECT_TRUE(placement.rules[0].hasEffect());
        EXPECT_EQ(decision(placement, "block1/conv").reason, Decision::Reason::UserPattern);
        EXPECT_EQ(decision(placement, "block1/conv").detail, quantization::ruleTexts(scope)[0]);
        EXPECT_EQ(decision(placement, "block10/conv").reason, Decision::Reason::Quantized);
    }
}

TEST(IgnoredPattern, WithoutAMatchHasNoEffect) {
    const Placement placement = placed(test::graphFrom(kRow), pattern("conv"));
    EXPECT_EQ(placement.rules[0].matchedNodes, 0);
    EXPECT_FALSE(placement.rules[0].hasEffect());
    EXPECT_EQ(placement.quantizers.size(), 8U);
}

TEST(IgnoredPattern, CountsLayersButNotTheirConstants) {
    EXPECT_EQ(placed(test::graphFrom(kRow), pattern("*")).rules[0].matchedNodes, 9);  // with Parameter and Result
}

TEST(IgnoredRules, ThatMeetOnALayerAllCountIt) {
    IgnoredScope scope = pattern("block1/*");
    scope.names = {"block1/conv"};
    scope.structures = {{{"MaxPool"}}};
    const Placement placement = placed(test::graphFrom(kRow), scope);
    ASSERT_EQ(placement.rules.size(), 3U);
    EXPECT_EQ(placement.rules[0].rule, "block1/conv");
    EXPECT_EQ(placement.rules[0].matchedNodes, 1);
    EXPECT_EQ(placement.rules[0].removedQuantizers, 2);
    EXPECT_EQ(placement.rules[1].rule, "block1/*");
    EXPECT_EQ(placement.rules[1].matchedNodes, 2);
    EXPECT_EQ(placement.rules[1].removedQuantizers, 2);
    EXPECT_EQ(placement.rules[2].rule, "MaxPool");
    EXPECT_FALSE(placement.rules[2].hasEffect());
}

// a -> ra -> { left, right } -> sum -> rs -> z
constexpr const char* kDiamond = R"(
    in = Parameter : f32 1x4x8x8
    wa = Const : f32 4x4x1x1
    wl = Const : f32 4x4x1x1
    wr = Const : f32 4x4x1x1
    wz = Const : f32 4x4x1x1
    a = Convolution(in, wa) : f32 1x4x8x8
    ra = ReLU(a) : f32 1x4x8x8
    left = Convolution(ra, wl) : f32 1x4x8x8
    right = Convolution(ra, wr) : f32 1x4x8x8
    sum = Add(left, right) : f32 1x4x8x8
    rs = ReLU(sum) : f32 1x4x8x8
    z = Convolution(rs, wz) : f32 1x4x8x8
    out = Result(z)
)";

TEST(IgnoredSubgraph, HoldsWhatIsOnAPathAndNothingBesideIt) {
    const Placement placement = placed(test::graphFrom(kDiamond), subgraph({"left"}, {"z"}));
    EXPECT_THAT(test::quantizedEdges(placement.graph), ElementsAre("in -> a:0", "ra -> right:0", "wa -> a:1", "wr -> right:1"));
    EXPECT_EQ(placement.rules[0].rule, "left -> z");
    EXPECT_EQ(placement.rules[0].matchedNodes, 4);       // left, sum, rs, z
    EXPECT_EQ(placement.rules[0].removedQuantizers, 5);  // of wl, left, right, rs, wz; that of ra serves right
    EXPECT_EQ(decision(placement, "rs").reason, Decision::Reason::UserSubgraph);
    EXPECT_EQ(decision(placement, "rs").detail, "left -> z");
    EXPECT_EQ(decision(placement, "right").reason, Decision::Reason::Quantized);
}

TEST(IgnoredSubgraph, TakesSeveralInputsAndOutputs) {
    EXPECT_EQ(placed(test::graphFrom(kDiamond), subgraph({"a"}, {"left", "right"})).rules[0].matchedNodes, 4);  // a, ra, left, right
    EXPECT_EQ(placed(test::graphFrom(kDiamond), subgraph({"left", "right"}, {"sum"})).rules[0].matchedNodes, 3);
    EXPECT_EQ(placed(test::graphFrom(kDiamond), subgraph({"z"}, {"z"})).rules[0].matchedNodes, 1);
}

TEST(IgnoredStructure, KeepsEveryLayerOfEveryChain) {
    const Placement placement = placed(test::graphFrom(kDiamond), structure({"Convolution", "ReLU", "Convolution"}));
    EXPECT_THAT(test::quantizedEdges(placement.graph), ElementsAre("left -> sum:0", "right -> sum:1", "rs -> z:0", "wz -> z:1"));
    EXPECT_EQ(placement.rules[0].rule, "Convolution, ReLU, Convolution");
    EXPECT_EQ(placement.rules[0].matchedNodes, 4);  // a, ra, left, right: sum is no convolution, so that z ends no chain
    EXPECT_EQ(decision(placement, "left").reason, Decision::Reason::UserStructure);
    EXPECT_EQ(decision(placement, "left").detail, "Convolution, ReLU, Convolution");
}

TEST(IgnoredStructure, KnowsAlternativesAnyTypeAndBothSpellings) {
    const auto matched = [](std::vector<std::string> types) {
        return placed(test::graphFrom(kDiamond), structure(std::move(types))).rules[0].matchedNodes;
    };
    EXPECT_EQ(matched({"Add | Multiply", "*", "Convolution"}), 3);
    EXPECT_EQ(matched({"Add", "Relu"}), 2) << "the runtime writes ReLU in this way";
    EXPECT_EQ(matched({"*", "Add", "*"}), 4) << "left, right, sum, rs";
    EXPECT_EQ(matched({"*", "Convolution"}), 7) << "constants are in no chain: in, a, ra, left, right, rs, z";
    EXPECT_EQ(matched({"Convolution", "Convolution"}), 0);
    EXPECT_EQ(matched({"Convolution"}), 4);
}

TEST(IgnoredStructure, CountsGroupConvolutionAsConvolutionButNotTheReverse) {
    const std::string text = R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        dw = Const : f32 4x1x1x1x1
        depthwise = GroupConvolution(in, dw) : f32 1x4x8x8
        pointwise = Convolution(depthwise, w) : f32 1x4x8x8
        out = Result(pointwise))";
    const auto matched = [&](const std::string& type) { return placed(test::graphFrom(text), structure({type})).rules[0].matchedNodes; };
    EXPECT_EQ(matched("Convolution"), 2);
    EXPECT_EQ(matched("GroupConvolution"), 1);
    EXPECT_EQ(matched("Convolution|GroupConvolution"), 2);
}

TEST(IgnoredStructure, DoesNotSeeTheZeroBiasThatPlacementAdds) {
    EXPECT_EQ(placed(test::graphFrom(kDiamond), structure({"Convolution", "Add"})).rules[0].matchedNodes, 3);  // left, right, sum
    EXPECT_EQ(placed(test::graphFrom(kRow), structure({"Convolution", "Add"})).rules[0].matchedNodes, 0);
}

// There are 2^200 chains of this length: to enumerate them would take forever.
TEST(IgnoredStructure, DoesNotEnumerateTheChains) {
    std::string text = "in = Parameter : f32 1x4\n n0 = Tanh(in) : f32 1x4\n";
    for (int i = 0; i < 200; ++i) {
        const std::string before = "n" + std::to_string(i), here = std::to_string(i + 1);
        text += "l" + here + " = Tanh(" + before + ") : f32 1x4\nr" + here + " = Tanh(" + before + ") : f32 1x4\n";
        text += "n" + here + " = Maximum(l" + here + ", r" + here + ") : f32 1x4\n";
    }
    std::vector<std::string> types(401, "*");
    EXPECT_EQ(placed(test::graphFrom(text), structure(types)).rules[0].matchedNodes, 602);  // in to n200
    types.push_back("MaxPool");
    EXPECT_EQ(placed(test::graphFrom(text), structure(types)).rules[0].matchedNodes, 0);
}

TEST(IgnoredRules, OfEveryKindReachBelowAPassThroughOperator) {
    IgnoredScope name;
    name.names = {"pool"};
    for (const IgnoredScope& scope : {name, pattern("po*l"), subgraph({"pool"}, {"pool"}), structure({"MaxPool"})}) {
        const std::string text = R"(
            in = Parameter : f32 1x4x8x8
            pool = MaxPool(in) : f32 1x4x8x8
            order = Const : i64 4
            turned = Transpose(pool, order) : f32 1x4x8x8
            w = Const : f32 4x4x1x1
            conv = Convolution(turned, w) : f32 1x4x8x8
            out = Result(conv))";
        EXPECT_THAT(edges(text, scope), IsEmpty());
        const Placement placement = placed(test::graphFrom(text), scope);
        EXPECT_EQ(decision(placement, "conv").reason, Decision::Reason::Propagation);
        EXPECT_EQ(decision(placement, "conv").detail, quantization::ruleTexts(scope)[0]);
        EXPECT_EQ(placement.rules[0].matchedNodes, 1);
        EXPECT_EQ(placement.rules[0].removedQuantizers, 2);
    }
}

/// first -> loop { x -> inner (Convolution) -> act (ReLU) -> second (Convolution) } -> last
graph::Graph withBody() {
    graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        first = Convolution(in, w) : f32 1x4x8x8
        loop = Loop(first) : f32 1x4x8x8
        w2 = Const : f32 4x4x1x1
        last = Convolution(loop, w2) : f32 1x4x8x8
        out = Result(last))");
    graph::Body body{"body",
                     std::make_shared<const graph::Graph>(test::graphFrom(R"(
        x = Parameter : f32 1x4x8x8
        u = Const : f32 4x4x1x1
        v = Const : f32 4x4x1x1
        inner = Convolution(x, u) : f32 1x4x8x8
        act = ReLU(inner) : f32 1x4x8x8
        second = Convolution(act, v) : f32 1x4x8x8
        y = Result(second))")),
                     {},
                     {},
                     {}};
    graph::Editor(graph).update(*graph.find("loop"), [&](graph::Node& node) { node.bodies = {body}; });
    return graph;
}

TEST(IgnoredRules, WorkInsideBodies) {
    struct Case {
        IgnoredScope scope;
        int matched;
        std::size_t left;  ///< quantizers in the body, of four
    };
    const std::vector<Case> cases = {
        {{}, 0, 4},
        {pattern("loop|second"), 1, 2},
        {pattern("loop\\|.*", true), 5, 0},  // x, inner, act, second, y
        {subgraph({"loop|act"}, {"loop|second"}), 2, 2},
        {subgraph({"first"}, {"last"}), 8, 0},  // first, loop, last, and the five of the body
        {structure({"Convolution", "ReLU"}), 2, 2},
        {structure({"Loop"}), 1, 4},
    };
    for (const Case& each : cases) {
        const Placement placement = placed(withBody(), each.scope);
        ASSERT_EQ(placement.bodies.size(), 1U);
        EXPECT_EQ(placement.bodies[0].placement.quantizers.size(), each.left)
            << testing::PrintToString(quantization::ruleTexts(each.scope));
        const int matched = placement.rules.empty() ? 0 : placement.rules[0].matchedNodes;
        EXPECT_EQ(matched, each.matched) << testing::PrintToString(quantization::ruleTexts(each.scope));
    }
}

TEST(IgnoredRules, OfPotTakeNoNoticeOfNamesThatDoNotExist) {
    IgnoredScope scope = subgraph({"left", "lfet"}, {"sum", "smu"});
    scope.names = {"nothing"};
    const auto placement = place(test::graphFrom(kDiamond), scope, quantization::Compatibility::Pot);
    ASSERT_TRUE(placement) << placement.error().message();
    EXPECT_EQ(placement->rules[0].matchedNodes, 0);
    EXPECT_EQ(placement->rules[1].matchedNodes, 2);
    EXPECT_FALSE(place(test::graphFrom(kDiamond), pattern("(", true), quantization::Compatibility::Pot)) << "but this can't be read";
}

struct BadScope {
    std::string name;
    IgnoredScope scope;
    std::string problem;
};

IgnoredScope emptyName() {
    IgnoredScope scope;
    scope.names = {"a", ""};
    return scope;
}

class RefusedScope : public testing::TestWithParam<BadScope> {};

TEST_P(RefusedScope, IsOneSentence) {
    const auto placement = place(withBody(), GetParam().scope);
    ASSERT_FALSE(placement);
    EXPECT_EQ(placement.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(placement.error().message(), HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedScope,
    testing::Values(
        BadScope{"EmptyName", emptyName(), "entry 2 of 'names' is empty"},
        BadScope{"EmptyPattern", pattern(""), "entry 1 of 'patterns' is empty"},
        BadScope{"NoInput", subgraph({}, {"last"}), "entry 1 of 'subgraphs' is empty"},
        BadScope{"EmptyOutput", subgraph({"first"}, {""}), "entry 1 of 'subgraphs' is empty"},
        BadScope{"NoTypes", structure({}), "entry 1 of 'structures' is empty"},
        BadScope{"EmptyAlternative", structure({"Convolution", "Add|"}), "ignored chain 'Convolution, Add|': a type is missing"},
        BadScope{"NoExpression", pattern("a(b", true), "regular expression 'a(b'"},
        BadScope{"UnknownInput", subgraph({"firrst"}, {"last"}),
                 "ignored subgraph 'firrst -> last': the model has no layer 'firrst'; did you mean 'first'?"},
        BadScope{"UnknownOutput", subgraph({"first"}, {"loop|secnod"}), "did you mean 'loop|second'?"},
        BadScope{"UnknownAndNothingNear", subgraph({"first"}, {"ZZZZZZZZZZ"}), "the model has no layer 'ZZZZZZZZZZ'"},
        BadScope{"NoPath", subgraph({"last"}, {"first"}), "ignored subgraph 'last -> first': no path leads from 'last' to an output"},
        BadScope{"OneInputWithoutPath", subgraph({"first", "last"}, {"loop"}), "no path leads from 'last'"},
        BadScope{"OneOutputWithoutPath", subgraph({"loop"}, {"last", "first"}), "no path leads from an input to 'first'"},
        BadScope{"AcrossTheEdgeOfABody", subgraph({"first"}, {"loop|inner"}), "inside a body and others are not"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace rf
