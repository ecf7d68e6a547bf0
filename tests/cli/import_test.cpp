// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/cli_runner.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using testing::HasSubstr;

std::string relu() { return onnx::Model().input("x", {1, 4}).node("Relu", "act", {"x"}, {"y"}).output("y", {1, 4}).text(); }

#if RF_HAS_OPENVINO

TEST(Import, ConvertsToAnIrThatIsNeverWrittenOver) {
    const TempDir folder;
    const auto model = folder.write("net.onnx", relu());
    const std::vector<std::string> convert{"convert", model.string(), "-o", (folder / "ir").string()};
    const auto first = runCli(convert);
    ASSERT_EQ(first.exitCode, 0) << first.err;
    EXPECT_TRUE(std::filesystem::exists(folder / "ir/net.bin"));
    const auto listed = runCli({"inspect", (folder / "ir/net.xml").string()});
    EXPECT_THAT(listed.out, HasSubstr("ReLU"));
    const auto again = runCli(convert);
    EXPECT_EQ(again.exitCode, 2);
    EXPECT_THAT(again.err, HasSubstr("net.xml: exists already; give --overwrite"));
}

// A convolution without weights ends the process that OpenVINO's frontend (2026.4) runs in.
TEST(Import, SurvivesAFrontendThatBreaksDown) {
    const TempDir folder;
    const auto model =
        folder.write("net.onnx", onnx::Model().input("x", {1, 1, 4, 4}).node("Conv", "c", {"x"}, {"y"}).output("y", {1, 1, 4, 4}).text());
    const auto result = runCli({"inspect", model.string()});
    EXPECT_EQ(result.exitCode, 2) << result.err;
    EXPECT_THAT(result.err, HasSubstr("error: " + model.string() + ": OpenVINO "));
    EXPECT_EQ(std::ranges::count(result.err, '\n'), 1) << result.err;
}

TEST(Import, FindsInputsByLayerAndTensor) {
    const TempDir folder;
    const auto model = folder.write("net.onnx", relu());
    const auto result = runCli({"optimize", "--model", model.string(), "--data", "x=synthetic:2", "--output", (folder / "out").string()});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(std::filesystem::exists(folder / "out/net.xml"));
}

TEST(Import, ReadsNoFileOutsideOfTheModelsFolder) {
    const TempDir folder;
    onnx::Model model;
    model.constant(onnx::externalTensor("w", {4}, "/etc/passwd")).input("x", {4}).node("Add", "", {"x", "w"}, {"y"}).output("y", {4});
    const auto result = runCli({"inspect", folder.write("net.onnx", model.text()).string()});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, HasSubstr("the model asks for the file '/etc/passwd', which is outside of its folder; it is not read"));
}

#else

TEST(Import, SaysThatThisBuildHasNoOpenVino) {
    const TempDir folder;
    const auto result = runCli({"inspect", folder.write("net.onnx", relu()).string()});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.err, HasSubstr("is a model of ONNX, and this build has no OpenVINO to read it with"));
}

#endif

}  // namespace
}  // namespace rf::test
