// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement.h"

#include "core/graph/validate.h"
#include "core/quantization/placement/unify_scales.h"
#include "tests/core/quantization/by_name.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using quantization::Decision;
using quantization::Group;
using quantization::Mode;
using quantization::Placement;
using quantization::Preset;
using quantization::Settings;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

// Every convolution below has one input and one output channel per letter of its weights' shape; values do not matter.
constexpr const char* kConv = R"(
    in = Parameter : f32 1x4x8x8
    w = Const : f32 4x4x1x1
    conv = Convolution(in, w) {strides: 1,1} : f32 1x4x8x8
    b = Const : f32 1x4x1x1
    bias = Add(conv, b) : f32 1x4x8x8
)";

Placement placed(const std::string& text, Settings settings = {}) {
    const auto profile = quantization::hardwareProfile(settings.device);
    auto placement = quantization::place(test::graphFrom(text), profile.value(), settings);
    if (!placement) throw std::runtime_error(placement.error().message());
    return std::move(placement).value();
}

std::vector<std::string> edges(const std::string& text, Settings settings = {}) {
    return test::quantizedEdges(placed(text, settings).graph);
}

Settings onDevice(const std::string& device, Preset preset = Preset::Performance) {
    Settings settings;
    settings.device = device;
    settings.preset = preset;
    return settings;
}

const quantization::Quantizer& quantizer(const Placement& placement, const std::string& name) {
    for (const quantization::Quantizer& candidate : placement.quantizers)
        if (candidate.name == name) return candidate;
    throw std::runtime_error("no quantizer " + name);
}

TEST(Placement, Stops) {
    std::stop_source stop;
    stop.request_stop();
    const auto placement =
        quantization::place(test::graphFrom(kConv), quantization::hardwareProfile("CPU").value(), {}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(placement);
    EXPECT_EQ(placement.error().code(), ErrorCode::Cancelled);
}

TEST(Placement, QuantizesDataAndWeightsOfAConvolutionButNotItsBias) {
    EXPECT_THAT(edges(std::string(kConv) + "out = Result(bias)"), ElementsAre("in -> conv:0", "w -> conv:1"));
}

TEST(Placement, LeavesBoundsThatBoundNothingInFloat) {
    constexpr float kLargest = std::numeric_limits<float>::max(), kInfinity = std::numeric_limits<float>::infinity();
    const auto clipped = [](float low, float high) {
        const auto graph = test::graphFrom(R"(
            in = Parameter : f32 1x4
            low = Const : f32
            high = Const : f32
            above = Maximum(in, low) : f32 1x4
            between = Minimum(high, above) : f32 1x4
            w = Const : f32 4x4
            product = MatMul(between, w) {transpose_b: true} : f32 1x4
            out = Result(product))",
                                           {{"low", {low}}, {"high", {high}}});
        return test::quantizedEdges(quantization::place(graph, quantization::hardwareProfile("CPU").value(), {}).value().graph);
    };
    EXPECT_THAT(clipped(0, 6), Contains("high -> between:0"));
    for (const float high : {kLargest, kInfinity}) {
        const auto edges = clipped(-kLargest, high);
        EXPECT_THAT(edges, Not(Contains("high -> between:0")));
        EXPECT_THAT(edges, Contains("w -> product:1"));
    }
}

TEST(Placement, GivesLimitsTheElementTypeOfTheTensor) {
    for (const std::string type : {"f16", "bf16", "f32", "f64"}) {
        const Placement placement = placed("in = Parameter : " + type + " 1x4\nw = Const : " + type +
                                           " 4x4\nproduct = MatMul(in, w) : " + type + " 1x4\nout = Result(product)");
        EXPECT_EQ(placement.quantizers.size(), 2U);
        EXPECT_THAT(graph::validate(placement.graph), IsEmpty()) << type;
    }
}

TEST(Placement, WritesCompleteFakeQuantizeNodes) {
    const Placement placement = placed(std::string(kConv) + "out = Result(bias)");
    const auto id = placement.graph.find("conv/fq_weights_1");
    ASSERT_TRUE(id);
    const graph::Node& node = placement.graph.node(*id);
    EXPECT_EQ(node.inputs.size(), 5U);
    EXPECT_EQ(node.attributes.integer("levels"), 255);
    EXPECT_EQ(node.attributes.text("auto_broadcast"), "numpy");
    EXPECT_EQ(node.opset, "opset1");
    EXPECT_TRUE(placement.graph.find("conv/fq_weights_1/output_high"));
    EXPECT_EQ(quantizer(placement, "conv/fq_weights_1").group, Group::Weights);
    EXPECT_EQ(quantizer(placement, "conv/fq_weights_1").node, *id);
}

