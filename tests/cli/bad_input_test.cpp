// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"

#include <cstring>
#include <limits>

#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

struct BadCase {
    std::string name;
    std::vector<std::string> arguments;  ///< FOLDER stands for a temporary folder
    int exitCode;
    std::string sentence;  ///< must be part of standard error
};

class BadInput : public testing::TestWithParam<BadCase> {};

std::string inFolder(std::string text, const std::filesystem::path& folder) {
    if (const auto at = text.find("FOLDER"); at != std::string::npos) text.replace(at, 6, folder.string());
    return text;
}

TEST_P(BadInput, GetsOneSentenceAndItsExitCodeAndWritesNothing) {
    const TempDir folder;
    folder.write("truncated.xml", "<?xml version=\"1.0\"?><net name=\"x\" version=\"11\"><layers><layer id=\"0\"");
    folder.write("old.xml", "<net name=\"x\" version=\"9\"><layers/><edges/></net>");
    folder.write("empty.npy", "");
    folder.write("broken.npz", "PK");
    folder.write("file.txt", "not a folder");
    folder.write("bad.json", "{\"compression\": {\"target_device\": \"TPU\"}}");
    std::filesystem::create_directory(folder / "empty");
    std::string weights = readFile(demo("glyphs.bin"));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::memcpy(weights.data(), &nan, sizeof nan);  // the mean that the network subtracts first
    folder.write("nan.xml", readFile(demo("glyphs.xml")));
    folder.write("nan.bin", weights);
    std::vector<std::string> arguments;
    for (const std::string& argument : GetParam().arguments) arguments.push_back(inFolder(argument, folder.path()));

    const auto result = runCli(arguments);
    EXPECT_EQ(result.exitCode, GetParam().exitCode) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr(inFolder(GetParam().sentence, folder.path())));
    EXPECT_EQ(result.out, "");
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

std::vector<std::string> withDemo(const std::vector<std::string>& more) { return optimizeDemo("FOLDER/out", more); }

INSTANTIATE_TEST_SUITE_P(
    All, BadInput,
    testing::Values(
        BadCase{"NoSubcommand", {}, 2, "A subcommand is required"},
        BadCase{"UnknownOption", {"engines", "--frobnicate"}, 2, "--frobnicate"},
        BadCase{"NoModel", {"optimize", "--data", "synthetic:1", "--output", "FOLDER/out"}, 2, "no model is named"},
        BadCase{"NoData", {"optimize", "--model", demo("glyphs.xml"), "--output", "FOLDER/out"}, 2, "no calibration data is named"},
        BadCase{"TestLabelsWithoutTestData", withDemo({"--test-labels", "FOLDER/file.txt"}), 2, "--test-labels: no test data is named"},
        BadCase{"MissingModel",
                {"optimize", "--model", "FOLDER/none.xml", "--data", "synthetic:1", "--output", "FOLDER/out"},
                2,
                "FOLDER/none.xml"},
        BadCase{"TruncatedModel",
                {"optimize", "--model", "FOLDER/truncated.xml", "--data", "synthetic:1", "--output", "FOLDER/out"},
                2,
                "FOLDER/truncated.xml"},
        BadCase{"NanWeights",
                {"optimize", "--model", "FOLDER/nan.xml", "--data", "synthetic:2", "--output", "FOLDER/out"},
                2,
                "layer 'normalize/subtract': its constants hold NaN"},
        BadCase{"MissingConfiguration", {"optimize", "--config", "FOLDER/none.json", "--output", "FOLDER/out"}, 2, "FOLDER/none.json"},
        BadCase{"ConfigurationOfAnotherKind",
                {"optimize", "--config", "FOLDER/file.txt", "--output", "FOLDER/out"},
                2,
                "a configuration must end in .json, .yml or .yaml"},
        BadCase{"OldModel", {"inspect", "FOLDER/old.xml"}, 1, "version 9"},
        BadCase{"MissingData",
                {"optimize", "--model", demo("glyphs.xml"), "--data", "FOLDER/none", "--output", "FOLDER/out"},
                2,
                "FOLDER/none"},
        BadCase{"EmptyFolder",
                {"optimize", "--model", demo("glyphs.xml"), "--data", "FOLDER/empty", "--output", "FOLDER/out"},
                2,
                "FOLDER/empty"},
        BadCase{"EmptyNpy",
                {"optimize", "--model", demo("glyphs.xml"), "--data", "FOLDER/empty.npy", "--output", "FOLDER/out"},
                2,
                "FOLDER/empty.npy"},
        BadCase{"UnknownInput",
                {"optimize", "--model", demo("glyphs.xml"), "--data", "imag=" + demo("calib-images.idx.gz"), "--output", "FOLDER/out"},
                2,
                "imag"},
        BadCase{"UnknownPreset", withDemo({"--preset", "fast"}), 2,
                "--preset: unknown value 'fast'; use auto, performance, mixed or accuracy"},
        BadCase{"UnknownRangeEstimator", withDemo({"--range-estimator", "min"}), 2,
                "--range-estimator: unknown value 'min'; use auto, mean, max, l2"},
        BadCase{"UnknownDevice", withDemo({"--device", "TPU"}), 2, "TPU"},
        BadCase{"UnknownDeviceInConfig", withDemo({"--config", "FOLDER/bad.json"}), 2,
                "'compression.target_device': unknown value \"TPU\""},
        BadCase{"UnknownLayer", withDemo({"--ignore", "block6/expnad"}), 2, "block6/expand"},
        BadCase{"UnknownEngine", withDemo({"--engine", "abacus"}), 2, "abacus"},
        BadCase{"UnknownMetric", withDemo({"--metric", "beauty"}), 2, "beauty"},
        BadCase{"UnknownPreprocessing", withDemo({"--preprocess", "colour=rgb"}), 2, "colour"},
        BadCase{"UnknownOptionOfData",
                {"optimize", "--model", demo("glyphs.xml"), "--data", "raw:FOLDER/file.txt?shap=1", "--output", "FOLDER/out"},
                2,
                "unknown option 'shap'; use shape"},
        BadCase{"BrokenNpz",
                {"optimize", "--model", demo("glyphs.xml"), "--data", "FOLDER/broken.npz", "--output", "FOLDER/out"},
                2,
                "FOLDER/broken.npz: can't be read as an .npz file"},
        BadCase{"PreparedForNothing", {"preprocess", "--data", "synthetic:1", "--output", "FOLDER/out"}, 2, "give --model or --shape"},
        BadCase{"PreparedForAnotherShape", {"preprocess", "--data", "FOLDER/empty", "--shape", "1xa", "--output", "FOLDER/out"}, 2, "1xa"},
        BadCase{"NegativeThreads", withDemo({"--threads", "-1"}), 2, "--threads"},
        BadCase{"OutputIsAFile", optimizeDemo("FOLDER/file.txt/out", {"--subset", "1"}), 4, "FOLDER/file.txt/out"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace rf::test
