// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/layer_kernels.h"

#include "tests/support/graph_text.h"

namespace rf::pipeline {
namespace {

using engine::Kernel;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::string convolution(const std::string& name, const std::string& input) {
    return name + " = Convolution(" + input +
           ", w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x4x8x8\n";
}

std::string elementwise(const std::string& name, const std::string& type, const std::string& inputs) {
    return name + " = " + type + "(" + inputs + ") : f32 1x4x8x8\n";
}

/// A convolution, its bias and a normalization as a frontend writes it.
std::string normalizedConvolution(const std::string& number, const std::string& input) {
    return convolution("conv" + number, input) + elementwise("bias" + number, "Add", "conv" + number + ", c") +
           elementwise("scale" + number, "Multiply", "bias" + number + ", c") + elementwise("bn" + number, "Add", "scale" + number + ", c");
}

graph::Graph graphOf(const std::string& layers) {
    return test::graphFrom(
        "x = Parameter {shape: 1,4,8,8; element_type: f32} : f32 1x4x8x8\n"
        "w = Const : f32 4x4x1x1\nc = Const : f32 1x4x1x1\nlo = Const : f32 1x1x1x1\nhi = Const : f32 1x1x1x1\n" +
        layers);
}

std::string quantizer(const std::string& name, const std::string& input) {
    return name + " = FakeQuantize(" + input + ", lo, hi, lo, hi) {levels: 256} : f32 1x4x8x8\n";
}

Kernel input() { return {"x", "Input", "", "f32", {"x"}}; }

Kernel convolutionKernel(std::vector<std::string> layers, std::vector<std::size_t> inputs) {
    return {layers.front(), "Convolution", "", "f32", layers, std::move(inputs), 1.0};
}

// What OpenVINO 2026.4 says of a convolution with its normalization folded: the convolution has a made-up name, and those of its bias
// and the multiplication are gone.
TEST(LayerKernels, AConvolutionWithAFoldedNormalizationHasItsOwnKernel) {
    const graph::Graph graph = graphOf(normalizedConvolution("1", "x") + elementwise("relu1", "ReLU", "bn1") +
                                       normalizedConvolution("2", "relu1") + elementwise("sum", "Add", "relu1, bn2") + "out = Result(sum)");
    const LayerMap map = mapLayers(
        graph, {input(), convolutionKernel({"Multiply_71", "bn1", "relu1"}, {0}), convolutionKernel({"Multiply_78", "bn2", "sum"}, {1})});
    EXPECT_THAT(map.kernels[0].layers, IsEmpty());
    EXPECT_THAT(map.kernels[1].layers, UnorderedElementsAre("conv1", "bias1", "scale1", "bn1", "relu1"));
    EXPECT_THAT(map.kernels[2].layers, UnorderedElementsAre("conv2", "bias2", "scale2", "bn2", "sum"));
}

// Quantized, the activation is absorbed by the quantizer behind it, and the dequantization has a made-up name too.
TEST(LayerKernels, SoItHasWhenQuantized) {
    const graph::Graph graph =
        graphOf(quantizer("conv1/fq_input_0", "x") + normalizedConvolution("1", "conv1/fq_input_0") + elementwise("relu1", "ReLU", "bn1") +
                quantizer("conv2/fq_input_0", "relu1") + normalizedConvolution("2", "conv2/fq_input_0") + "out = Result(bn2)");
    const LayerMap map = mapLayers(graph, {input(),
                                           {"conv1/fq_input_0", "Subgraph", "", "f32", {"conv1/fq_input_0"}, {0}, 1.0},
                                           convolutionKernel({"Multiply_71", "Multiply_53", "bn1", "conv2/fq_input_0"}, {1}),
                                           convolutionKernel({"Multiply_78", "Multiply_54", "bn2"}, {2})});
    EXPECT_EQ(map.kernels[1].servesKernel, 2u);
    EXPECT_THAT(map.kernels[2].layers, UnorderedElementsAre("conv1", "bias1", "scale1", "bn1", "relu1"));
    EXPECT_THAT(map.kernels[3].layers, UnorderedElementsAre("conv2", "bias2", "scale2", "bn2"));
}

TEST(LayerKernels, ALayerWithWeightsIsNotInTheKernelOfAnother) {
    // Nothing tells which kernel computes conv2: neither that in front of it, nor that behind it.
    const graph::Graph graph = graphOf(convolution("conv1", "x") + convolution("conv2", "conv1") + elementwise("relu2", "ReLU", "conv2") +
                                       convolution("conv3", "relu2") + "out = Result(conv3)");
    const LayerMap map = mapLayers(
        graph, {input(), convolutionKernel({"conv1"}, {0}), convolutionKernel({"Multiply_7"}, {1}), convolutionKernel({"conv3"}, {2})});
    EXPECT_THAT(map.kernels[1].layers, UnorderedElementsAre("conv1"));
    EXPECT_THAT(map.kernels[2].layers, UnorderedElementsAre("Multiply_7")) << "a row of its own";
    EXPECT_THAT(map.kernels[3].layers, UnorderedElementsAre("relu2", "conv3"));
}

TEST(LayerKernels, TwoConvolutionsThatAreAddedDoNotShareTheKernelOfTheSum) {
    const graph::Graph graph =
        graphOf(convolution("left", "x") + convolution("right", "x") + elementwise("sum", "Add", "left, right") + "out = Result(sum)");
    const LayerMap map = mapLayers(graph, {input(), convolutionKernel({"Multiply_7"}, {0}), convolutionKernel({"right", "sum"}, {0, 1})});
    EXPECT_THAT(map.kernels[1].layers, UnorderedElementsAre("Multiply_7"));
    EXPECT_THAT(map.kernels[2].layers, UnorderedElementsAre("right", "sum"));
}

}  // namespace
}  // namespace rf::pipeline
