// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ir/small_ir.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf {
namespace {

using test::normalForm;

void expectUnchanged(const std::filesystem::path& file) {
    SCOPED_TRACE(file.string());
    const auto graph = ir::read(file, {}, Progress());
    ASSERT_TRUE(graph) << graph.error().message();
    const auto image = ir::serialize(*graph);
    ASSERT_TRUE(image) << image.error().message();
    EXPECT_TRUE(normalForm(image->xml) == normalForm(test::readFile(file)));
    EXPECT_TRUE(test::textOf(image->weightsTensor()) == test::readFile(std::filesystem::path(file).replace_extension(".bin")));
}

TEST(IrRoundTrip, KeepsEveryModelOfTheTestData) {
    RF_REQUIRE_SHARED();
    const auto files = test::sharedIrs("data");
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) expectUnchanged(file);
}

TEST(IrRoundTrip, KeepsEveryModelOfTheGoldenCorpus) {
    RF_REQUIRE_SHARED();
    const auto files = test::sharedIrs("golden");
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) expectUnchanged(file);
}

TEST(IrRoundTrip, KeepsMetadataIdsAndOrderToTheByte) {
    // The small IR is formatted as OpenVINO does; so is what we write.
    const auto graph = ir::readMemory(test::smallXml(), test::smallWeights(), "small.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    EXPECT_EQ(ir::serialize(*graph)->xml, test::smallXml());
}

TEST(IrRoundTrip, KeepsBodiesToTheByte) {
    const auto graph = ir::readMemory(test::loopXml(), test::loopWeights(), "loop.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    const auto image = ir::serialize(*graph);
    ASSERT_TRUE(image) << image.error().message();
    EXPECT_EQ(image->xml, test::loopXml());
    EXPECT_EQ(test::textOf(image->weightsTensor()), test::textOf(test::loopWeights()));
}

// What writers other than OpenVINO's have been seen to do, or might.
TEST(IrRoundTrip, KeepsUnusualFiles) {
    const std::vector<std::pair<std::string, std::string>> changes{
        {R"(<net name="small" version="11">)", R"(<net name="small" version="11" origin="a &amp; b">)"},
        {R"(id="5" name="add")", R"(name="add" id="5")"},
        {R"(<data auto_broadcast="numpy" />)", R"(<data auto_broadcast="numpy" mystery="1&#10;2" />)"},
        {R"(<data auto_broadcast="numpy" />)", "<data />"},
        {R"(<data auto_broadcast="numpy" />)", "<extension level=\"1\"><part>text</part></extension>"},
        {R"(<port id="2" precision="FP32">)", R"(<port precision="FP32" id="2" colour="red">)"},
        {R"(<port id="1" precision="FP32">)", R"(<port id="1">)"},
        {R"(<port id="1" precision="FP32">)", R"(<port id="1" precision="I64">)"},
        {R"(version="opset1" output_names="y")", R"(version="opset1" output_names="y" more="漢字")"},
        {R"(id="7" name="y")", R"(id="7" name="add")"},  // a Result may share a name
        {R"(<data offset="0" size="8" shape="1,2" element_type="f32" />)",
         R"(<data element_type="f32" offset="0" shape="1, 2" size="8" note="" />)"},
        {"<rt_info>\n\t\t<MO_version", "<meta_data><a/></meta_data>\n\t<rt_info>\n\t\t<MO_version"},
    };
    for (const auto& [from, to] : changes) {
        SCOPED_TRACE(to);
        const std::string xml = test::smallXmlWith(from, to);
        const auto graph = ir::readMemory(xml, test::smallWeights(), "small.xml");
        ASSERT_TRUE(graph) << graph.error().message();
        EXPECT_EQ(normalForm(ir::serialize(*graph)->xml), normalForm(xml));
    }
}

// OpenVINO writes one byte for a constant that has no elements; a file of ours may have none.
TEST(IrRoundTrip, KeepsConstantsWithoutElements) {
    for (const std::string size : {"0", "1"}) {
        SCOPED_TRACE(size);
        const std::string xml = test::smallXmlWith(R"(<data offset="0" size="8" shape="1,2" element_type="f32" />
			<output>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>)",
                                                   R"(<data offset="3" size=")" + size + R"(" shape="1,0" element_type="f32" />
			<output>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>0</dim>)");
        const auto graph = ir::readMemory(xml, test::smallWeights(), "small.xml");
        ASSERT_TRUE(graph) << graph.error().message();
        EXPECT_EQ(graph->node(graph->find("w").value()).value.count(), 0);
        const auto image = ir::serialize(*graph);
        EXPECT_EQ(normalForm(image->xml), normalForm(xml));
        EXPECT_EQ(test::textOf(image->weightsTensor()), test::textOf(test::smallWeights()));
    }
}

TEST(IrRoundTrip, CarriesElementTypesItDoesNotKnow) {
    // OpenVINO 2026 writes these words for a constant of type f8e4m3; 8 bytes stand for 8 elements there.
    const std::string xml = test::smallXmlWith(R"(shape="1,2" element_type="f32" />
			<output>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>)",
                                               R"(shape="1,8" element_type="f8e4m3" />
			<output>
				<port id="0" precision="F8E4M3">
					<dim>1</dim>
					<dim>8</dim>)");
    const auto graph = ir::readMemory(xml, test::smallWeights(), "small.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    EXPECT_EQ(graph->node(graph->find("w").value()).value.type(), ElementType::Other);
    const auto image = ir::serialize(*graph);
    EXPECT_EQ(normalForm(image->xml), normalForm(xml));
    EXPECT_EQ(test::textOf(image->weightsTensor()), test::textOf(test::smallWeights()));
}

}  // namespace
}  // namespace rf
