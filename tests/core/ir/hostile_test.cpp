// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/base/random.h"
#include "tests/core/ir/small_ir.h"
#include "tests/support/temp_dir.h"

namespace rf {
namespace {

using test::smallXml;
using test::smallXmlWith;
using testing::AllOf;
using testing::HasSubstr;

struct Case {
    std::string title;
    std::string xml;
    ErrorCode code;
    std::vector<std::string> says;  ///< parts of the sentence, besides the file
};

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

std::string nestedBodies(int depth) {
    const std::string open = R"(<layer id="8" name="loop" type="Loop" version="opset5"><body><layers>)";
    const std::string innermost = R"(<layer id="8" name="innermost" type="NoOp" version="opset1"/>)";
    return smallXmlWith("<layers>", "<layers>" + repeated(open, depth) + innermost + repeated("</layers><edges/></body></layer>", depth));
}

std::string withoutEdges() {
    const std::string xml = smallXml();
    const auto begin = xml.find("<edges>"), end = xml.find("</edges>");
    return xml.substr(0, begin) + "<edges>" + xml.substr(end);
}

std::string billionLaughs() {
    std::string entities = "<!DOCTYPE net [<!ENTITY a0 \"ha\">";
    for (int i = 1; i < 30; ++i)
        entities += "<!ENTITY a" + std::to_string(i) + " \"" + repeated("&a" + std::to_string(i - 1) + ";", 10) + "\">";
    return smallXmlWith("<net", entities + "]>\n<net");
}

std::vector<Case> brokenText() {
    constexpr auto kInvalid = ErrorCode::InvalidFile;
    return {
        {"empty", "", kInvalid, {"empty"}},
        {"only blanks", " \n\t", kInvalid, {"empty"}},
        {"not XML", "PK\x03\x04 this is a zip", kInvalid, {"XML is broken"}},
        {"truncated", smallXml().substr(0, smallXml().size() / 2), kInvalid, {"XML is broken"}},
        {"other XML", "<annotation><size/></annotation>", kInvalid, {"'annotation'", "'net'"}},
        {"zero byte", smallXml() + std::string(1, '\0'), kInvalid, {"zero bytes"}},
        {"zero byte in a name", smallXmlWith("name=\"add\"", std::string("name=\"a\0d\"", 10)), kInvalid, {"zero bytes"}},
        {"Latin-1", smallXmlWith("name=\"add\"", "name=\"\xe9t\xe9\""), kInvalid, {"UTF-8"}},
        {"overlong UTF-8", smallXmlWith("name=\"add\"", "name=\"\xc0\xaf\""), kInvalid, {"UTF-8"}},
        {"UTF-16", std::string("\xff\xfe<\0n\0e\0t\0", 10), kInvalid, {"UTF-8"}},
        {"nested elements",
         smallXmlWith("<rt_info>", repeated("<a>", 10000) + repeated("</a>", 10000) + "<rt_info>"),
         kInvalid,
         {"nested deeper"}},
        {"nested elements, open", smallXml() + repeated("<a>", 100000), kInvalid, {"XML is broken"}},
        {"nested bodies", nestedBodies(10000), kInvalid, {"nested deeper"}},
        {"no version", smallXmlWith(R"( version="11")", ""), kInvalid, {"version", "10 or 11"}},
        {"version is a word", smallXmlWith(R"(version="11")", R"(version="new")"), kInvalid, {"'new'", "10 or 11"}},
        {"version 7", smallXmlWith(R"(version="11")", R"(version="7")"), ErrorCode::Unsupported, {"version 7", "2021.4"}},
        {"version 12", smallXmlWith(R"(version="11")", R"(version="12")"), ErrorCode::Unsupported, {"version 12", "version 11"}},
        {"no layers", "<net name='n' version='11'><layers/><edges/></net>", kInvalid, {"no layers"}},
    };
}

std::vector<Case> brokenLayers() {
    constexpr auto kInvalid = ErrorCode::InvalidFile;
    return {
        {"layer without id", smallXmlWith(R"(id="5" name="add")", R"(name="add")"), kInvalid, {"'add'", "id"}},
        {"negative id", smallXmlWith(R"(id="5" name="add")", R"(id="-5" name="add")"), kInvalid, {"'add'", "'-5'"}},
        {"huge id",
         smallXmlWith(R"(id="5" name="add")", R"(id="99999999999999999999" name="add")"),
         kInvalid,
         {"'add'", "'99999999999999999999'"}},
        {"layer without name", smallXmlWith(R"( name="add")", ""), kInvalid, {"id 5", "name"}},
        {"layer without type", smallXmlWith(R"( type="Add")", ""), kInvalid, {"id 5", "type"}},
        {"same id twice", smallXmlWith(R"(id="5" name="add")", R"(id="3" name="add")"), kInvalid, {"'w'", "'add'", "id 3"}},
        {"same name twice", smallXmlWith(R"(name="add")", R"(name="x")"), kInvalid, {"'x'"}},
        {"port without id", smallXmlWith(R"(<port id="2")", "<port"), kInvalid, {"'add'", "port"}},
        {"same port twice", smallXmlWith(R"(<port id="1" precision)", R"(<port id="0" precision)"), kInvalid, {"'add'", "two ports"}},
        {"negative dimension", smallXmlWith("<dim>2</dim>", "<dim>-2</dim>"), kInvalid, {"'x'", "'-2'"}},
        {"dimension is a word", smallXmlWith("<dim>2</dim>", "<dim>two</dim>"), kInvalid, {"'x'", "'two'"}},
        {"dimension is empty", smallXmlWith("<dim>2</dim>", "<dim/>"), kInvalid, {"'x'", "dimension"}},
        {"dimension overflows", smallXmlWith("<dim>2</dim>", "<dim>9223372036854775808</dim>"), kInvalid, {"'x'", "'9223372036854775808'"}},
    };
}

std::vector<Case> brokenEdges() {
    constexpr auto kInvalid = ErrorCode::InvalidFile;
    return {
        {"from nowhere", smallXmlWith(R"(<edge from-layer="3")", R"(<edge from-layer="4")"), kInvalid, {"'4'"}},
        {"to nowhere", smallXmlWith(R"(to-layer="7")", R"(to-layer="77")"), kInvalid, {"'77'"}},
        {"edge without attributes", smallXmlWith("<edges>", "<edges><edge/>"), kInvalid, {"edge"}},
        {"from a missing port",
         smallXmlWith(R"(from-layer="3" from-port="0")", R"(from-layer="3" from-port="1")"),
         kInvalid,
         {"'w'", "'1'"}},
        {"to a missing port", smallXmlWith(R"(to-layer="7" to-port="0")", R"(to-layer="7" to-port="-1")"), kInvalid, {"'y'", "'-1'"}},
        {"two to one port", smallXmlWith(R"(to-layer="5" to-port="1")", R"(to-layer="5" to-port="0")"), kInvalid, {"'add'", "two edges"}},
        {"nothing to a port",
         smallXmlWith(R"(<edge from-layer="5" from-port="2" to-layer="7" to-port="0" />)", ""),
         kInvalid,
         {"'y'", "port 0"}},
        {"no edges", withoutEdges(), kInvalid, {"'add'", "no edge"}},
        {"cycle",
         smallXmlWith(R"(<edge from-layer="0" from-port="0")", R"(<edge from-layer="5" from-port="2")"),
         kInvalid,
         {"'add'", "cycle"}},
    };
}

std::vector<Case> brokenWeights() {
    constexpr auto kInvalid = ErrorCode::InvalidFile;
    const std::string data = R"(offset="0" size="8" shape="1,2" element_type="f32")";
    const auto with = [&](const std::string& other) { return smallXmlWith(data, other); };
    // The port's shape follows, or the two would disagree first.
    const auto huge = [&](const std::string& rest) {
        const std::string xml = with(rest);
        const auto port = xml.find("<dim>1</dim>", xml.find("\"w\""));
        return std::string(xml).replace(port, 12, "<dim>1342177280</dim>");
    };
    return {
        {"no offset", with(R"(size="8" shape="1,2" element_type="f32")"), kInvalid, {"'w'", "'offset'"}},
        {"negative offset", with(R"(offset="-8" size="8" shape="1,2" element_type="f32")"), kInvalid, {"'w'", "'-8'"}},
        {"offset past the end", with(R"(offset="9" size="8" shape="1,2" element_type="f32")"), kInvalid, {"'w'", "outside"}},
        {"offset and size overflow",
         with(R"(offset="9223372036854775807" size="8" shape="1,2" element_type="f32")"),
         kInvalid,
         {"'w'", "outside"}},
        {"size past the end", with(R"(offset="4" size="8" shape="1,2" element_type="f32")"), kInvalid, {"'w'", "outside"}},
        {"size is not shape times type",
         with(R"(offset="0" size="7" shape="1,2" element_type="f32")"),
         kInvalid,
         {"'w'", "7 bytes", "1x2"}},
        {"size is a word", with(R"(offset="0" size="all" shape="1,2" element_type="f32")"), kInvalid, {"'w'", "'all'"}},
        {"10 GB",
         huge(R"(offset="0" size="10737418240" shape="1342177280,2" element_type="f32")"),
         kInvalid,
         {"'w'", "10737418240", "outside"}},
        {"shape overflows", with(R"(offset="0" size="8" shape="4294967296,4294967296" element_type="f32")"), kInvalid, {"'w'", "shape"}},
        {"negative shape", with(R"(offset="0" size="8" shape="-1,2" element_type="f32")"), kInvalid, {"'w'", "'-1,2'"}},
        {"shape is a word", with(R"(offset="0" size="8" shape="1,x" element_type="f32")"), kInvalid, {"'w'", "'1,x'"}},
        {"shape is not the port's", with(R"(offset="0" size="8" shape="2,1" element_type="f32")"), kInvalid, {"'w'", "2x1", "1x2"}},
        {"type is not the port's", with(R"(offset="0" size="16" shape="1,2" element_type="i64")"), kInvalid, {"'w'", "i64"}},
        {"dynamic constant", with(R"(offset="0" size="8" shape="1,2" element_type="dynamic")"), kInvalid, {"'w'", "type"}},
        {"constant without output",
         "<net name='n' version='11'><layers><layer id='0' name='c' type='Const' version='opset1'/></layers></net>",
         kInvalid,
         {"'c'", "one output"}},
    };
}

void expectRefused(const Case& hostile, const Result<graph::Graph>& graph, const std::string& file) {
    SCOPED_TRACE(hostile.title);
    ASSERT_FALSE(graph);
    const std::string message = graph.error().message();
    EXPECT_EQ(graph.error().code(), hostile.code) << message;
    EXPECT_THAT(message, testing::StartsWith(file + ": "));
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    for (const std::string& part : hostile.says) EXPECT_THAT(message, HasSubstr(part));
}

class IrHostile : public testing::TestWithParam<std::vector<Case> (*)()> {};

TEST_P(IrHostile, GetsOneSentence) {
    const test::TempDir folder;
    folder.write("model.bin", test::textOf(test::smallWeights()));
    for (const Case& hostile : GetParam()()) {
        expectRefused(hostile, ir::readMemory(hostile.xml, test::smallWeights(), "model.xml"), "model.xml");
        const auto file = folder.write("model.xml", hostile.xml);
        expectRefused(hostile, ir::read(file, {}, Progress()), file.string());
    }
}

INSTANTIATE_TEST_SUITE_P(Text, IrHostile, testing::Values(&brokenText));
INSTANTIATE_TEST_SUITE_P(Layers, IrHostile, testing::Values(&brokenLayers));
INSTANTIATE_TEST_SUITE_P(Edges, IrHostile, testing::Values(&brokenEdges));
INSTANTIATE_TEST_SUITE_P(Weights, IrHostile, testing::Values(&brokenWeights));

TEST(IrHostileBodies, GetOneSentence) {
    const auto with = [](const std::string& from, const std::string& to) {
        std::string xml = test::loopXml();
        return xml.replace(xml.find(from), from.size(), to);
    };
    const std::vector<Case> cases{
        {"external port", with(R"(external_port_id="2")", R"(external_port_id="8")"), ErrorCode::InvalidFile, {"'Loop_17'", "'8'"}},
        {"internal layer", with(R"(internal_layer_id="1")", R"(internal_layer_id="88")"), ErrorCode::InvalidFile, {"'Loop_17'", "'88'"}},
        {"internal layer of another type",
         with(R"(internal_layer_id="1")", R"(internal_layer_id="3")"),
         ErrorCode::InvalidFile,
         {"'Loop_17'", "Parameter"}},
        {"back edge",
         with(R"(<edge from-layer="6" to-layer="1" />)", R"(<edge from-layer="0" to-layer="1" />)"),
         ErrorCode::InvalidFile,
         {"'Loop_17'", "Result"}},
        {"layer inside", with(R"(id="3" name="addy")", R"(id="2" name="addy")"), ErrorCode::InvalidFile, {"'Loop_17'", "'addy'"}},
        {"empty body",
         "<net name='n' version='11'><layers><layer id='0' name='l' type='Loop' "
         "version='opset5'><body><layers/></body></layer></layers></net>",
         ErrorCode::InvalidFile,
         {"'l'", "no layers"}},
    };
    for (const Case& hostile : cases) expectRefused(hostile, ir::readMemory(hostile.xml, test::loopWeights(), "loop.xml"), "loop.xml");
}

TEST(IrHostileFiles, GetOneSentence) {
    const test::TempDir folder;
    const auto noXml = ir::read(folder / "absent.xml", {}, Progress());
    ASSERT_FALSE(noXml);
    EXPECT_EQ(noXml.error().code(), ErrorCode::NotFound);
    EXPECT_THAT(noXml.error().message(), HasSubstr((folder / "absent.xml").string()));

    const auto isFolder = ir::read(folder.path(), {}, Progress());
    ASSERT_FALSE(isFolder);
    EXPECT_THAT(isFolder.error().message(), HasSubstr(folder.path().string()));

    const auto file = folder.write("model.xml", smallXml());
    const auto noBin = ir::read(file, {}, Progress());
    ASSERT_FALSE(noBin);
    EXPECT_EQ(noBin.error().code(), ErrorCode::NotFound);
    EXPECT_THAT(noBin.error().message(), AllOf(HasSubstr(file.string()), HasSubstr("'w'"), HasSubstr((folder / "model.bin").string())));

    const auto noGivenBin = ir::read(file, folder / "given.bin", Progress());
    ASSERT_FALSE(noGivenBin);
    EXPECT_EQ(noGivenBin.error().code(), ErrorCode::NotFound);
    EXPECT_THAT(noGivenBin.error().message(), HasSubstr((folder / "given.bin").string()));

    folder.write("model.bin", "short");
    const auto shortBin = ir::read(file, {}, Progress());
    ASSERT_FALSE(shortBin);
    EXPECT_EQ(shortBin.error().code(), ErrorCode::InvalidFile);
    EXPECT_THAT(shortBin.error().message(), AllOf(HasSubstr("'w'"), HasSubstr("5 bytes")));
}

TEST(IrHostileText, DoesNotExpandEntities) {
    const auto graph = ir::readMemory(billionLaughs(), test::smallWeights(), "model.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    std::string used = billionLaughs();
    used.replace(used.find("name=\"add\""), 10, "name=\"&a29;\"");
    const auto named = ir::readMemory(used, test::smallWeights(), "model.xml");
    ASSERT_TRUE(named) << named.error().message();
    EXPECT_TRUE(named->find("&a29;")) << "an entity of a DTD is text like any other";
}

TEST(IrHostileBodies, MayBeNestedAsDeepAsTheLimitAllows) {
    const auto graph = ir::readMemory(nestedBodies(80), test::smallWeights(), "model.xml");
    ASSERT_TRUE(graph) << graph.error().message();
    EXPECT_TRUE(test::normalForm(ir::serialize(*graph)->xml) == test::normalForm(nestedBodies(80)));
}

// Damage of every kind a disk or a text editor can do. The file is read or refused; a sanitizer build sees the rest.
TEST(IrHostileText, SurvivesMutation) {
    const std::array<std::string, 14> pieces{
        "<",   ">", "\"", "/", "&", "-1", "99999999999", "</layer>", "<layer", "<body><layers>", "<dim>", "id=\"0\"", std::string(1, '\0'),
        "\xff"};
    for (const auto& [original, weights] : {std::pair(smallXml(), test::smallWeights()), std::pair(test::loopXml(), test::loopWeights())}) {
        Random random(20240607);
        int refused = 0;
        for (int round = 0; round < 3000; ++round) {
            std::string xml = original;
            for (std::uint64_t changes = 1 + random.below(4); changes > 0 && !xml.empty(); --changes) {
                const auto at = static_cast<std::size_t>(random.below(xml.size()));
                switch (random.below(5)) {
                    case 0: xml[at] = static_cast<char>(random.below(256)); break;
                    case 1: xml.erase(at, static_cast<std::size_t>(random.below(40))); break;
                    case 2: xml.insert(at, pieces[random.below(pieces.size())]); break;
                    case 3:
                        xml.insert(at, xml.substr(static_cast<std::size_t>(random.below(xml.size())),
                                                  static_cast<std::size_t>(random.below(400))));
                        break;
                    default:
                        if (xml[at] >= '0' && xml[at] <= '9') xml[at] = static_cast<char>('0' + random.below(10));
                }
            }
            const auto graph = ir::readMemory(xml, weights, "model.xml");
            if (graph) {
                const auto image = ir::serialize(*graph);
                ASSERT_TRUE(image) << image.error().message() << xml;
                EXPECT_TRUE(ir::readMemory(image->xml, image->weightsTensor(), "again.xml")) << xml;
            } else {
                ++refused;
                EXPECT_THAT(graph.error().message(), testing::StartsWith("model.xml: "));
            }
        }
        EXPECT_GT(refused, 300) << "the mutations do no damage";
        EXPECT_LT(refused, 3000) << "the mutations leave nothing to read";
    }
}

}  // namespace
}  // namespace rf