TEST(Placement, MovesAbovePassThroughOperatorsAndMergesWhatMeetsThere) {
    EXPECT_THAT(edges(std::string(kConv) + R"(
        relu = ReLU(bias) : f32 1x4x8x8
        pool = MaxPool(relu) : f32 1x4x8x8
        w2 = Const : f32 4x4x1x1
        left = Convolution(pool, w2) : f32 1x4x8x8
        right = Convolution(relu, w2) : f32 1x4x8x8
        out1 = Result(left)
        out2 = Result(right))"),
                ElementsAre("in -> conv:0", "relu -> pool:0", "relu -> right:0", "w -> conv:1", "w2 -> left:1", "w2 -> right:1"));
}

TEST(Placement, StaysBelowAnOperatorThatAFloatReaderSharesButNotBelowOneThatEndsInAResult) {
    const std::string text = std::string(kConv) + R"(
        relu = ReLU(bias) : f32 1x4x8x8
        pool = MaxPool(relu) : f32 1x4x8x8
        w2 = Const : f32 4x4x1x1
        conv2 = Convolution(pool, w2) : f32 1x4x8x8
        out1 = Result(conv2)
    )";
    EXPECT_THAT(edges(text + "soft = SoftMax(pool) : f32 1x4x8x8"), Contains("pool -> conv2:0"));
    EXPECT_THAT(edges(text + "out2 = Result(pool)"), Contains("relu -> pool:0"));
}

TEST(Placement, CrossesConcatToAllItsInputsAndASplitWhoseHalvesAreJoinedAgain) {
    EXPECT_THAT(edges(R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        a = Sigmoid(in) : f32 1x4x8x8
        b = Tanh(in) : f32 1x4x8x8
        joined = Concat(a, b) {axis: 1} : f32 1x8x8x8
        w2 = Const : f32 4x8x1x1
        conv = Convolution(joined, w2) : f32 1x4x8x8
        out = Result(conv))"),
                ElementsAre("a -> joined:0", "b -> joined:1", "w2 -> conv:1"));
    EXPECT_THAT(edges(R"(
        in = Parameter : f32 1x4x8x8
        a = Sigmoid(in) : f32 1x4x8x8
        axis = Const : i64
        parts = Split(a, axis) {num_splits: 2} : f32 1x2x8x8 | f32 1x2x8x8
        joined = Concat(parts:1, parts:0) {axis: 1} : f32 1x4x8x8
        w2 = Const : f32 4x4x1x1
        conv = Convolution(joined, w2) : f32 1x4x8x8
        out = Result(conv))"),
                ElementsAre("a -> parts:0", "w2 -> conv:1"));
}

TEST(Placement, PutsNothingBetweenAConvolutionAndWhatIsFusedBehindIt) {
    const std::string tail = R"(
        relu = ReLU(bias) : f32 1x4x8x8
        k = Const : f32 1x4x1x1
        scale = Multiply(relu, k) : f32 1x4x8x8
        out = Result(scale))";
    EXPECT_THAT(edges(kConv + tail), ElementsAre("in -> conv:0", "w -> conv:1"));
    EXPECT_EQ(decision(placed(kConv + tail), "scale").detail, "fused_eltwise");
    EXPECT_THAT(edges(kConv + tail + "\n second = Result(relu)"), Contains("relu -> scale:0")) << "a branch forbids the fusion";
    EXPECT_THAT(edges(kConv + tail, onDevice("VPU")), Contains("relu -> scale:0")) << "the VPU fuses nothing here";
}

TEST(Placement, MatchesPatternsOnlyAsInducedSubgraphs) {
    // NormalizeL2 → Multiply is a pattern; a product of the tensor with itself has two edges where the pattern has one.
    const std::string head = "in = Parameter : f32 1x4\naxes = Const : i64 1\nnorm = NormalizeL2(in, axes) : f32 1x4\n";
    EXPECT_EQ(
        decision(placed(head + "other = Parameter : f32 1x4\nmul = Multiply(norm, other) : f32 1x4\nout = Result(mul)"), "mul").detail,
        "normalize_l2");
    EXPECT_EQ(decision(placed(head + "mul = Multiply(norm, norm) : f32 1x4\nout = Result(mul)"), "mul").reason,
              Decision::Reason::Quantized);
}

