// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/weights.h"

#include <limits>

#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

using calibration::Reduction;

Tensor counting(Shape shape) {
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape).value()));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
    return Tensor::from<float>(std::move(shape), values);
}

std::vector<double> maxima(const Tensor& tensor, const std::string& consumer) {
    EstimatedEnd end;
    end.reduction = Reduction::Max;
    return reduceChannels(tensor, weightLayout(tensor.shape(), consumer), end, "layer").value();
}

TEST(WeightLayout, HasTheLimitsShapeOfEveryConsumer) {
    EXPECT_EQ(weightLayout({8, 3, 5, 5}, "Convolution").limits, (Shape{8, 1, 1, 1}));
    EXPECT_EQ(weightLayout({8, 3, 5, 5}, "ConvolutionBackpropData").limits, (Shape{1, 3, 1, 1}));
    EXPECT_EQ(weightLayout({4, 2, 3, 5, 5}, "GroupConvolution").limits, (Shape{4, 2, 1, 1, 1}));
    EXPECT_EQ(weightLayout({4, 2, 3, 5, 5}, "GroupConvolutionBackpropData").limits, (Shape{4, 1, 1, 1, 1}));
    EXPECT_EQ(weightLayout({10, 7}, "MatMul").limits, (Shape{10, 1}));
    EXPECT_EQ(weightLayout({2, 10, 7}, "MatMul").limits, (Shape{2, 1, 1}));
    EXPECT_EQ(weightLayout({2, 24, 6}, "LSTMSequence").limits, (Shape{2, 1, 1}));
    EXPECT_EQ(weightLayout({1, 8, 1, 1}, "Multiply").limits, (Shape{1, 1, 1, 1}));
    EXPECT_EQ(weightLayout({}, "Add").limits, Shape{});
}

TEST(ReduceChannels, GoesAlongTheChannelAxes) {
    EXPECT_EQ(maxima(counting({2, 3, 2}), "Convolution"), (std::vector{5.0, 11.0}));
    EXPECT_EQ(maxima(counting({2, 3, 2}), "ConvolutionBackpropData"), (std::vector{7.0, 9.0, 11.0}));
    EXPECT_EQ(maxima(counting({2, 2, 1, 3}), "GroupConvolution"), (std::vector{2.0, 5.0, 8.0, 11.0}));
}

TEST(ReduceChannels, InterpolatesQuantilesLinearly) {
    EstimatedEnd end;
    end.reduction = Reduction::AbsQuantile;
    end.quantile = 0.9;
    // |values| sorted 1 2 3 4 5: position 3.6.
    const Tensor tensor = Tensor::from<float>({1, 5}, std::vector<float>{-5, 1, -2, 4, 3});
    EXPECT_NEAR(reduceChannels(tensor, weightLayout({1, 5}, "MatMul"), end, "fc").value()[0], 4.6, 1e-12);
}

TEST(ReduceChannels, HasNothingToSayOfATensorWithoutElements) {
    EXPECT_TRUE(maxima(counting({0, 3}), "MatMul").empty());
    EXPECT_EQ(maxima(counting({2, 0}), "MatMul"), (std::vector{0.0, 0.0}));
}

TEST(ReduceChannels, NamesTheLayerWhoseWeightsAreNotFinite) {
    const Tensor tensor = Tensor::from<float>({3}, std::vector<float>{1, std::numeric_limits<float>::quiet_NaN(), 0});
    const auto reduced = reduceChannels(tensor, weightLayout({3}, "Add"), {}, "conv7");
    ASSERT_FALSE(reduced);
    EXPECT_EQ(reduced.error().code(), ErrorCode::InvalidFile);
    EXPECT_THAT(reduced.error().message(), testing::HasSubstr("conv7"));
}

TEST(LayoutOfLimits, ReadsAdjacentChannelAxes) {
    EXPECT_EQ(layoutOfLimits({8, 3, 5}, {8, 1, 1})->channels, 8);
    EXPECT_EQ(layoutOfLimits({8, 3, 5}, {1, 3, 1})->inner, 5);
    EXPECT_EQ(layoutOfLimits({8, 3, 5}, {})->channels, 1);
    EXPECT_EQ(layoutOfLimits({4, 2, 3, 5}, {4, 2, 1, 1})->channels, 8);
    EXPECT_EQ(layoutOfLimits({4, 1, 9}, {4, 1, 1})->inner, 9);
    EXPECT_EQ(layoutOfLimits({5, 3}, {3})->channels, 3);
    EXPECT_FALSE(layoutOfLimits({8, 3, 5}, {8, 1, 5}).has_value());
    EXPECT_FALSE(layoutOfLimits({8, 3}, {2, 1}).has_value());
}

TEST(FindBias, TakesAConstantOnEitherPort) {
    const graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        bias = Const : f32 1x2
        fc = MatMul(in, w) {transpose_b: true} : f32 1x2
        sum = Add(bias, fc) : f32 1x2
        out = Result(sum)
    )");
    const auto bias = findBias(graph, *graph.find("fc"));
    ASSERT_TRUE(bias);
    EXPECT_EQ(bias->port, 0);
    EXPECT_EQ(bias->add, *graph.find("sum"));
}

TEST(FindBias, IsNothingBehindABranchOrAnAddOfActivations) {
    const graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x2
        w = Const : f32 2x2
        bias = Const : f32 1x2
        fc = MatMul(in, w) {transpose_b: true} : f32 1x2
        sum = Add(fc, bias) : f32 1x2
        residual = Add(fc, in) : f32 1x2
        fc2 = MatMul(residual, w) {transpose_b: true} : f32 1x2
        sum2 = Add(fc2, sum) : f32 1x2
        out = Result(sum2)
    )");
    EXPECT_FALSE(findBias(graph, *graph.find("fc")).has_value());
    EXPECT_FALSE(findBias(graph, *graph.find("fc2")).has_value());
}

}  // namespace
}  // namespace rf::quantization
