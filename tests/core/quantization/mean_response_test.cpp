// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/mean_response.h"

#include <numeric>

#include "core/engine/reference/reference_engine.h"
#include "core/quantization/biased_layer.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

/// The layer "op" between the input "in" and weights "w", both filled with small numbers that are all different.
class Layer {
public:
    explicit Layer(const std::string& text) : m_graph(test::graphFrom(text)) {
        graph::Editor(m_graph).update(weightsNode(), [&](graph::Node& node) {
            std::vector<float> values(static_cast<std::size_t>(elementCount(node.value.shape()).value()));
            for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 17) / 8.0f - 0.9f;
            node.value = Tensor::from<float>(node.value.shape(), values);
        });
    }

    std::optional<MeanResponse> computed(std::span<const double> means) const {
        const Tensor& weights = m_graph.node(weightsNode()).value;
        return meanResponse(op(), inputShape(), means, weights.shape(), toFloats(weights.view()));
    }
    /// The mean outputs of a run of the layer.
    std::vector<double> run(std::span<const double> means, int inputAxis, int outputAxis) const {
        const ChannelLayout layout = axisLayout(inputShape(), inputAxis);
        std::vector<float> values(static_cast<std::size_t>(elementCount(inputShape()).value()));
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(means[layout.channelOf(i)]);
        const auto program = engine::referenceEngine()->compile(m_graph, {}, {}, Progress()).value();
        return channelMeans(program->infer(std::vector{Tensor::from<float>(inputShape(), values)}).value()[0], outputAxis, {});
    }

private:
    const graph::Node& op() const { return m_graph.node(*m_graph.find("op")); }
    graph::NodeId weightsNode() const { return *m_graph.find("w"); }
    Shape inputShape() const { return m_graph.type({*m_graph.find("in"), 0}).shape; }

    graph::Graph m_graph;
};

std::vector<double> meansOf(std::size_t channels) {
    std::vector<double> means(channels);
    for (std::size_t i = 0; i < channels; ++i) means[i] = 0.5 * static_cast<double>(i) - 1.25;
    return means;
}

void expectAsRun(const std::string& text, std::size_t inputs, const Shape& limits, int inputAxis = 1, int outputAxis = 1) {
    const Layer layer(text);
    const std::vector<double> means = meansOf(inputs);
    const auto response = layer.computed(means);
    ASSERT_TRUE(response) << text;
    EXPECT_EQ(response->limits, limits);
    const std::vector<double> ran = layer.run(means, inputAxis, outputAxis);
    ASSERT_EQ(response->channels.size(), ran.size());
    for (std::size_t c = 0; c < ran.size(); ++c) EXPECT_NEAR(response->channels[c], ran[c], 1e-5) << text << " channel " << c;
}

// A row of three ones, the outer ones of which lie outside at one of four positions each: 1 + 3/4 + 3/4 = 2.5.
TEST(MeanResponse, ABorderCountsWhereATapIsInside) {
    const graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x1x1x4
        w = Const : f32 1x1x1x3
        op = Convolution(in, w) {strides: 1,1; pads_begin: 0,1; pads_end: 0,1; dilations: 1,1} : f32 1x1x1x4
        out = Result(op)
    )");
    const auto response =
        meanResponse(graph.node(*graph.find("op")), {1, 1, 1, 4}, std::vector{2.0}, {1, 1, 1, 3}, std::vector{1.0f, 1.0f, 1.0f});
    ASSERT_TRUE(response);
    EXPECT_THAT(response->channels, testing::ElementsAre(5.0));
    EXPECT_EQ(response->limits, (Shape{1, 1, 1, 1}));
}

TEST(MeanResponse, EqualsARunOfTheLayer) {
    expectAsRun(R"(
        in = Parameter : f32 1x3x7x6
        w = Const : f32 4x3x3x2
        op = Convolution(in, w) {strides: 2,1; pads_begin: 2,0; pads_end: 1,1; dilations: 1,2} : f32 1x4x4x5
        out = Result(op))",
                3, {1, 4, 1, 1});
    expectAsRun(R"(
        in = Parameter : f32 1x2x9
        w = Const : f32 3x2x4
        op = Convolution(in, w) {strides: 2; pads_begin: 0; pads_end: 0; dilations: 1; auto_pad: same_upper} : f32 1x3x5
        out = Result(op))",
                2, {1, 3, 1});
    expectAsRun(R"(
        in = Parameter : f32 1x4x5x5
        w = Const : f32 2x3x2x3x3
        op = GroupConvolution(in, w) {strides: 1,1; pads_begin: 1,1; pads_end: 1,1; dilations: 1,1} : f32 1x6x5x5
        out = Result(op))",
                4, {1, 6, 1, 1});
    expectAsRun(R"(
        in = Parameter : f32 1x5x4
        w = Const : f32 3x4
        op = MatMul(in, w) {transpose_b: true} : f32 1x5x3
        out = Result(op))",
                4, {1, 1, 3}, -1, -1);
    expectAsRun(R"(
        in = Parameter : f32 1x4x5
        w = Const : f32 2x4x3
        op = MatMul(in, w) {transpose_a: true} : f32 2x5x3
        out = Result(op))",
                4, {1, 1, 3}, -2, -1);
}

TEST(MeanResponse, SaysNothingOfWhatDoesNotFit) {
    const Layer layer(R"(
        in = Parameter : f32 1x3x7x6
        w = Const : f32 4x3x3x2
        op = Convolution(in, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1} : f32 1x4x5x5
        out = Result(op))");
    EXPECT_FALSE(layer.computed(meansOf(2)));
    const Layer vector(R"(
        in = Parameter : f32 1x4x5
        w = Const : f32 5
        op = MatMul(in, w) : f32 1x4
        out = Result(op))");
    EXPECT_FALSE(vector.computed(meansOf(5)));
}

}  // namespace
}  // namespace rf::quantization
