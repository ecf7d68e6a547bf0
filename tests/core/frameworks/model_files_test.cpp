// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frameworks/model_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/onnx_writer.h"
#include "tests/support/temp_dir.h"

namespace rf::frameworks {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// An ONNX model whose weights are in the file `location`.
std::string modelWithWeightsIn(const std::string& location) {
    test::onnx::Model model;
    model.constant(test::onnx::externalTensor("w", {1}, location)).constant(test::onnx::externalTensor("v", {1}, location));
    return model.input("x", {1}).node("Add", "", {"x", "w"}, {"y"}).output("y", {1}).text();
}

TEST(FilesOfOnnx, AreTheModelAndTheFilesThatItNamesOnce) {
    const test::TempDir folder;
    const auto model = folder.write("net.onnx", modelWithWeightsIn("weights/all.bin"));
    const auto missing = filesOf(model, Framework::Onnx);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code(), ErrorCode::NotFound);
    const auto data = folder.write("weights/all.bin", "1234");
    const auto files = filesOf(model, Framework::Onnx);
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_THAT(*files, ElementsAre(model, data));
}

TEST(FilesOfOnnx, AreNeverOutsideOfItsFolder) {
    const test::TempDir folder;
    const auto secret = folder.write("secret", "1234");
    folder.write("in/dummy", "");
    std::filesystem::create_symlink(secret, folder / "in/link");
    for (const std::string& location :
         {secret.string(), std::string("../secret"), std::string("a/../../secret"), std::string("link"), std::string("")}) {
        const auto files = filesOf(folder.write("in/net.onnx", modelWithWeightsIn(location)), Framework::Onnx);
        ASSERT_FALSE(files) << location;
        EXPECT_EQ(files.error().code(), ErrorCode::InvalidFile);
        EXPECT_THAT(files.error().message(), HasSubstr("the model asks for the file '" + location + "', which is outside of its folder"));
    }
}

// What a tensor deep inside an attribute names counts as well: field 5 of a node is an attribute, 6 of that a graph.
TEST(FilesOfOnnx, AreThoseOfSubGraphsToo) {
    namespace onnx = test::onnx;
    const test::TempDir folder;
    const std::string inner = onnx::bytes(5, onnx::externalTensor("w", {1}, "/etc/passwd"));
    test::onnx::Model model;
    model.graph = onnx::bytes(1, onnx::bytes(4, "If") + onnx::bytes(5, onnx::bytes(6, inner)));
    const auto files = filesOf(folder.write("net.onnx", model.text()), Framework::Onnx);
    ASSERT_FALSE(files);
    EXPECT_THAT(files.error().message(), HasSubstr("'/etc/passwd'"));
}

// A store of downloads: model and weights are links into one folder.
TEST(FilesOfOnnx, MayBeLinksIntoTheFolderWhereTheModelReallyIs) {
    const test::TempDir folder;
    folder.write("store/1", modelWithWeightsIn("all.bin"));
    folder.write("store/2", "1234");
    std::filesystem::create_directory(folder / "net");
    std::filesystem::create_symlink("../store/1", folder / "net/net.onnx");
    std::filesystem::create_symlink("../store/2", folder / "net/all.bin");
    const auto files = filesOf(folder / "net/net.onnx", Framework::Onnx);
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_THAT(*files, ElementsAre(folder / "net/net.onnx", folder / "net/all.bin"));
}

TEST(FilesOfOnnx, OfACutOffModelAreNone) {
    const test::TempDir folder;
    const std::string whole = modelWithWeightsIn("all.bin");
    folder.write("all.bin", "1234");
    ASSERT_TRUE(filesOf(folder.write("net.onnx", whole), Framework::Onnx));
    // The last field is the graph, so that every prefix that reaches into it is cut off inside.
    for (std::size_t size = whole.size() / 2; size < whole.size(); ++size) {
        const auto files = filesOf(folder.write("net.onnx", whole.substr(0, size)), Framework::Onnx);
        ASSERT_FALSE(files) << size;
        EXPECT_EQ(files.error().code(), ErrorCode::InvalidFile);
    }
}

TEST(FilesOfTensorFlow, AreTheWholeSavedModel) {
    const test::TempDir folder;
    const auto saved = folder.write("net/saved_model.pb", test::onnx::number(1, 1) + test::onnx::bytes(2, ""));
    const auto index = folder.write("net/variables/variables.index", ""), data = folder.write("net/variables/variables.data-0", "");
    const auto files = filesOf(folder / "net", Framework::TensorFlow);
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_THAT(*files, ElementsAre(saved, data, index));
    EXPECT_FALSE(filesOf(folder.write("none/saved_model.pb", "text"), Framework::TensorFlow));
}

TEST(FilesOfPaddle, AreTheModelAndItsParameters) {
    const test::TempDir folder;
    const auto model = folder.write("net.pdmodel", test::onnx::bytes(1, "")), weights = folder.write("net.pdiparams", "");
    const auto files = filesOf(model, Framework::PaddlePaddle);
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_THAT(*files, ElementsAre(model, weights));
}

}  // namespace
}  // namespace rf::frameworks
