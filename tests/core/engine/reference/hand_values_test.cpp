// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be worked out on paper, above all where implementations differ from each other.
#include <limits>

#include "core/engine/reference/operators.h"
#include "core/tensor/convert.h"

namespace rf::engine::reference {
namespace {

using testing::ElementsAre;

Tensor floats(Shape shape, std::vector<float> values) { return Tensor::from<float>(std::move(shape), values); }
Tensor longs(std::vector<std::int64_t> values) { return Tensor::from<std::int64_t>({static_cast<std::int64_t>(values.size())}, values); }

Node node(std::string type, graph::Attributes attributes = {}) {
    Node made;
    made.name = "layer";
    made.type = std::move(type);
    made.opset = "opset1";
    made.attributes = std::move(attributes);
    made.outputs.resize(1);
    return made;
}

Outputs tryRun(const Node& node, std::vector<Tensor> inputs) { return apply(**operatorOf(node), node, inputs); }
Tensor run(const Node& node, std::vector<Tensor> inputs) { return tryRun(node, std::move(inputs)).value().at(0); }

std::vector<float> valuesOf(const Tensor& tensor) { return toFloats(tensor.view()); }

TEST(FakeQuantize, RoundsTiesToEven) {
    // 4 steps over [0, 4]: x stands for itself, so 0.5 → 0, 1.5 → 2, 2.5 → 2, 3.5 → 4.
    const auto one = [](float v) { return floats({}, {v}); };
    EXPECT_THAT(
        valuesOf(run(node("FakeQuantize", {{"levels", "5"}}), {floats({4}, {0.5f, 1.5f, 2.5f, 3.5f}), one(0), one(4), one(0), one(4)})),
        ElementsAre(0, 2, 2, 4));
}

TEST(FakeQuantize, SendsTheBoundsOutwards) {
    // x <= in_low → out_low; x > in_high → out_high; x == in_high is the last level.
    const auto one = [](float v) { return floats({}, {v}); };
    EXPECT_THAT(valuesOf(run(node("FakeQuantize", {{"levels", "3"}}), {floats({5}, {-9, -1, 0, 1, 9}), one(-1), one(1), one(10), one(30)})),
                ElementsAre(10, 10, 20, 30, 30));
}

TEST(FakeQuantize, AlignsRangesAtTheLastAxis) {
    // Ranges of 2 numbers belong to the columns; levels 2: below the middle → low, above → high.
    const auto row = [](float a, float b) { return floats({2}, {a, b}); };
    EXPECT_THAT(valuesOf(run(node("FakeQuantize", {{"levels", "2"}}),
                             {floats({2, 2}, {0.4f, 4, 0.6f, 6}), row(0, 0), row(1, 10), row(0, 0), row(1, 10)})),
                ElementsAre(0, 0, 1, 10));
}

TEST(FakeQuantize, RefusesARangeThatDoesNotFit) {
    const Tensor data = floats({1, 3}, {1, 2, 3});
    const Tensor two = floats({2}, {0, 0});
    const auto result = tryRun(node("FakeQuantize", {{"levels", "256"}}), {data, two, two, two, two});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(result.error().message(), testing::HasSubstr("layer"));
}

TEST(Convolution, SumsTheWindow) {
    // [[1,2,3],[4,5,6],[7,8,9]] with a kernel of ones: 1+2+4+5, 2+3+5+6, 4+5+7+8, 5+6+8+9.
    const Tensor out = run(node("Convolution"), {floats({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), floats({1, 1, 2, 2}, {1, 1, 1, 1})});
    EXPECT_THAT(valuesOf(out), ElementsAre(12, 16, 24, 28));
}

TEST(Convolution, PadsMoreBehindWithSameUpper) {
    // Length 2, kernel 2, stride 1: one element of padding, behind: [1+2, 2+0]. same_lower puts it in front.
    const std::vector<Tensor> inputs{floats({1, 1, 2}, {1, 2}), floats({1, 1, 2}, {1, 1})};
    EXPECT_THAT(valuesOf(run(node("Convolution", {{"auto_pad", "same_upper"}}), inputs)), ElementsAre(3, 2));
    EXPECT_THAT(valuesOf(run(node("Convolution", {{"auto_pad", "same_lower"}}), inputs)), ElementsAre(1, 3));
}

TEST(Convolution, NamesTheLayerWhenChannelsDoNotFit) {
    const auto result = tryRun(node("Convolution"), {floats({1, 2, 2, 2}, std::vector<float>(8)), floats({1, 3, 1, 1}, {1, 1, 1})});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message(), "layer 'layer': inputs of shape 1x2x2x2, 1x3x1x1 do not fit operator Convolution");
}

TEST(ConvolutionBackpropData, SpreadsEachElement) {
    // Stride 2, kernel [1,10]: 1 and 2 are spread to [1,10,2,20].
    const Tensor out = run(node("ConvolutionBackpropData", {{"strides", "2"}}), {floats({1, 1, 2}, {1, 2}), floats({1, 1, 2}, {1, 10})});
    EXPECT_THAT(valuesOf(out), ElementsAre(1, 10, 2, 20));
}

TEST(MatMul, MultipliesMatrices) {
    // [1 2; 3 4] · [5 6; 7 8] = [19 22; 43 50]
    EXPECT_THAT(valuesOf(run(node("MatMul"), {floats({2, 2}, {1, 2, 3, 4}), floats({2, 2}, {5, 6, 7, 8})})), ElementsAre(19, 22, 43, 50));
}

TEST(AvgPool, CountsPaddingOnlyWhenAsked) {
    // Pad 1 before [4, 8], kernel 2, stride 1: windows (pad,4), (4,8).
    const auto pool = [](const char* exclude) {
        return node("AvgPool", {{"kernel", "2"}, {"strides", "1"}, {"pads_begin", "1"}, {"pads_end", "0"}, {"exclude-pad", exclude}});
    };
    EXPECT_THAT(valuesOf(run(pool("true"), {floats({1, 1, 2}, {4, 8})})), ElementsAre(4, 6));
    EXPECT_THAT(valuesOf(run(pool("false"), {floats({1, 1, 2}, {4, 8})})), ElementsAre(2, 6));
}

TEST(Eltwise, AlignsAtAnAxisWithPdpd) {
    // [2,3] plus [2] at axis 0: the second operand belongs to the rows.
    const Tensor sum =
        run(node("Add", {{"auto_broadcast", "pdpd"}, {"axis", "0"}}), {floats({2, 3}, {1, 2, 3, 4, 5, 6}), floats({2}, {10, 20})});
    EXPECT_THAT(valuesOf(sum), ElementsAre(11, 12, 13, 24, 25, 26));
}

TEST(Eltwise, DividesIntegersDownwardsAndSurvivesZero) {
    // -7 / 2 = -4 by default, -3 without m_pythondiv; x / 0 has no value and gives 0.
    EXPECT_EQ(run(node("Divide"), {longs({-7, 7, 1}), longs({2, 2, 0})}), longs({-4, 3, 0}));
    EXPECT_EQ(run(node("Divide", {{"m_pythondiv", "false"}}), {longs({-7, 7, 1}), longs({2, 2, 0})}), longs({-3, 3, 0}));
}

TEST(Eltwise, KeepsLargeIntegersExact) {
    // 2^53 + 1 is not a double, let alone a float.
    EXPECT_EQ(run(node("Add"), {longs({9007199254740992}), longs({1})}), longs({9007199254740993}));
}

TEST(Activation, SurvivesExtremes) {
    // ln(1 + e^200) = 200 although e^200 is no float; softmax of huge numbers stays finite.
    EXPECT_THAT(valuesOf(run(node("SoftPlus"), {floats({2}, {200, -200})})), ElementsAre(200, 0));
    EXPECT_THAT(valuesOf(run(node("SoftMax", {{"axis", "1"}}), {floats({1, 2}, {1000, 1000})})), ElementsAre(0.5f, 0.5f));
}

TEST(Interpolate, WidensTheTriangleWithAntialias) {
    // 4 → 2: positions 0.5 and 2.5, weights 1 - |distance| / 2 normalised: (0.75·0 + 0.75·7 + 0.25·14) / 1.75 = 5 and
    // (0.25·7 + 0.75·14 + 0.75·7) / 1.75 = 10.
    Node resize = node("Interpolate", {{"mode", "linear"}, {"shape_calculation_mode", "sizes"}, {"antialias", "true"}});
    resize.opset = "opset4";
    EXPECT_THAT(valuesOf(run(resize, {floats({4}, {0, 7, 14, 7}), longs({2}), floats({1}, {0.5f})})),
                ElementsAre(testing::FloatEq(5), testing::FloatEq(10)));
}

TEST(StridedSlice, ShrinksTheLastElementAway) {
    // Index -1 of an axis that is dropped; its end does not matter.
    const Node last = node("StridedSlice", {{"begin_mask", "0"}, {"end_mask", "0"}, {"shrink_axis_mask", "1"}});
    const Tensor out = run(last, {floats({2, 2}, {1, 2, 3, 4}), longs({-1}), longs({0})});
    EXPECT_THAT(valuesOf(out), ElementsAre(3, 4));
    EXPECT_EQ(out.shape(), Shape{2});
}

TEST(Lrn, AddsTheBiasAsItIs) {
    // One channel: 3 / (1.5 + 1/1 · 3²)^1 = 3 / 10.5.
    const Node lrn = node("LRN", {{"alpha", "1"}, {"beta", "1"}, {"bias", "1.5"}, {"size", "1"}});
    EXPECT_THAT(valuesOf(run(lrn, {floats({1, 1, 1}, {3}), longs({1})})), ElementsAre(testing::FloatEq(3.0f / 10.5f)));
}

TEST(Reduce, SumsOverAnEmptyAxisToZero) {
    EXPECT_THAT(valuesOf(run(node("ReduceSum"), {floats({2, 0}, {}), longs({1})})), ElementsAre(0, 0));
}

TEST(Convert, TruncatesAndWraps) {
    const Tensor out = run(node("Convert", {{"destination_type", "i32"}}), {floats({4}, {-1.9f, 1.9f, 0.0f, 3e9f})});
    EXPECT_THAT(std::vector<std::int32_t>(out.as<std::int32_t>().begin(), out.as<std::int32_t>().begin() + 3), ElementsAre(-1, 1, 0));
    // 300 = 256 + 44
    EXPECT_EQ(run(node("Convert", {{"destination_type", "u8"}}), {longs({300})}).as<std::uint8_t>()[0], 44);
}

TEST(Convert, UnpacksFourBits) {
    // Low nibble first: 0x7, 0xF = -1 in two's complement.
    const Tensor packed = Tensor::build(ElementType::I4, {2}, [](std::span<std::byte> out) { out[0] = std::byte{0xF7}; });
    EXPECT_THAT(valuesOf(run(node("Convert", {{"destination_type", "f32"}}), {packed})), ElementsAre(7, -1));
}

TEST(Kernels, RefuseTooFewInputs) {
    const auto result = tryRun(node("Add"), {floats({1}, {1})});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message(), "layer 'layer': operator Add needs 2 inputs, not 1");
}

TEST(Kernels, RefuseAResultThatNoMemoryHolds) {
    // 2^40 · 2^40 elements can't even be counted.
    const auto result = tryRun(node("Tile"), {floats({1, 1}, {1}), longs({std::int64_t{1} << 40, std::int64_t{1} << 40})});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Engine);
}

}  // namespace
}  // namespace rf::engine::reference
