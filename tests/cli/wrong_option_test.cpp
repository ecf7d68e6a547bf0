// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

constexpr const char* kDescription = "models:\n  - name: a\n    launchers: []\n    datasets: []\n";

/// A file that is given to an option that wants another kind.
struct Wrong {
    std::string name;
    std::string option, file, content;
    int exitCode;
    std::string sentence;
};

class WrongOption : public testing::TestWithParam<Wrong> {};

TEST_P(WrongOption, SaysWhatTheFileIsAndWhereItBelongs) {
    const TempDir folder;
    const auto file = folder.write(GetParam().file, GetParam().content);
    folder.write("model.xml", readFile(demo("glyphs.xml")));
    std::vector<std::string> arguments{"optimize", "--output", (folder / "out").string(), GetParam().option, file.string()};
    if (GetParam().option != "--model") arguments.insert(arguments.end(), {"--model", demo("glyphs.xml")});
    if (GetParam().option != "--data") arguments.insert(arguments.end(), {"--data", "synthetic:1"});
    const auto result = runCli(arguments);
    EXPECT_EQ(result.exitCode, GetParam().exitCode) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr(file.string() + ": " + GetParam().sentence));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongOption,
    testing::Values(Wrong{"KerasAsModel", "--model", "a.keras", "", 1, "is a model of Keras, which is not read; export it as ONNX"},
                    Wrong{"OnnxAsData", "--data", "a.onnx", "", 2, "is a model; open it as the model (--model)"},
                    Wrong{"WeightsAsModel", "--model", "model.bin", "", 2, "holds the weights of a model; open "},
                    Wrong{"WeightsAsData", "--data", "model.bin", "", 2, "holds the weights of a model; open "},
                    Wrong{"ConfigurationAsModel", "--model", "c.json", "{}", 2, "is a configuration; open it as one (--config)"},
                    Wrong{"ConfigurationAsData", "--data", "c.yml", "model:\n  model: a.xml\n", 2, "is a configuration"},
                    Wrong{"DescriptionAsData", "--data", "ac.yml", kDescription, 2,
                          "is a description of data and metrics for Accuracy Checker"},
                    Wrong{"DescriptionAsConfiguration", "--config", "ac.yml", kDescription, 2, "is a description of data and metrics"},
                    Wrong{"ModelAsConfiguration", "--config", "a.xml", "<net/>", 2, "is a model; open it as the model (--model)"},
                    Wrong{"ModelAsData", "--data", "a.xml", "<net/>", 2, "is a model"},
                    Wrong{"PictureAsModel", "--model", "a.png", "", 2, "is data; use it as calibration or test data (--data)"},
                    Wrong{"ReportAsConfiguration", "--config", "report.json", R"({"source_model_sha256": "", "quantizers": []})", 2,
                          "is the result of an earlier run"}),
    [](const auto& test) { return test.param.name; });

TEST(WrongOption, NumbersBelowZeroAreNamed) {
    const auto result = runCli({"optimize", "--output", "out", "--model", demo("glyphs.xml"), "--data", "synthetic:1", "--max-drop", "-1"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, testing::HasSubstr("--max-drop: '-1' is no number from 0 on"));
}

}  // namespace
}  // namespace rf::test
