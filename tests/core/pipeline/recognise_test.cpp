// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/recognise.h"

#include "tests/support/temp_dir.h"

namespace rf::pipeline {
namespace {

constexpr const char* kIr = "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<net name=\"x\" version=\"11\"/>";
constexpr const char* kReport = R"({"source_model_sha256": "", "quantizers": []})";

struct Case {
    std::string path;  ///< what is recognised
    PathKind kind;
    std::vector<std::pair<std::string, std::string>> files;  ///< that are there
    std::string opens = {};
    std::string format = {};
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.path << " with " << (one.files.empty() ? "" : one.files[0].second.substr(0, 40));
}

class Recognising : public testing::TestWithParam<Case> {};

TEST_P(Recognising, ByContentAndName) {
    const test::TempDir folder;
    for (const auto& [name, content] : GetParam().files) folder.write(name, content);
    const Recognised found = recognise(folder / GetParam().path);
    EXPECT_EQ(found.kind, GetParam().kind);
    EXPECT_EQ(found.opens, GetParam().opens.empty() ? std::filesystem::path() : folder / GetParam().opens);
    EXPECT_EQ(found.format, GetParam().format);
    const Error error = outOfPlace(found);
    EXPECT_THAT(error.message(), testing::StartsWith((folder / GetParam().path).string() + ": "));
    EXPECT_EQ(error.message().find("%"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    All, Recognising,
    testing::Values(
        Case{"a.xml", PathKind::Model, {{"a.xml", kIr}}}, Case{"a.ir", PathKind::Model, {{"a.ir", kIr}}},
        Case{"a.xml", PathKind::Model, {{"a.xml", "damaged"}}},
        Case{"a.xml", PathKind::Annotations, {{"a.xml", "<annotation><object/></annotation>"}}},
        Case{"a.xml", PathKind::Unknown, {{"a.xml", "<html></html>"}}},
        Case{"a.bin", PathKind::Weights, {{"a.bin", std::string(3073, '\0')}, {"a.xml", kIr}}, "a.xml"},
        Case{"a.bin", PathKind::Data, {{"a.bin", std::string(3073, '\0')}}}, Case{"a.bin", PathKind::Unknown, {{"a.bin", "12345"}}},
        Case{"a.onnx", PathKind::Model, {{"a.onnx", ""}}, "", "ONNX"}, Case{"A.ONNX", PathKind::Model, {{"A.ONNX", ""}}, "", "ONNX"},
        Case{"a.tflite", PathKind::Model, {{"a.tflite", ""}}, "", "TensorFlow Lite"},
        Case{"a.pdmodel", PathKind::Model, {{"a.pdmodel", ""}}, "", "PaddlePaddle"},
        Case{"saved", PathKind::Model, {{"saved/saved_model.pb", ""}}, "", "TensorFlow"},
        Case{"saved/saved_model.pb", PathKind::Model, {{"saved/saved_model.pb", ""}}, "", "TensorFlow"},
        Case{"a.pt", PathKind::ForeignModel, {{"a.pt", ""}}, "", "PyTorch"},
        Case{
            "p.json", PathKind::ForeignModel, {{"p.json", R"({"base_code": {"magic": "pir", "version": 1}})"}}, "", "PaddlePaddle as JSON"},
        Case{"c.json", PathKind::Configuration, {{"c.json", R"({"compression": {}})"}}},
        Case{"c.json", PathKind::Configuration, {{"c.json", "{broken"}}}, Case{"c.json", PathKind::Configuration, {{"c.json", "{}"}}},
        Case{"c.yml", PathKind::Configuration, {{"c.yml", "model:\n  model: a.xml\n"}}},
        Case{"c.yml", PathKind::AccuracyChecker, {{"c.yml", "models:\n  - name: a\n"}}},
        Case{"c.json", PathKind::AccuracyChecker, {{"c.json", R"({"launchers": [], "datasets": []})"}}},
        Case{"c.json", PathKind::Annotations, {{"c.json", R"({"images": [], "annotations": []})"}}},
        Case{"c.json", PathKind::Annotations, {{"c.json", std::string(5 << 20, ' ')}}},
        Case{"c.json", PathKind::Unknown, {{"c.json", "[1, 2]"}}}, Case{"c.json", PathKind::Unknown, {{"c.json", R"({"other": 1})"}}},
        Case{"out", PathKind::Result, {{"out/report.json", kReport}, {"out/config.json", "{}"}}, "out/config.json"},
        Case{"out/report.json", PathKind::Result, {{"out/report.json", kReport}}, "out/config.json"},
        Case{"out", PathKind::Configuration, {{"out/config.json", "{}"}}, "out/config.json"},
        Case{"pictures", PathKind::Data, {{"pictures/a/b.JPG", ""}}}, Case{"arrays", PathKind::Data, {{"arrays/b.npy", ""}}},
        Case{"empty", PathKind::Unknown, {{"empty/notes.md", ""}}}, Case{"a.png", PathKind::Data, {{"a.png", ""}}},
        Case{"list.txt", PathKind::Data, {{"list.txt", "a.png"}}}, Case{"a.npz", PathKind::Data, {{"a.npz", ""}}},
        Case{"t-images-idx3-ubyte", PathKind::Data, {{"t-images-idx3-ubyte", ""}}},
        Case{"notes.md", PathKind::Unknown, {{"notes.md", "text"}}}, Case{"none.xml", PathKind::Missing, {}}));

TEST(Expect, LetsThroughWhatItsReaderKnowsMoreOf) {
    const test::TempDir folder;
    EXPECT_TRUE(expect(PathKind::Model, folder / "none.xml"));
    EXPECT_TRUE(expect(PathKind::Data, folder.write("notes.md", "text")));
    EXPECT_TRUE(expect(PathKind::Data, "synthetic:3"));
    EXPECT_TRUE(expect(PathKind::Configuration, folder.write("list.txt", "")));
    EXPECT_TRUE(expect(PathKind::Model, folder.write("a.onnx", "")));
    const auto keras = expect(PathKind::Model, folder.write("a.keras", ""));
    ASSERT_FALSE(keras);
    EXPECT_EQ(keras.error().code(), ErrorCode::Unsupported);
    EXPECT_THAT(keras.error().message(), testing::HasSubstr("a.keras: is a model of Keras, which is not read; export it as ONNX"));
}

}  // namespace
}  // namespace rf::pipeline
