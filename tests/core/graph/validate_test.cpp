// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/validate.h"

#include "core/graph/edit.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using graph::Node;
using graph::validate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

graph::Graph changed(graph::Graph graph, const std::string& name, const std::function<void(Node&)>& change) {
    graph::Editor(graph).update(graph.find(name).value(), change);
    return graph;
}

const char* const kSmall = R"(
    x = Parameter : f32 1x4x8x8
    w = Const : f32 6x4x1x1
    conv = Convolution(x, w) : f32 1x6x8x8
    b = Const : f32 1x6x1x1
    sum = Add(conv, b) : f32 1x6x8x8
    out = Result(sum))";

TEST(Validate, FindsNothingWrongWithASoundGraph) { EXPECT_THAT(validate(test::graphFrom(kSmall)), IsEmpty()); }

TEST(Validate, NamesAConstantThatHoldsAnotherShape) {
    const auto graph = changed(test::graphFrom(kSmall), "b", [](Node& node) { node.outputs[0].shape = {1, 5, 1, 1}; });
    EXPECT_THAT(validate(graph), ElementsAre(HasSubstr("Const 'b': holds shape [1, 6, 1, 1]")));
}

TEST(Validate, NamesAConstantThatHoldsAnotherType) {
    const auto graph = changed(test::graphFrom(kSmall), "b", [](Node& node) {
        node.value = Tensor::from<std::int64_t>({1, 6, 1, 1}, std::vector<std::int64_t>(6));
    });
    EXPECT_THAT(validate(graph), ElementsAre(HasSubstr("Const 'b': holds i64, its output says f32")));
}

TEST(Validate, NamesAnOperandOfAnotherType) {
    const auto graph = changed(test::graphFrom(kSmall), "conv", [](Node& node) { node.outputs[0].type = ElementType::F16; });
    EXPECT_THAT(validate(graph), testing::Contains(HasSubstr("Add 'sum': input 0 has type f16, the output f32")));
}

TEST(Validate, NamesALayerWhoseWeightsDoNotFit) {
    const auto graph = changed(test::graphFrom(kSmall), "x", [](Node& node) { node.outputs[0].shape = {1, 3, 8, 8}; });
    EXPECT_THAT(validate(graph), ElementsAre(HasSubstr("Convolution 'conv': its data has 3 channels, its weights read 4")));
}

TEST(Validate, CountsTheChannelsOfAllGroups) {
    const char* const text = R"(
        x = Parameter : f32 1x4x8x8
        w = Const : f32 2x3x2x1x1
        conv = GroupConvolution(x, w) : f32 1x6x8x8
        out = Result(conv))";
    EXPECT_THAT(validate(test::graphFrom(text)), IsEmpty());
    const auto graph = changed(test::graphFrom(text), "x", [](Node& node) { node.outputs[0].shape = {1, 2, 8, 8}; });
    EXPECT_THAT(validate(graph), ElementsAre(HasSubstr("its data has 2 channels, its weights read 4")));
}

TEST(Validate, ACycleIsFound) {
    graph::Graph graph = test::graphFrom(kSmall);
    const graph::NodeId sum = graph.find("sum").value();
    graph::Editor(graph).connect({sum, 1}, {sum, 0});
    EXPECT_THAT(validate(graph), testing::Contains(HasSubstr("on a cycle or behind one")));
}

TEST(Validate, LooksIntoBodies) {
    graph::Graph graph = test::graphFrom(kSmall);
    const auto inner = changed(test::graphFrom(kSmall), "b", [](Node& node) { node.outputs[0].shape = {6}; });
    graph::Editor(graph).update(graph.find("sum").value(), [&](Node& node) {
        node.bodies.push_back({"body", std::make_shared<const graph::Graph>(inner), {}, {}, {}});
    });
    EXPECT_THAT(validate(graph), ElementsAre(HasSubstr("Add 'sum': body: Const 'b'")));
}

}  // namespace
}  // namespace rf
