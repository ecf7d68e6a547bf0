// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

/// A folder of 32 × 32 pictures, as PPM: three bytes a pixel behind a line of text.
void writePictures(const std::filesystem::path& folder, int count) {
    std::filesystem::create_directories(folder);
    for (int i = 0; i < count; ++i) {
        std::ofstream file(folder / fmt::format("{:02}.ppm", i), std::ios::binary);
        file << "P6 32 32 255\n";
        for (int byte = 0; byte < 32 * 32 * 3; ++byte) file.put(static_cast<char>((byte * (i + 3)) % 251));
    }
}

std::vector<std::string> filesBelow(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) names.push_back(std::filesystem::relative(entry.path(), folder).string());
    std::ranges::sort(names);
    return names;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
    return text;
}

class PotOnTheDemo : public testing::Test {
protected:
    PotOnTheDemo() { writePictures(m_folder / "pictures", 4); }

    std::vector<std::string> quantize(const std::vector<std::string>& more) const {
        std::vector<std::string> arguments{"pot",
                                           "-q",
                                           "default",
                                           "-m",
                                           demo("glyphs.xml"),
                                           "-w",
                                           demo("glyphs.bin"),
                                           "--engine",
                                           "simplified",
                                           "--data-source",
                                           (m_folder / "pictures").string(),
                                           "--output-dir",
                                           (m_folder / "out").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }

    TempDir m_folder;
};

TEST_F(PotOnTheDemo, WritesPotsFolders) {
    const auto result = runCli(quantize({}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto files = filesBelow(m_folder / "out");
    ASSERT_EQ(files.size(), 5u);
    EXPECT_THAT(files[0],
                testing::ContainsRegex("^glyphs_DefaultQuantization/[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}-[0-9]{2}-[0-9]{2}/log.txt$"));
    EXPECT_THAT(files[2], testing::EndsWith("/optimized/glyphs.bin"));
    EXPECT_THAT(files[3], testing::EndsWith("/optimized/glyphs.xml"));
    EXPECT_THAT(result.out, testing::HasSubstr("INFO:compression.pot:DefaultQuantization"));
}

TEST_F(PotOnTheDemo, DirectDumpHasNoFoldersBetween) {
    const auto result = runCli(quantize({"-d", "-n", "other"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(filesBelow(m_folder / "out"), (std::vector<std::string>{"log.txt", "optimized/config.json", "optimized/other.bin",
                                                                      "optimized/other.xml", "optimized/report.json"}));
}

TEST_F(PotOnTheDemo, TheLogIsCompleteWhateverIsPrinted) {
    const auto quiet = runCli(quantize({"-d", "--log-level", "ERROR"}));
    ASSERT_EQ(quiet.exitCode, 0) << quiet.err;
    EXPECT_EQ(quiet.out, "");
    EXPECT_THAT(readFile(m_folder / "out/log.txt"), testing::HasSubstr("INFO:compression.pot:Quantizing\n"));
    const auto bar = runCli(quantize({"-d", "--progress-bar", "--stream-output"}));
    EXPECT_THAT(bar.out, testing::HasSubstr("| 100 %\n"));
    EXPECT_THAT(bar.out, testing::Not(testing::HasSubstr("INFO:")));
}

TEST_F(PotOnTheDemo, KeepsFloatWeightsWhenAsked) {
    ASSERT_EQ(runCli(quantize({"-d"})).exitCode, 0);
    const auto compressed = std::filesystem::file_size(m_folder / "out/optimized/glyphs.bin");
    ASSERT_EQ(runCli(quantize({"-d", "--keep-uncompressed-weights"})).exitCode, 0);
    EXPECT_GT(std::filesystem::file_size(m_folder / "out/optimized/glyphs.bin"), 2 * compressed);
}

// Spec 02, section 7.2: the command line renames accuracy to mixed on CPU; GNA's mixed is accuracy.
TEST_F(PotOnTheDemo, RenamesPresetsAsPotDid) {
    const auto config = m_folder.write(
        "c.json", fmt::format(R"({{"model": {{"model": "{}"}}, "engine": {{"type": "simplified"}}, "compression": {{"target_device": "CPU",
        "algorithms": [{{"name": "MinMaxQuantization", "params": {{"preset": "accuracy", "stat_subset_size": 2}}}}]}}}})",
                              demo("glyphs.xml")));
    const auto result = runCli({"pot", "-c", config.string(), "--data-source", (m_folder / "pictures").string(), "-d", "--output-dir",
                                (m_folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(nlohmann::json::parse(readFile(m_folder / "out/optimized/report.json"))["preset"], "mixed");
}

TEST_F(PotOnTheDemo, EvaluatesAMetricOfTheConfiguration) {
    const auto config = m_folder.write(
        "c.json", fmt::format(R"({{"model": {{"model": "{}"}}, "data": {{"sources": [{{"location": "{}"}}]}}, "metric": "accuracy@1",
        "compression": {{"algorithms": [{{"name": "MinMaxQuantization", "params": {{"stat_subset_size": 5}}}}]}}}})",
                              demo("glyphs.xml"), demo("test-images.idx.gz")));
    const auto result = runCli({"pot", "-c", config.string(), "-e", "-d", "--output-dir", (m_folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto accuracies = nlohmann::json::parse(readFile(m_folder / "out/accuracies.json"));
    EXPECT_GT(accuracies["accuracy@1"].get<double>(), 0.8);
    EXPECT_THAT(result.out, testing::HasSubstr("INFO:compression.pot:accuracy@1                 : 0."));
}

TEST_F(PotOnTheDemo, AccuracyAwareKeepsTheModelOfEveryStep) {
    auto arguments = quantize({"-d", "--max-drop", "0.6", "--no-store"});
    *std::ranges::find(arguments, "default") = "accuracy_aware";
    const auto result = runCli(arguments);
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_THAT(filesBelow(m_folder / "out"),
                testing::IsSupersetOf({"accuracy_aware_intermediate/intermediate_model.xml", "optimized/glyphs.xml", "log.txt"}));
    // No labels: the float model's own answers are the measure, and it agrees with itself.
    EXPECT_THAT(result.out, testing::HasSubstr("INFO:compression.pot:Baseline metrics: {'agreement': 1}\n"));
    EXPECT_THAT(result.out, testing::HasSubstr("INFO:compression.pot:0 operations were reverted"));
}

struct BadOptions {
    std::string name;
    std::vector<std::string> arguments;
    int exitCode;
    std::string sentence;
};

class BadPotOptions : public testing::TestWithParam<BadOptions> {};

TEST_P(BadPotOptions, AreRefusedBeforeAnythingIsWritten) {
    const TempDir folder;
    const auto config = folder.write(
        "c.json",
        R"({"compression": {"algorithms": [{"name": "AccuracyAwareQuantization"}]}, "data": {"sources": [{"location": "synthetic:2"}]}})");
    std::vector<std::string> arguments{"pot", "--output-dir", (folder / "out").string()};
    for (const std::string& argument : GetParam().arguments) arguments.push_back(argument == "CONFIG" ? config.string() : argument);
    const auto result = runCli(arguments);
    EXPECT_EQ(result.exitCode, GetParam().exitCode) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr(GetParam().sentence));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadPotOptions,
    testing::Values(
        BadOptions{"Nothing", {}, 2, "either --config or --quantize must be given"},
        BadOptions{"ConfigAndQuantize", {"-c", "CONFIG", "-q", "default"}, 2, "--quantize can't be given with --config"},
        BadOptions{"ConfigAndModel", {"-c", "CONFIG", "-m", "m.xml"}, 2, "--model can't be given with --config"},
        BadOptions{"ConfigAndWeights", {"-c", "CONFIG", "-w", "m.bin"}, 2, "--weights can't be given with --config"},
        BadOptions{"ConfigAndPreset", {"-c", "CONFIG", "--preset", "mixed"}, 2, "--preset can't be given with --config"},
        BadOptions{"ConfigAndAcConfig", {"-c", "CONFIG", "--ac-config", "a.yml"}, 2, "--ac-config can't be given with --config"},
        BadOptions{"NoModel", {"-q", "default", "-w", "m.bin", "--ac-config", "a.yml"}, 2, "--model is missing"},
        BadOptions{"NoWeights", {"-q", "default", "-m", "m.xml", "--ac-config", "a.yml"}, 2, "--weights is missing"},
        BadOptions{"NoAcConfig", {"-q", "default", "-m", "m.xml", "-w", "m.bin"}, 2, "--ac-config is missing"},
        BadOptions{
            "NoDataSource", {"-q", "default", "-m", "m.xml", "-w", "m.bin", "--engine", "simplified"}, 2, "--data-source is missing"},
        BadOptions{"NoMaxDrop", {"-q", "accuracy_aware", "-m", "m.xml", "-w", "m.bin", "--ac-config", "a.yml"}, 2, "--max-drop is missing"},
        BadOptions{"AcConfigAbsent",
                   {"-q", "default", "-m", "m.xml", "-w", "m.bin", "--ac-config", "absent.yml"},
                   2,
                   "absent.yml: can't be opened"},
        BadOptions{"EvaluateSimplified",
                   {"-q", "default", "-m", "m.xml", "-w", "m.bin", "--engine", "simplified", "--data-source", "x", "-e"},
                   2,
                   "--evaluate needs the engine accuracy_checker"},
        BadOptions{"UnknownPreset", {"-q", "default", "--preset", "accuracy"}, 2, "--preset"},
        BadOptions{"UnknownLevel", {"-q", "default", "--log-level", "LOUD"}, 2, "--log-level"}),
    [](const auto& test) { return test.param.name; });

// The templates of POT's documentation on a real network.
class Templates : public testing::TestWithParam<std::string> {};

TEST_P(Templates, RunOnResNet8) {
    RF_REQUIRE_SHARED();
    const TempDir folder;
    const auto resnet = sharedDir() / "data/resnet8_cifar10";
    const std::string model = (resnet / "mlperf_tiny_resnet8_cifar10.xml").string();
    std::string text = readFile(std::filesystem::path(RF_POT_DIR) / GetParam());
    text = replaced(replaced(text, "<MODEL>", model), "<WEIGHTS>", (resnet / "mlperf_tiny_resnet8_cifar10.bin").string());
    const auto config = folder.write(GetParam(), text);
    folder.write("accuracy_checker.yml", readFile(std::filesystem::path(RF_POT_DIR) / "accuracy_checker.yml"));
    const auto result = runCli({"optimize", "--config", config.string(), "--data", (resnet / "cifar10/train_calib_300.bin").string(),
                                "--output", (folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(std::filesystem::exists(folder / "out/model_name.xml"));
}

INSTANTIATE_TEST_SUITE_P(All, Templates,
                         testing::Values("default_quantization.json", "default_quantization_spec.json", "default_quantization_steps.json",
                                         "default_quantization.yaml"),
                         [](const auto& test) { return "Number" + std::to_string(test.index); });

TEST(PotSimplified, RunsOnResNet8) {
    RF_REQUIRE_SHARED();
    const TempDir folder;
    writePictures(folder / "pictures", 4);
    const auto resnet = sharedDir() / "data/resnet8_cifar10";
    std::string text = readFile(std::filesystem::path(RF_POT_DIR) / "simplified_mode.json");
    text = replaced(text, "<MODEL>", (resnet / "mlperf_tiny_resnet8_cifar10.xml").string());
    text = replaced(text, "<WEIGHTS>", (resnet / "mlperf_tiny_resnet8_cifar10.bin").string());
    const auto config = folder.write("simplified.json", replaced(text, "<DATA>", (folder / "pictures").string()));
    const auto result = runCli({"pot", "-c", config.string(), "-d", "--output-dir", (folder / "out").string()});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(std::filesystem::exists(folder / "out/optimized/model_name.xml"));
}

}  // namespace
}  // namespace rf::test