TEST(Placement, RecognisesSqueezeAndExcitationWithoutBiases) {
    const Placement placement = placed(R"(
        in = Parameter : f32 1x4x8x8
        x = Sigmoid(in) : f32 1x4x8x8
        axes = Const : i64 2
        mean = ReduceMean(x, axes) {keep_dims: true} : f32 1x4x1x1
        w = Const : f32 4x4x1x1
        squeeze = Convolution(mean, w) : f32 1x4x1x1
        relu = ReLU(squeeze) : f32 1x4x1x1
        excite = Convolution(relu, w) : f32 1x4x1x1
        gate = Sigmoid(excite) : f32 1x4x1x1
        mul = Multiply(x, gate) : f32 1x4x8x8
        out = Result(mul))");
    EXPECT_EQ(decision(placement, "squeeze").detail, "se_block");
    EXPECT_EQ(decision(placement, "gate").detail, "se_block");
    EXPECT_EQ(decision(placement, "mul").reason, Decision::Reason::Quantized);
    EXPECT_FALSE(placement.graph.find("squeeze/add_")) << "the helper bias is taken out again";
}

TEST(Placement, QuantizesTheOperandsOfRecurrentSequencesByPort) {
    const std::string gru = R"(
        x = Parameter : f32 1x3x4
        h = Parameter : f32 1x1x5
        n = Const : i64 1
        w = Const : f32 1x15x4
        r = Const : f32 1x15x5
        b = Const : f32 1x15
    )";
    const std::string end = " : f32 1x1x3x5 | f32 1x1x5\nout = Result(gru)";
    EXPECT_THAT(edges(gru + "gru = GRUSequence(x, h, n, w, r, b) {linear_before_reset: false}" + end),
                ElementsAre("h -> gru:1", "r -> gru:4", "w -> gru:3", "x -> gru:0"));
    EXPECT_THAT(edges(gru + "gru = GRUSequence(x, h, n, w, r, b) {linear_before_reset: true}" + end), IsEmpty());
    EXPECT_THAT(edges(gru + "gru = GRUSequence(x, h, n, w, r, b) {linear_before_reset: false}" + end, onDevice("GPU")), IsEmpty());
    const Placement placement = placed(gru + "gru = GRUSequence(x, h, n, w, r, b) {linear_before_reset: false}" + end);
    EXPECT_GE(quantizer(placement, "gru/fq_input_0").unifyGroup, 0);
    EXPECT_EQ(quantizer(placement, "gru/fq_input_0").unifyGroup, quantizer(placement, "gru/fq_input_1").unifyGroup);
    EXPECT_EQ(quantizer(placement, "gru/fq_weights_3").unifyGroup, -1);
}

TEST(Placement, StackedRecurrentLayersThatShareAStateShareOneRange) {
    const Placement placement = placed(R"(
        x = Parameter : f32 1x3x5
        h = Parameter : f32 1x1x5
        n = Const : i64 1
        w = Const : f32 1x15x5
        r = Const : f32 1x15x5
        b = Const : f32 1x15
        one = GRUSequence(x, h, n, w, r, b) {linear_before_reset: false} : f32 1x1x3x5 | f32 1x1x5
        shape = Const : i64 3
        flat = Reshape(one, shape) : f32 1x3x5
        two = GRUSequence(flat, h, n, w, r, b) {linear_before_reset: false} : f32 1x1x3x5 | f32 1x1x5
        out = Result(two))");
    EXPECT_GE(quantizer(placement, "one/fq_input_0").unifyGroup, 0);
    EXPECT_EQ(quantizer(placement, "one/fq_input_0").unifyGroup, quantizer(placement, "one/fq_input_1").unifyGroup);
    EXPECT_EQ(quantizer(placement, "one/fq_input_0").unifyGroup, quantizer(placement, "flat/fq_input_0").unifyGroup);
}

TEST(UnifyScales, GroupsWithAQuantizerInCommonShareOneRange) {
    const auto group = [](std::vector<int> ids) {
        quantization::placement::UnifiedGroup made;
        for (const int id : ids) made.quantizers.push_back(graph::NodeId{id});
        return made;
    };
    const auto numbers = quantization::placement::sharedRanges({group({1, 2}), group({3, 4}), group({5, 6}), group({2, 3})});
    const int chain = numbers.at(graph::NodeId{1});
    for (const int id : {2, 3, 4}) EXPECT_EQ(numbers.at(graph::NodeId{id}), chain) << id;
    EXPECT_EQ(numbers.at(graph::NodeId{5}), numbers.at(graph::NodeId{6}));
    EXPECT_NE(numbers.at(graph::NodeId{5}), chain);
}

