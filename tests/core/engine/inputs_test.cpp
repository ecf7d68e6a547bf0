// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inputs.h"

#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::engine {
namespace {

using test::floats;

TEST(Inputs, AreTheParametersInFileOrder) {
    const auto graph = test::graphFrom("b = Parameter : f32 1x3\na = Parameter : i64 ?x2\nsum = Op(a, b) : f32 1\nout = Result(sum)");
    const auto inputs = inputsOf(graph);
    ASSERT_EQ(inputs.size(), 2u);
    EXPECT_EQ(inputs[0].name, "b");
    EXPECT_EQ(inputs[0].shape, (Shape{1, 3}));
    EXPECT_EQ(inputs[1].name, "a");
    EXPECT_EQ(inputs[1].type, ElementType::I64);
    EXPECT_EQ(inputs[1].shape, (Shape{-1, 2}));
}

TEST(Inputs, OfUnknownRankTakeAnyShape) {
    const auto graph = test::graphFrom(
        "x = Parameter {shape: ...; element_type: f32} : f32\nscalar = Parameter {element_type: f32} : f32\n"
        "sum = Op(x, scalar) : f32\nout = Result(sum)");
    const auto inputs = inputsOf(graph);
    EXPECT_TRUE(inputs[0].anyRank);
    EXPECT_FALSE(inputs[1].anyRank);
    EXPECT_TRUE(checkInputs(inputs, std::vector{floats({1, 2}, {1, 2}), floats({}, {1})}));
    EXPECT_FALSE(checkInputs(inputs, std::vector{floats({1, 2}, {1, 2}), floats({1}, {1})}));
}

TEST(Inputs, FitWhenTypeAndKnownDimensionsAreEqual) {
    const std::vector<data::InputInfo> expected{{"x", ElementType::F32, {-1, 2}}};
    EXPECT_TRUE(checkInputs(expected, std::vector{floats({1, 2}, {1, 2})}));
    EXPECT_TRUE(checkInputs(expected, std::vector{floats({2, 2}, {1, 2, 3, 4})}));
}

TEST(Inputs, TheErrorNamesTheInputAndBothShapes) {
    const std::vector<data::InputInfo> expected{{"left", ElementType::F32, {1}}, {"right", ElementType::F32, {-1, 2}}};
    const auto checked = checkInputs(expected, std::vector{floats({1}, {0}), floats({1, 3}, {1, 2, 3})});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code(), ErrorCode::InvalidArgument);
    EXPECT_EQ(checked.error().message(), "input 'right' takes the shape ?x2, but the data has 1x3");
}

TEST(Inputs, TheErrorNamesTheInputAndBothTypes) {
    const std::vector<data::InputInfo> expected{{"x", ElementType::F32, {1}}};
    const auto checked = checkInputs(expected, std::vector{Tensor::from<std::int32_t>({1}, std::vector<std::int32_t>{1})});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().message(), "input 'x' takes f32, but the data is i32");
}

TEST(Inputs, TheErrorSaysHowManyThereShouldBe) {
    const auto checked = checkInputs(std::vector<data::InputInfo>{{"x", ElementType::F32, {1}}}, {});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().message(), "the network has 1 inputs, but 0 tensors were given");
}

}  // namespace
}  // namespace rf::engine
