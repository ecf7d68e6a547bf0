// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/onnx.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf::onnx {
namespace {

using testing::HasSubstr;

/// What can't be written, as sentences; empty when everything can.
std::string refusal(const std::string& text, const std::map<std::string, std::vector<float>>& values = {}) {
    const auto checked = check(test::graphFrom(text, values));
    return checked ? "" : checked.error().message();
}

TEST(CheckOnnx, NamesEveryLayerAtOnce) {
    const std::string text = refusal(R"(
        x = Parameter : f32 1x4
        odd = NoSuchOperator(x) : f32 1x4
        fine = ReLU(odd) : f32 1x4
        odder = NeitherThis(fine) : f32 1x4
        out = Result(odder)
    )");
    EXPECT_THAT(text, HasSubstr("the model can't be written as ONNX because of 2 layers:"));
    EXPECT_THAT(text, HasSubstr("layer 'odd' (NoSuchOperator): ONNX has no such operator"));
    EXPECT_THAT(text, HasSubstr("layer 'odder' (NeitherThis): ONNX has no such operator"));
}

TEST(CheckOnnx, NamesTheAttribute) {
    EXPECT_THAT(refusal(R"(
        x = Parameter : f32 1x4
        r = Round(x) {mode: half_away_from_zero} : f32 1x4
        out = Result(r)
    )"),
                HasSubstr("layer 'r' (Round): ONNX has no counterpart to mode = 'half_away_from_zero'"));
}

TEST(CheckOnnx, NamesAnInputThatMustBeConstant) {
    EXPECT_THAT(refusal(R"(
        x = Parameter : f32 1x4
        order = Parameter : i64 2
        t = Transpose(x, order) : f32 4x1
        out = Result(t)
    )"),
                HasSubstr("layer 't' (Transpose): input 1 is computed, and ONNX needs a constant there"));
}

std::string quantizer(const std::string& levels, const std::string& limits) {
    return "x = Parameter : f32 1x2x2x2\n l = Const : f32 " + limits + "\n h = Const : f32 " + limits +
           "\n q = FakeQuantize(x, l, h, l, h) {levels: " + levels + "} : f32 1x2x2x2\n out = Result(q)";
}

TEST(CheckOnnx, TakesQuantizersOfOneAxisAndUpTo256Levels) {
    EXPECT_EQ(refusal(quantizer("256", "1x2x1x1"), {{"l", {0, -1}}, {"h", {1, 1}}}), "");
    EXPECT_EQ(refusal(quantizer("16", "1"), {{"l", {0}}, {"h", {1}}}), "");
    EXPECT_THAT(refusal(quantizer("65536", "1"), {{"l", {0}}, {"h", {1}}}), HasSubstr("ONNX has no counterpart to levels = '65536'"));
    EXPECT_THAT(refusal(quantizer("256", "1x2x2x1"), {{"l", {0, 0, 0, 0}}, {"h", {1, 1, 1, 1}}}),
                HasSubstr("layer 'q' (FakeQuantize): ONNX quantizes a tensor as a whole or by the channels of one axis"));
    EXPECT_THAT(refusal(quantizer("256", "1"), {{"l", {1}}, {"h", {1}}}), HasSubstr("between limits that enclose a range"));
}

}  // namespace
}  // namespace rf::onnx