TEST(Placement, LeavesIntegerTensorsAndShapeSubgraphsAlone) {
    const Placement placement = placed(R"(
        in = Parameter : i64 4
        other = Parameter : i64 4
        sum = Add(in, other) : i64 4
        out = Result(sum)
        image = Parameter : f32 1x4x8x8
        shape = ShapeOf(image) : i64 4
        two = Const : i64 4
        double = Multiply(shape, two) : i64 4
        out2 = Result(double))");
    EXPECT_THAT(placement.quantizers, IsEmpty());
    EXPECT_EQ(decision(placement, "sum").reason, Decision::Reason::NoFloatInput);
    EXPECT_EQ(decision(placement, "double").reason, Decision::Reason::ShapeSubgraph);
}

TEST(Placement, ChoosesSchemesByPreset) {
    const std::string text = std::string(kConv) + "out = Result(bias)";
    const auto modes = [&](Preset preset) {
        const Placement placement = placed(text, onDevice("CPU", preset));
        return std::pair(quantizer(placement, "conv/fq_input_0").scheme.mode, quantizer(placement, "conv/fq_weights_1").scheme.mode);
    };
    EXPECT_EQ(modes(Preset::Performance), std::pair(Mode::Symmetric, Mode::Symmetric));
    EXPECT_EQ(modes(Preset::Mixed), std::pair(Mode::Asymmetric, Mode::Symmetric));
    EXPECT_EQ(modes(Preset::Accuracy), std::pair(Mode::Asymmetric, Mode::Asymmetric));
    EXPECT_EQ(quantizer(placed(text, onDevice("CPU", Preset::Accuracy)), "conv/fq_weights_1").levels, 256);
}

TEST(Placement, GivesDepthwiseConvolutionsRangesPerChannelUnlessAnotherReaderCannot) {
    const std::string depthwise = R"(
        in = Parameter : f32 1x4x8x8
        w = Const : f32 4x1x1x3x3
        dw = GroupConvolution(in, w) : f32 1x4x8x8
        out = Result(dw)
    )";
    EXPECT_EQ(quantizer(placed(depthwise), "dw/fq_input_0").scheme.granularity, calibration::Granularity::PerChannel);
    const Placement shared = placed(depthwise + "w2 = Const : f32 4x4x1x1\nconv = Convolution(in, w2) : f32 1x4x8x8\nout2 = Result(conv)");
    EXPECT_EQ(quantizer(shared, "conv/fq_input_0").scheme.granularity, calibration::Granularity::PerTensor);
    EXPECT_EQ(quantizer(shared, "conv/fq_input_0").consumers.size(), 2U);
}

TEST(Placement, FiltersCandidatesByTheUsersConstraintOrTakesItLiterally) {
    const std::string text = std::string(kConv) + "out = Result(bias)";
    Settings settings;
    settings.weights.mode = Mode::Asymmetric;
    EXPECT_EQ(quantizer(placed(text, settings), "conv/fq_weights_1").scheme.granularity, calibration::Granularity::PerChannel);
    settings.activations.bits = 4;  // 2^4 levels; no row of the table has 4 bits
    EXPECT_EQ(quantizer(placed(text, settings), "conv/fq_input_0").levels, 16);
}

TEST(Placement, KeepsTheNamesOfOutputs) {
    const Placement placement = placed(std::string(kConv) + "relu = ReLU(bias) : f32 1x4x8x8\nout = Result(relu)", onDevice("GNA"));
    const graph::Node& last = placement.graph.producer({*placement.graph.find("out"), 0});
    EXPECT_EQ(last.name, "relu");
    EXPECT_TRUE(last.isFakeQuantize());
    EXPECT_EQ(placement.graph.node(last.inputs[0].node).name, "relu/pre_fq_input");
}

TEST(Placement, KeepsFakeQuantizeThatCameWithTheModel) {
    const Placement placement = placed(R"(
        in = Parameter : f32 1x4x8x8
        lo = Const : f32
        hi = Const : f32
        own = FakeQuantize(in, lo, hi, lo, hi) {levels: 16} : f32 1x4x8x8
        pool = MaxPool(own) : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        conv = Convolution(pool, w) : f32 1x4x8x8
        out = Result(conv))");
    EXPECT_THAT(test::quantizedEdges(placement.graph), ElementsAre("in -> pool:0", "w -> conv:1"));
    EXPECT_EQ(placement.graph.node(*placement.graph.find("own")).attributes.integer("levels"), 16);
    EXPECT_EQ(placement.quantizers.size(), 1U);
}

