// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/difference.h"

#include "core/graph/edit.h"
#include "core/graph/file_hints.h"
#include "core/graph/fingerprint.h"
#include "tests/support/graph_text.h"

namespace rf::graph {
namespace {

Graph original() {
    Graph graph = test::graphFrom(
        "x = Parameter : f32 1x2\nw = Const : f32 1x2\nsum = Add(x, w) : f32 1x2\nact = ReLU(sum) : f32 1x2\nout = Result(act)",
        {{"w", {1, 2}}});
    Editor(graph).update(*graph.find("w"), [](Node& node) { node.hints = std::make_shared<const FileHints>(); });
    return graph;
}

Result<Graph> there(const Graph& from, const Graph& to) {
    ByteWriter out;
    writeDifference(out, from, to);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    auto read = readDifference(in, from);
    EXPECT_TRUE(in.isAtEnd());
    return read;
}

void expectSame(const Graph& read, const Graph& to) {
    ASSERT_EQ(read.nodes(), to.nodes()) << "ids are kept";
    EXPECT_EQ(read.topologicalOrder(), to.topologicalOrder());
    EXPECT_EQ(fingerprint(read), fingerprint(to));
    for (const NodeId id : to.nodes()) {
        EXPECT_EQ(read.node(id).outputs, to.node(id).outputs) << to.node(id).name;
        EXPECT_EQ(read.node(id).hints, to.node(id).hints) << to.node(id).name;
        EXPECT_EQ(read.consumers(id), to.consumers(id)) << to.node(id).name;
    }
}

TEST(Difference, OfTheSameGraphIsNothing) {
    const Graph graph = original();
    ByteWriter out;
    writeDifference(out, graph, graph);
    EXPECT_EQ(out.take().size(), 16u) << "two counts";
    expectSame(there(graph, graph).value(), graph);
}

TEST(Difference, BringsBackAddedChangedAndRemovedNodes) {
    const Graph from = original();
    Graph to = from;
    Editor editor(to);
    const NodeId two = editor.addConstant("two", Tensor::from<std::int64_t>({}, std::vector<std::int64_t>{2}));
    editor.remove(editor.addConstant("gone again", Tensor::scalar(1.0f)));  // leaves a gap
    editor.update(*to.find("w"), [](Node& node) {
        node.value = Tensor::from<float>({1, 2}, std::vector<float>{-0.0f, 0.1f});
        node.extraXml = "<rt_info/>";
        node.outputs[0].tensorNames = "a,b";
    });
    Node convert;
    convert.name = "converted";
    convert.type = "Convert";
    convert.opset = "opset1";
    convert.attributes = {{"destination_type", "f32"}};
    convert.inputs = {{two, 0}};
    convert.outputs = {{ElementType::F32, {}, {}, {}, {}}};
    editor.connect({*to.find("sum"), 1}, {editor.add(std::move(convert)), 0});
    editor.replaceUses({*to.find("act"), 0}, {*to.find("sum"), 0});
    editor.removeWithDeadProducers(*to.find("act"));
    const auto read = there(from, to);
    ASSERT_TRUE(read) << read.error().message();
    expectSame(*read, to);
    EXPECT_TRUE(read->node(*read->find("w")).value == to.node(*to.find("w")).value);
    EXPECT_EQ(read->node(*read->find("w")).extraXml, "<rt_info/>");
    EXPECT_EQ(&read->node(*read->find("x")), &from.node(*from.find("x"))) << "what did not change is shared";
}

TEST(Difference, GoesIntoBodies) {
    Node loop;
    loop.name = "loop";
    loop.type = "TensorIterator";
    loop.opset = "opset1";
    const auto inner = std::make_shared<const Graph>(original());
    loop.bodies = {{"body",
                    inner,
                    {{0, *inner->find("x"), {{"axis", "1"}}}},
                    {{0, *inner->find("out"), {}}},
                    {{*inner->find("out"), *inner->find("x")}}}};
    loop.outputs = {{ElementType::F32, {1, 2}, {}, {}, {}}};
    Graph from = original();
    loop.inputs = {{*from.find("x"), 0}};
    const NodeId id = Editor(from).add(std::move(loop));
    Graph to = from, changedBody = *inner;
    Editor(changedBody).addConstant("new", Tensor::scalar(3.0f));
    Editor(to).update(id, [&](Node& node) { node.bodies[0].graph = std::make_shared<const Graph>(changedBody); });
    const auto read = there(from, to);
    ASSERT_TRUE(read) << read.error().message();
    expectSame(*read, to);
    const Body& body = read->node(id).bodies.at(0);
    expectSame(*body.graph, changedBody);
    EXPECT_EQ(body.backEdges.at(0).to, *inner->find("x"));
    EXPECT_EQ(body.inputs.at(0).attributes.text("axis"), "1");
}

TEST(Difference, ForAnotherGraphIsRefused) {
    const Graph from = original();
    Graph to = from;
    Editor(to).replaceUses({*to.find("act"), 0}, {*to.find("sum"), 0});
    Editor(to).removeWithDeadProducers(*to.find("act"));
    ByteWriter out;
    writeDifference(out, from, to);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    EXPECT_FALSE(readDifference(in, Graph()));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        ByteReader cut(std::string_view(bytes).substr(0, size));
        EXPECT_FALSE(readDifference(cut, from)) << size;
    }
}

}  // namespace
}  // namespace rf::graph
