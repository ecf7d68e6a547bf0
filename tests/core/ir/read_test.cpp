// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/edit.h"
#include "tests/core/ir/small_ir.h"
#include "tests/support/temp_dir.h"

namespace rf {
namespace {

using graph::Graph;

Graph readSmall(const std::string& xml) {
    auto graph = ir::readMemory(xml, test::smallWeights(), "small.xml");
    EXPECT_TRUE(graph) << (graph ? "" : graph.error().message());
    return graph ? *graph : Graph();
}

const graph::Node& nodeOf(const Graph& graph, std::string_view name) { return graph.node(graph.find(name).value()); }

TEST(IrRead, GivesNodesPortsAndValues) {
    const Graph graph = readSmall(test::smallXml());
    ASSERT_EQ(graph.size(), 4u);
    const graph::Node& add = nodeOf(graph, "add");
    EXPECT_EQ(add.type, "Add");
    EXPECT_EQ(add.opset, "opset1");
    EXPECT_EQ(add.attributes, (graph::Attributes{{"auto_broadcast", "numpy"}}));
    EXPECT_EQ(graph.producer({add.id, 0}).name, "x");
    EXPECT_EQ(graph.producer({add.id, 1}).name, "w");
    EXPECT_EQ(graph.type({add.id, 0}).type, ElementType::F32);
    EXPECT_EQ(graph.type({add.id, 0}).shape, (Shape{1, 2}));
    EXPECT_EQ(nodeOf(graph, "x").outputs[0].tensorNames, "x,alias");
    const graph::Node& weights = nodeOf(graph, "w");
    EXPECT_TRUE(weights.attributes.entries().empty());
    EXPECT_THAT(weights.value.as<float>(), testing::ElementsAre(1.0f, 2.0f));
}

TEST(IrRead, MapsWeightsInsteadOfReadingThem) {
    const test::TempDir folder;
    const auto xml = folder.write("small.xml", test::smallXml());
    folder.write("small.bin", test::textOf(test::smallWeights()));
    const auto graph = ir::read(xml, {}, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    const Tensor& value = nodeOf(*graph, "w").value;
    ASSERT_TRUE(value.file());
    EXPECT_EQ(value.file()->path(), folder / "small.bin");
    EXPECT_EQ(value.bytes().data(), value.file()->bytes().data());
}

TEST(IrRead, TakesWeightsFromTheFileItIsGiven) {
    const test::TempDir folder;
    const auto xml = folder.write("small.xml", test::smallXml());
    const auto bin = folder.write("elsewhere/weights", test::textOf(test::smallWeights()));
    const auto graph = ir::read(xml, bin, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    EXPECT_EQ(nodeOf(*graph, "w").value.file()->path(), bin);
}

TEST(IrRead, NeedsNoBinWithoutWeights) {
    const test::TempDir folder;
    std::string xml = test::smallXmlWith(R"(<data offset="0" size="8" shape="1,2" element_type="f32" />)", "");
    xml.replace(xml.find(R"("Const")"), 7, R"("Elsewhere")");
    const auto graph = ir::read(folder.write("small.xml", xml), {}, Progress());
    EXPECT_TRUE(graph) << graph.error().message();
}

TEST(IrRead, AlignsValuesThatLieAtOddOffsets) {
    const auto graph = ir::readMemory(test::loopXml(), test::loopWeights(), "loop.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    const Graph& body = *nodeOf(*graph, "Loop_17").bodies.at(0).graph;
    const Tensor& one = nodeOf(body, "Constant_5").value;  // at offset 9
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(one.bytes().data()) % sizeof(float), 0u);
    EXPECT_THAT(one.as<float>(), testing::ElementsAre(1.0f));
}

TEST(IrRead, TiesALoopToItsBody) {
    const auto graph = ir::readMemory(test::loopXml(), test::loopWeights(), "loop.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    const graph::Node& loop = nodeOf(*graph, "Loop_17");
    ASSERT_EQ(loop.bodies.size(), 1u);
    const graph::Body& body = loop.bodies[0];
    const auto name = [&](graph::NodeId id) { return body.graph->node(id).name; };
    EXPECT_EQ(body.role, "body");
    ASSERT_EQ(body.inputs.size(), 2u);
    EXPECT_EQ(body.inputs[0].external, 2);
    EXPECT_EQ(name(body.inputs[0].internal), "xi");
    EXPECT_EQ(body.inputs[1].external, -1);
    EXPECT_EQ(name(body.inputs[1].internal), "it");
    EXPECT_EQ(body.inputs[1].attributes.text("purpose"), "current_iteration");
    ASSERT_EQ(body.outputs.size(), 2u);
    EXPECT_EQ(body.outputs[0].external, 0);
    EXPECT_EQ(name(body.outputs[0].internal), "Result_12");
    EXPECT_EQ(body.outputs[1].attributes.text("purpose"), "execution_condition");
    ASSERT_EQ(body.backEdges.size(), 1u);
    EXPECT_EQ(name(body.backEdges[0].from), "Result_12");
    EXPECT_EQ(name(body.backEdges[0].to), "xi");
}

TEST(IrRead, MakesAResultsNameUnique) {
    const Graph graph = readSmall(test::smallXmlWith(R"(id="7" name="y")", R"(id="7" name="add")"));
    ASSERT_EQ(graph.results().size(), 1u);
    EXPECT_NE(graph.node(graph.results()[0]).name, "add");
    EXPECT_EQ(nodeOf(graph, "add").type, "Add");
}

TEST(IrRead, KnowsDynamicAndUnknownTypesApart) {
    const Graph dynamic = readSmall(test::smallXmlWith(R"(<port id="2" precision="FP32">)", R"(<port id="2" precision="UNSPECIFIED">)"));
    EXPECT_EQ(nodeOf(dynamic, "add").outputs[0].type, ElementType::Dynamic);
    const Graph unknown = readSmall(test::smallXmlWith(R"(<port id="2" precision="FP32">)", R"(<port id="2" precision="STRING">)"));
    EXPECT_EQ(nodeOf(unknown, "add").outputs[0].type, ElementType::Other);
    EXPECT_EQ(nodeOf(unknown, "add").outputs[0].precision, "STRING");
}

// Version 10, as the Model Optimizer of 2020 wrote it: no tensor names, the constant's type and shape only at its port.
std::string version10() {
    std::string xml = test::smallXmlWith(R"(version="11")", R"(version="10")");
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{R"( names="x,alias")", ""},
                                                                                   {R"( shape="1,2" element_type="f32" />
			<output>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
			</output>
		</layer>
		<layer id="5")",
                                                                                    R"( />
			<output>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
			</output>
		</layer>
		<layer id="5")"},
                                                                                   {R"( output_names="y")", ""},
                                                                                   {R"(name="add")", R"(name="a,dd")"}})
        xml.replace(xml.find(from), from.size(), to);
    return xml;
}

TEST(IrRead, GivesVersion10TheTensorNamesOfVersion11) {
    const Graph graph = readSmall(version10());
    EXPECT_EQ(nodeOf(graph, "x").outputs[0].tensorNames, "x");
    EXPECT_EQ(nodeOf(graph, "a,dd").outputs[0].tensorNames, "a\\,dd");  // the producer of the result; commas are escaped
    EXPECT_THAT(nodeOf(graph, "w").value.as<float>(), testing::ElementsAre(1.0f, 2.0f));
}

TEST(IrRead, LeavesATensorNameOfVersion10ToItsOwner) {
    std::string xml = version10();
    xml.replace(xml.find(R"(precision="FP32")"), 16, R"(precision="FP32" names="a\,dd")");
    EXPECT_EQ(nodeOf(readSmall(xml), "x").outputs[0].tensorNames, "a\\,dd,x");
    EXPECT_EQ(nodeOf(readSmall(xml), "a,dd").outputs[0].tensorNames, "");
}

TEST(IrRead, WritesVersion10AsVersion11) {
    const auto image = ir::serialize(readSmall(version10()));
    ASSERT_TRUE(image) << image.error().message();
    EXPECT_THAT(image->xml, testing::HasSubstr(R"(<net name="small" version="11">)"));
    EXPECT_THAT(image->xml, testing::HasSubstr(R"(<data offset="0" size="8" element_type="f32" shape="1, 2" />)"));
    EXPECT_EQ(test::textOf(image->weightsTensor()), test::textOf(test::smallWeights()));
}

}  // namespace
}  // namespace rf
