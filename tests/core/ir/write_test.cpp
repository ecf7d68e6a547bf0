// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pugixml.hpp>

#include "core/graph/edit.h"
#include "tests/core/ir/small_ir.h"
#include "tests/support/graph_text.h"
#include "tests/support/temp_dir.h"

namespace rf {
namespace {

using graph::Editor;
using graph::Graph;
using testing::ElementsAre;

Graph smallModel() { return ir::readMemory(test::smallXml(), test::smallWeights(), "small.xml").value(); }

struct Written {
    explicit Written(const Graph& graph) : image(ir::serialize(graph).value()) {
        if (!document.load_string(image.xml.c_str())) throw std::runtime_error("what was written is not XML");
    }
    pugi::xml_node layer(const char* name) const { return document.child("net").child("layers").find_child_by_attribute("name", name); }
    /// "id name" of every layer, in order.
    std::vector<std::string> layers() const {
        std::vector<std::string> lines;
        for (const auto layer : document.child("net").child("layers"))
            lines.push_back(std::string(layer.attribute("id").value()) + " " + layer.attribute("name").value());
        return lines;
    }
    /// "layer:port -> layer:port" of every edge, in order.
    std::vector<std::string> edges() const {
        std::vector<std::string> lines;
        for (const auto edge : document.child("net").child("edges"))
            lines.push_back(std::string(edge.attribute("from-layer").value()) + ":" + edge.attribute("from-port").value() + " -> " +
                            edge.attribute("to-layer").value() + ":" + edge.attribute("to-port").value());
        return lines;
    }
    std::string weights() const { return test::textOf(image.weightsTensor()); }