// Weights that are stored quantized keep their form in every spelling; only the data get a FakeQuantize.
TEST(Placement, QuantizesOnlyTheDataOfWeightsThatAreStoredQuantized) {
    const std::string before = "in = Parameter : f32 1x4x8x8\n", after = "\nconv = Convolution(in, w) : f32 1x4x8x8\nout = Result(conv)";
    const std::string limits = "lo = Const : f32\nhi = Const : f32 4x1x1x1\n";
    const std::string own = " = FakeQuantize(v, lo, hi, lo, hi) {levels: 255} : f32 4x4x1x1";
    for (const std::string weights :
         {"c = Const : i8 4x4x1x1\nv = Convert(c) : f32 4x4x1x1\ns = Const : f32 4x1x1x1\nw = Multiply(v, s) : f32 4x4x1x1",
          "c = Const : u8 4x4x1x1\nv = Convert(c) : f32 4x4x1x1\nz = Const : f32 4x1x1x1\nd = Subtract(v, z) : f32 4x4x1x1\n"
          "s = Const : f32 4x1x1x1\nw = Multiply(d, s) : f32 4x4x1x1",
          "c = Const : i4 4x2x2x1\nv = Convert(c) : f32 4x2x2x1\ns = Const : f32 4x2x1x1\nd = Multiply(v, s) : f32 4x2x2x1\n"
          "n = Const : i64 4\nw = Reshape(d, n) : f32 4x4x1x1"}) {
        EXPECT_THAT(edges(before + weights + after), ElementsAre("in -> conv:0")) << weights;
    }
    for (const std::string& weights :
         {limits + "v = Const : f32 4x4x1x1\nw" + own, limits + "c = Const : f16 4x4x1x1\nv = Convert(c) : f32 4x4x1x1\nw" + own,
          limits + "c = Const : i8 4x4x1x1\nv = Convert(c) : f32 4x4x1x1\nw" + own}) {
        const Placement placement = placed(before + weights + after);
        ASSERT_EQ(placement.quantizers.size(), 1U) << weights;
        EXPECT_EQ(placement.quantizers[0].group, Group::Activations);
    }
}

// The Reshape lets int8 pass, but what stands above it is quantized already.
TEST(Placement, PutsNothingBehindARearrangedQuantizerOfWeights) {
    const Placement placement = placed(R"(
        in = Parameter : f32 1x4x8x8
        lo = Const : f32
        hi = Const : f32
        v = Const : f32 4x1x1x1
        own = FakeQuantize(v, lo, hi, lo, hi) {levels: 255} : f32 4x1x1x1
        shape = Const : i64 5
        w = Reshape(own, shape) : f32 4x1x1x1x1
        conv = GroupConvolution(in, w) : f32 1x4x8x8
        out = Result(conv))");
    EXPECT_THAT(test::quantizedEdges(placement.graph), ElementsAre("in -> conv:0", "v -> w:0"));
    EXPECT_EQ(placement.quantizers.size(), 1U);
}

TEST(Placement, LeavesConstantsWithoutElementsAlone) {
    EXPECT_THAT(edges(R"(
        in = Parameter : f32 1x4x8x8
        nothing = Const : f32 1x0x8x8
        both = Concat(in, nothing) {axis: 1} : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        conv = Convolution(both, w) : f32 1x4x8x8
        out = Result(conv))"),
                ElementsAre("in -> both:0", "w -> conv:1"));
}

constexpr const char* kResidual = R"(
    in = Parameter : f32 1x4x8x8
    w = Const : f32 4x4x1x1
    a = Convolution(in, w) : f32 1x4x8x8
    b = Convolution(in, w) : f32 1x4x8x8
    sum = Add(a, b) : f32 1x4x8x8
    out = Result(sum)
)";

TEST(Placement, DropsOneSideOfAResidualWhereTheProfileSaysSo) {
    EXPECT_THAT(edges(kResidual), ElementsAre("a -> sum:0", "b -> sum:1", "in -> a:0", "in -> b:0", "w -> a:1", "w -> b:1"));
    EXPECT_THAT(edges(kResidual, onDevice("CPU_SPR")), ElementsAre("a -> sum:0", "in -> a:0", "in -> b:0", "w -> a:1", "w -> b:1"));
}

