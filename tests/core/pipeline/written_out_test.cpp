// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/written_out.h"

#include <gtest/gtest.h>

#include "core/graph/edit.h"
#include "tests/support/graph_text.h"

namespace rf::pipeline {
namespace {

using quantization::Compatibility;

graph::Graph silu() {
    return test::graphFrom(R"(
        x = Parameter : f32 1x4
        s = Sigmoid(x) : f32 1x4
        y = Multiply(x, s) : f32 1x4
        out = Result(y))");
}

graph::Graph withMark(graph::Graph graph, const std::string& mark) {
    graph::GraphInfo info = graph.info();
    info.extraXml = "<rt_info>" + mark + "</rt_info>";
    graph::Editor(graph).setInfo(std::move(info));
    return graph;
}

TEST(WrittenOut, MayBeWhatNoConverterHasMarked) {
    EXPECT_TRUE(mayBeWrittenOut(silu(), Compatibility::Default));
    EXPECT_TRUE(mayBeWrittenOut(withMark(silu(), "<Runtime_version value=\"2026.4\"/>"), Compatibility::Default));
    EXPECT_FALSE(mayBeWrittenOut(withMark(silu(), "<conversion_parameters/>"), Compatibility::Default));
    EXPECT_FALSE(mayBeWrittenOut(withMark(silu(), "<MO_version value=\"2023\"/>"), Compatibility::Default));
}

TEST(WrittenOut, IsNotLookedForWherePotIsFollowed) { EXPECT_FALSE(mayBeWrittenOut(silu(), Compatibility::Pot)); }

TEST(WrittenOut, IsNotLookedForInQuantizedModelsAndWithoutIngredients) {
    EXPECT_FALSE(mayBeWrittenOut(test::graphFrom(R"(
        x = Parameter : f32 1x4
        w = Const : i8 1x4
        wf = Convert(w) : f32 1x4
        s = Sigmoid(x) : f32 1x4
        y = Multiply(s, wf) : f32 1x4
        out = Result(y))"),
                                 Compatibility::Default));
    EXPECT_FALSE(mayBeWrittenOut(test::graphFrom(R"(
        x = Parameter : f32 1x4
        y = ReLU(x) : f32 1x4
        out = Result(y))"),
                                 Compatibility::Default));
}

}  // namespace
}  // namespace rf::pipeline