    ir::Image image;
    pugi::xml_document document;
};

graph::Node nodeNamed(const std::string& name, const std::string& type, std::vector<graph::Output> inputs, Shape shape) {
    graph::Node node;
    node.name = name;
    node.type = type;
    node.opset = "opset1";
    node.inputs = std::move(inputs);
    if (type != "Result") node.outputs = {graph::PortType{ElementType::F32, std::move(shape), {}, {}, {}}};
    return node;
}

// Puts Relu(x) between x and add.
Graph withRelu(Graph graph) {
    Editor editor(graph);
    const graph::NodeId add = graph.find("add").value();
    const graph::NodeId relu = editor.add(nodeNamed("relu", "ReLU", {graph.source({add, 0})}, {1, 2}));
    editor.connect({add, 0}, {relu, 0});
    return graph;
}

TEST(IrWrite, PlacesNewLayersBeforeTheirConsumerWithFreshIds) {
    const Written written(withRelu(smallModel()));
    EXPECT_THAT(written.layers(), ElementsAre("0 x", "3 w", "8 relu", "5 add", "7 y"));
    // The edges of the file in their order, then the new one: relu's input is port 0, its output port 1.
    EXPECT_THAT(written.edges(), ElementsAre("3:0 -> 5:1", "8:1 -> 5:0", "5:2 -> 7:0", "0:0 -> 8:0"));
    EXPECT_STREQ(written.layer("relu").child("input").child("port").attribute("precision").value(), "FP32");
    EXPECT_STREQ(written.layer("relu").child("output").child("port").attribute("precision").value(), "FP32");
    EXPECT_EQ(written.layer("relu").child("output").child("port").child("dim").next_sibling().text().as_int(), 2);
}

TEST(IrWrite, KeepsTheOrderOfInputsAndOutputs) {
    Graph graph = smallModel();
    Editor editor(graph);
    const graph::NodeId extra = editor.add(nodeNamed("extra", "Parameter", {}, {1, 2}));
    const graph::NodeId add = graph.find("add").value();
    editor.connect({add, 1}, {extra, 0});
    editor.add(nodeNamed("second", "Result", {{graph.find("w").value(), 0}}, {}));
    EXPECT_THAT(Written(graph).layers(), ElementsAre("0 x", "3 w", "5 add", "7 y", "8 extra", "9 second"));
}

TEST(IrWrite, LeavesTheFileOfUntouchedWeightsAsItIs) {
    const test::TempDir folder;
    const auto xml = folder.write("smallModel.xml", test::smallXml());
    folder.write("smallModel.bin", test::textOf(test::smallWeights()) + "tail that no layer uses");
    const Graph graph = withRelu(ir::read(xml, {}, Progress()).value());
    const ir::Image image = ir::serialize(graph).value();
    EXPECT_EQ(test::textOf(image.weightsTensor()), test::readFile(folder / "smallModel.bin"));
    const auto file = graph.node(graph.find("w").value()).value.file();
    EXPECT_EQ(image.weightsTensor().bytes().data(), file->bytes().data()) << "copied";
}

TEST(IrWrite, StoresEqualConstantsOnceAndAligned) {
    Graph graph = smallModel();
    Editor editor(graph);
    const std::array<std::int8_t, 3> three{1, 2, 3};
    const std::array<float, 2> likeW{1.0f, 2.0f}, other{3.0f, 4.0f};
    // Without consumers they follow the layers of the file.
    editor.addConstant("bytes", Tensor::from<std::int8_t>({3}, three));
    editor.addConstant("twin", Tensor::from<float>({2}, likeW));
    editor.addConstant("other", Tensor::from<float>({1, 2}, other));
    const Written written(graph);
    const auto data = [&](const char* name) { return written.layer(name).child("data"); };
    // w at 0 to 8, bytes at 8 to 11, twin is w, other at the next multiple of 4.
    EXPECT_EQ(data("w").attribute("offset").as_int(), 0);
    EXPECT_EQ(data("bytes").attribute("offset").as_int(), 8);
    EXPECT_EQ(data("twin").attribute("offset").as_int(), 0);
    EXPECT_EQ(data("other").attribute("offset").as_int(), 12);
    EXPECT_STREQ(data("other").attribute("element_type").value(), "f32");
    EXPECT_STREQ(data("other").attribute("shape").value(), "1, 2");
    EXPECT_EQ(data("other").attribute("size").as_int(), 8);
    const std::string expected = test::textOf(test::smallWeights()) + std::string("\x01\x02\x03\0", 4) +
                                 std::string(reinterpret_cast<const char*>(other.data()), sizeof other);
    EXPECT_EQ(written.weights(), expected);
}

TEST(IrWrite, GivesAConstantWithoutElementsNoBytes) {
    Graph graph = smallModel();
    Editor(graph).addConstant("nothing", Tensor::from<float>({2, 0}, {}));
    const Written written(graph);
    EXPECT_EQ(written.layer("nothing").child("data").attribute("size").as_int(-1), 0);
    EXPECT_EQ(written.weights(), test::textOf(test::smallWeights()));
}

TEST(IrWrite, DropsTheWeightsThatWereReplaced) {
    Graph graph = smallModel();
    const std::array<std::uint16_t, 2> halves{0x3c00, 0x4000};  // 1 and 2 as f16
    Editor(graph).update(graph.find("w").value(), [&](graph::Node& node) {
        node.value =
            Tensor::build(ElementType::F16, {1, 2}, [&](std::span<std::byte> out) { std::memcpy(out.data(), halves.data(), out.size()); });
        node.outputs[0].type = ElementType::F16;
    });
    const Written written(graph);
    const auto layer = written.layer("w");
    EXPECT_STREQ(layer.child("data").attribute("element_type").value(), "f16");
    EXPECT_STREQ(layer.child("data").attribute("shape").value(), "1,2") << "the text of the file still holds";
    EXPECT_EQ(layer.child("data").attribute("size").as_int(), 4);
    EXPECT_STREQ(layer.child("output").child("port").attribute("precision").value(), "FP16");
    const auto input = written.layer("add").child("input").find_child_by_attribute("port", "id", "1");
    EXPECT_STREQ(input.attribute("precision").value(), "FP16");
    EXPECT_EQ(written.weights(), std::string(reinterpret_cast<const char*>(halves.data()), 4));
}

TEST(IrWrite, WritesGraphsThatNeverWereAFile) {
    const Graph graph = test::graphFrom(R"(
        in = Parameter {shape: 1,3; element_type: f32} : f32 1x3
        k = Const : f32 1x3
        split = Split (in, k) : f32 1x1 | f32 ?x2
        sum = Add (split:1, k) : f32 1x3
        out = Result (sum)
    )",
                                        {{"k", {1, 2, 3}}});
    const Written written(graph);
    EXPECT_THAT(written.layers(), ElementsAre("0 in", "1 k", "2 split", "3 sum", "4 out"));
    EXPECT_THAT(written.edges(), ElementsAre("0:0 -> 2:0", "1:0 -> 2:1", "2:3 -> 3:0", "1:0 -> 3:1", "3:2 -> 4:0"));
    const auto again = ir::readMemory(written.image.xml, written.image.weightsTensor(), "again.xml");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->type({graph::NodeId(2), 1}).shape, (Shape{-1, 2}));
    EXPECT_THAT(again->node(graph::NodeId(1)).value.as<float>(), ElementsAre(1, 2, 3));
    EXPECT_EQ(ir::serialize(*again)->xml, written.image.xml);
}