TEST(Placement, LeavesIgnoredNamesAndTypesInFloat) {
    Settings settings;
    settings.ignored.names = {"b"};
    settings.ignored.operations = {{"Add", {}}};
    const Placement placement = placed(kResidual, settings);
    EXPECT_THAT(test::quantizedEdges(placement.graph), ElementsAre("in -> a:0", "w -> a:1"));
    EXPECT_EQ(decision(placement, "b").reason, Decision::Reason::UserName);
    EXPECT_EQ(decision(placement, "sum").reason, Decision::Reason::UserType);
    ASSERT_EQ(placement.rules.size(), 2U);
    EXPECT_EQ(placement.rules[1].rule, "Add");
    EXPECT_EQ(placement.rules[1].matchedNodes, 1);
    EXPECT_EQ(placement.rules[1].removedQuantizers, 2);
    EXPECT_EQ(placement.rules[0].removedQuantizers, 0) << "the tensors b reads are still quantized for a";
}

TEST(Placement, ComparesAttributesOfIgnoredTypes) {
    Settings settings;
    settings.ignored.operations = {{"Convolution", {{"output", "9"}}}, {"Convolution", {{"output", "4"}}}};
    EXPECT_THAT(edges(kResidual, settings), ElementsAre("a -> sum:0", "b -> sum:1"));
    settings.compatibility = quantization::Compatibility::Pot;
    EXPECT_THAT(edges(kResidual, settings), Contains("in -> a:0")) << "POT stops at the first entry of the type";
}

TEST(Placement, IgnoresWhatReadsAnIgnoredPassThroughOperator) {
    Settings settings;
    settings.ignored.names = {"pool"};
    EXPECT_THAT(edges(R"(
        in = Parameter : f32 1x4x8x8
        pool = MaxPool(in) : f32 1x4x8x8
        order = Const : i64 4
        turned = Transpose(pool, order) : f32 1x4x8x8
        w = Const : f32 4x4x1x1
        conv = Convolution(turned, w) : f32 1x4x8x8
        out = Result(conv))",
                      settings),
                IsEmpty());
}

TEST(Placement, NamesTheNearestLayerForAnIgnoredOneThatDoesNotExist) {
    Settings settings;
    settings.ignored.names = {"conf"};
    const auto placement = quantization::place(test::graphFrom(std::string(kConv) + "out = Result(bias)"),
                                               quantization::hardwareProfile("CPU").value(), settings);
    ASSERT_FALSE(placement);
    EXPECT_EQ(placement.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(placement.error().message(), HasSubstr("did you mean 'conv'"));
}

TEST(Placement, MakesProductsOfActivationsSymmetricInTransformers) {
    const std::string text = R"(
        q = Parameter : f32 1x4x4
        k = Parameter : f32 1x4x4
        scores = MatMul(q, k) : f32 1x4x4
        out = Result(scores)
    )";
    Settings settings = onDevice("CPU", Preset::Mixed);
    EXPECT_EQ(quantizer(placed(text, settings), "scores/fq_input_0").scheme.mode, Mode::Asymmetric);
    settings.modelType = quantization::ModelType::Transformer;
    EXPECT_EQ(quantizer(placed(text, settings), "scores/fq_input_0").scheme.mode, Mode::Symmetric);
    EXPECT_EQ(quantizer(placed(text, settings), "scores/fq_input_0").estimatorMode, Mode::Symmetric);
    settings.compatibility = quantization::Compatibility::Pot;
    EXPECT_EQ(quantizer(placed(text, settings), "scores/fq_input_0").estimatorMode, Mode::Asymmetric);
}

TEST(Placement, SharesOneRangeAmongTheInputsOfAConcatBeforeAConvolution) {
    const Placement placement = placed(R"(
        in = Parameter : f32 1x4x8x8
        a = Sigmoid(in) : f32 1x4x8x8
        b = Tanh(in) : f32 1x4x8x8
        joined = Concat(a, b) {axis: 1} : f32 1x8x8x8
        w2 = Const : f32 4x8x1x1
        conv = Convolution(joined, w2) : f32 1x4x8x8
        out = Result(conv))");
    EXPECT_EQ(quantizer(placement, "joined/fq_input_0").unifyGroup, 0);
    EXPECT_EQ(quantizer(placement, "joined/fq_input_1").unifyGroup, 0);
    EXPECT_EQ(quantizer(placement, "conv/fq_weights_1").unifyGroup, -1);
}

}  // namespace
}  // namespace rf
