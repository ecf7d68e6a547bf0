// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/ir.h"
#include "tests/cli/cli_runner.h"
#include "tests/support/graph_text.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::set<std::string> namesIn(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

TEST(OnnxFormat, IsAResultLikeAnyOther) {
    const TempDir folder;
    const auto optimize = optimizeDemo(folder / "out", {"--format", "onnx"});
    const auto first = runCli(optimize);
    ASSERT_EQ(first.exitCode, 0) << first.err;
    EXPECT_EQ(namesIn(folder / "out"), (std::set<std::string>{"config.json", "glyphs.onnx", "report.json"}));
    const auto again = runCli(optimize);
    EXPECT_EQ(again.exitCode, 2);
    EXPECT_THAT(again.err, HasSubstr("glyphs.onnx: is the result of an earlier run; give --overwrite"));
    EXPECT_EQ(runCli(optimizeDemo(folder / "out", {"--format", "onnx", "--overwrite"})).exitCode, 0);
}

TEST(OnnxFormat, ReplacesNoFileOfSomebodyElse) {
    const TempDir folder;
    std::filesystem::create_directories(folder / "out");
    folder.write("out/glyphs.onnx", "mine");
    const auto result = runCli(optimizeDemo(folder / "out", {"--format", "onnx", "--overwrite"}));
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, HasSubstr("glyphs.onnx: is not the result of an earlier run"));
    EXPECT_EQ(namesIn(folder / "out"), (std::set<std::string>{"glyphs.onnx"}));
}

// The layers are named before any data is read, and nothing is written.
TEST(OnnxFormat, NamesWhatCannotBeWrittenBeforeTheRun) {
    const TempDir folder;
    const graph::Graph model = graphFrom(R"(
        x = Parameter : f32 1x4
        odd = NoSuchOperator(x) : f32 1x4
        out = Result(odd)
    )");
    ASSERT_TRUE(ir::write(model, folder / "net.xml", Progress()));
    const std::string file = (folder / "net.xml").string(), output = (folder / "out").string();
    const auto optimized = runCli({"optimize", "--model", file, "--data", "synthetic:2", "--output", output, "--format", "onnx"});
    EXPECT_EQ(optimized.exitCode, 1) << optimized.err;
    EXPECT_THAT(optimized.err, HasSubstr("layer 'odd' (NoSuchOperator): ONNX has no such operator"));
    EXPECT_THAT(optimized.err, Not(HasSubstr("Collecting")));
    const auto converted = runCli({"convert", file, "-o", output, "--format", "onnx"});
    EXPECT_EQ(converted.exitCode, 1);
    EXPECT_THAT(converted.err, HasSubstr("layer 'odd' (NoSuchOperator): ONNX has no such operator"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

}  // namespace
}  // namespace rf::test
