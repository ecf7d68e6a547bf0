// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/model_export.h"

#include "core/ir/ir.h"
#include "tests/support/graph_text.h"
#include "tests/support/temp_dir.h"

namespace rf::exporting {
namespace {

graph::Graph model() {
    return test::graphFrom(R"(
        in = Parameter {shape: 1,2; element_type: f32} : f32 1x2
        w = Const : f32 1x2
        sum = Add(in, w) : f32 1x2
        out = Result(sum))",
                           {{"w", {1.0f, 2.0f}}});
}

results::Report report() {
    results::Report result;
    result.project.model = "/home/somebody/net.xml";
    result.project.data.sources = {{"", "/home/somebody/photos", ""}};
    result.provenance = {"1.2.3", "reference", "4", "abc", 17};
    return result;
}

TEST(Export, WritesAllFourFilesAndTheModelReadsBack) {
    const test::TempDir folder;
    ASSERT_TRUE(exportModel(model(), report(), {folder / "new/deep", "net"}, Progress()));
    for (const char* file : {"net.xml", "net.bin", "report.json", "config.json"})
        EXPECT_TRUE(std::filesystem::exists(folder.path() / "new/deep" / file)) << file;
    const auto again = ir::read(folder / "new/deep/net.xml", {}, Progress());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->node(*again->find("w")).value, model().node(*model().find("w")).value);
}

TEST(Export, SaysInTheModelHowItWasMadeButNotInWhichFolder) {
    const std::string section = withProvenance(model(), report()).info().extraXml;
    EXPECT_THAT(section, testing::HasSubstr("<version value=\"1.2.3\""));
    EXPECT_THAT(section, testing::HasSubstr("<calibration_samples value=\"17\""));
    EXPECT_THAT(section, testing::HasSubstr("net.xml"));
    EXPECT_THAT(section, testing::Not(testing::HasSubstr("/home/somebody")));
    EXPECT_EQ(withProvenance(withProvenance(model(), report()), report()).info().extraXml, section)
        << "the section is replaced, not repeated";
}

TEST(Export, AnUnwritableFolderIsNamedAndNothingIsLeft) {
    const test::TempDir folder;
    const auto file = folder.write("file", "");
    const auto result = exportModel(model(), report(), {file / "out", "net"}, Progress());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Io);
    EXPECT_THAT(result.error().message(), testing::HasSubstr((file / "out").string()));
}

TEST(Export, ACancelledExportLeavesNothing) {
    const test::TempDir folder;
    std::stop_source stop;
    stop.request_stop();
    const auto result = exportModel(model(), report(), {folder / "out", "net"}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(Export, TheHashFollowsTheContent) {
    graph::Graph changed = model();
    graph::Editor(changed).update(*changed.find("sum"), [](graph::Node& node) { node.type = "Multiply"; });
    EXPECT_EQ(modelHash(model()).value(), modelHash(model()).value());
    EXPECT_NE(modelHash(model()).value(), modelHash(changed).value());
    EXPECT_EQ(modelHash(model())->size(), 64u);
}

}  // namespace
}  // namespace rf::exporting
