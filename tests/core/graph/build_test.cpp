// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/build.h"

#include "core/graph/validate.h"
#include "tests/support/graph_text.h"
#include "tests/support/pch.h"

namespace rf {
namespace {

using graph::NodeId;
using testing::IsEmpty;

TEST(Build, InsertsNodesThatFitWhatTheyRead) {
    graph::Graph graph = test::graphFrom("x = Parameter : f16 2x3\nout = Result(x)");
    graph::Editor editor(graph);
    const NodeId x = graph.parameters()[0];
    const NodeId wide = graph::addConvert(editor, "wide", {x, 0}, ElementType::F32);
    const NodeId two = editor.addConstant("two", Tensor::from<float>({1}, std::vector<float>{2.0F}));
    const NodeId doubled = graph::addArithmetic(editor, "doubled", "Multiply", {wide, 0}, {two, 0});
    const NodeId flat = graph::addReshape(editor, "flat", {doubled, 0}, {6}, "flat/shape");
    const NodeId row = graph::addLeadingAxis(editor, "row", {flat, 0});
    graph::addResult(editor, "out", {row, 0});

    EXPECT_EQ(graph.type({wide, 0}).type, ElementType::F32);
    EXPECT_EQ(graph.node(wide).attributes.text("destination_type"), "f32");
    EXPECT_EQ(graph.type({doubled, 0}).shape, (Shape{2, 3}));
    EXPECT_EQ(graph.type({flat, 0}).shape, (Shape{6}));
    EXPECT_EQ(graph.type({row, 0}).shape, (Shape{1, 6}));
    EXPECT_TRUE(graph.find("flat/shape"));
    EXPECT_TRUE(graph.find("out_1")) << "the name was taken";
    for (const NodeId id : {wide, doubled, flat, row}) EXPECT_EQ(graph.node(id).opset, "opset1");
    EXPECT_THAT(graph::validate(graph), IsEmpty());
}

}  // namespace
}  // namespace rf