TEST(IrWrite, NumbersACopiedLayerAnew) {
    Graph graph = smallModel();
    graph::Node copy = graph.node(graph.find("add").value());
    copy.name = "copy";
    Editor(graph).add(std::move(copy));
    EXPECT_THAT(Written(graph).layers(), ElementsAre("0 x", "3 w", "5 add", "7 y", "8 copy"));
}

TEST(IrWrite, KeepsPortMapsRightWhenABodyChanges) {
    Graph graph = ir::readMemory(test::loopXml(), test::loopWeights(), "loop.xml").value();
    const graph::NodeId loop = graph.find("Loop_17").value();
    Graph body = *graph.node(loop).bodies[0].graph;
    Editor inner(body);
    const graph::NodeId add = body.find("addy").value();
    const graph::NodeId relu = inner.add(nodeNamed("relu", "ReLU", {{add, 0}}, {2, 3}));
    inner.connect({body.find("Result_12").value(), 0}, {relu, 0});
    Editor(graph).update(loop, [&](graph::Node& node) { node.bodies[0].graph = std::make_shared<const Graph>(body); });
    const Written written(graph);
    const auto again = ir::readMemory(written.image.xml, written.image.weightsTensor(), "again.xml");
    ASSERT_TRUE(again) << again.error().message();
    const graph::Body& read = again->node(loop).bodies.at(0);
    EXPECT_EQ(read.graph->node(read.backEdges[0].from).name, "Result_12");
    EXPECT_EQ(read.graph->node(read.backEdges[0].to).name, "xi");
    EXPECT_EQ(read.graph->producer({read.outputs[0].internal, 0}).name, "relu");
}

TEST(IrWrite, IsTheSameEveryTime) {
    const Graph graph = withRelu(smallModel());
    const ir::Image a = ir::serialize(graph).value(), b = ir::serialize(graph).value();
    EXPECT_EQ(a.xml, b.xml);
    EXPECT_EQ(test::textOf(a.weightsTensor()), test::textOf(b.weightsTensor()));
}

TEST(IrWrite, RefusesMetadataThatIsNotXml) {
    Graph graph = smallModel();
    Editor(graph).update(graph.find("add").value(), [](graph::Node& node) { node.extraXml = "<rt_info><open"; });
    const auto image = ir::serialize(graph);
    ASSERT_FALSE(image);
    EXPECT_EQ(image.error().message(), "layer 'add': what it carries through files is not XML");
}

}  // namespace
}  // namespace rf
