// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/onnx.h"

#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf::onnx {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string written(const graph::Graph& graph) {
    const auto image = serialize(graph, {{"version", "1"}});
    EXPECT_TRUE(image);
    std::string text;
    for (const auto part : image->parts()) text.append(reinterpret_cast<const char*>(part.data()), part.size());
    return text;
}

const char* const kQuantizedLayer = R"(
    x = Parameter : f32 1x2
    l = Const : f32
    h = Const : f32
    q = FakeQuantize(x, l, h, l, h) {levels: 256} : f32 1x2
    w = Const : i8 2x2
    wide = Convert(w) {destination_type: f32} : f32 2x2
    scale = Const : f32 2x1
    weights = Multiply(wide, scale) : f32 2x2
    y = MatMul(q, weights) {transpose_b: true} : f32 1x2
    out = Result(y)
)";

// Everything but the layer and its quantizers is gone: Convert and Multiply have become DequantizeLinear.
TEST(WriteOnnx, StoresIntegersBehindDequantizeLinear) {
    const std::string text =
        written(test::graphFrom(kQuantizedLayer, {{"l", {0}}, {"h", {2.55f}}, {"w", {1, 2, 3, 4}}, {"scale", {0.5f, 0.25f}}}));
    EXPECT_THAT(text, HasSubstr("QuantizeLinear"));
    EXPECT_THAT(text, Not(HasSubstr("Cast")));
    EXPECT_THAT(text, Not(HasSubstr("\x22\x03Mul")));  // a node's operator
    EXPECT_THAT(text, Not(HasSubstr("Transpose")));
    // Two rows and columns of int8 (data type 3), transposed: 1 3 2 4.
    EXPECT_THAT(text, HasSubstr(std::string("\x08\x02\x08\x02\x10\x03", 6)));
    EXPECT_THAT(text, HasSubstr(std::string("\x4a\x04\x01\x03\x02\x04", 6)));
}

TEST(WriteOnnx, KnowsItsOwnFiles) {
    const std::string ours = written(test::graphFrom("x = Parameter : f32 1x2\n y = ReLU(x) : f32 1x2\n out = Result(y)"));
    EXPECT_TRUE(isOurs(std::as_bytes(std::span(ours))));
    EXPECT_FALSE(isOurs(std::as_bytes(std::span(ours).subspan(2))));
    EXPECT_FALSE(isOurs({}));
}

// A dimension that is not known has a name of its own.
TEST(WriteOnnx, NamesOpenDimensions) {
    const std::string text = written(test::graphFrom("x = Parameter : f32 ?x2\n y = ReLU(x) : f32 ?x2\n out = Result(y)"));
    EXPECT_THAT(text, HasSubstr("x_dim_0"));
}

}  // namespace
}  // namespace rf::onnx
