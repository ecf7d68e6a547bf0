// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

TEST(Evaluate, GivesTheAccuracyOfResNet8OnCifar) {
    RF_REQUIRE_SHARED();
    const std::filesystem::path folder = sharedDir() / "data/resnet8_cifar10";
    const auto result = runCli({"evaluate", "--model", (folder / "mlperf_tiny_resnet8_cifar10.xml").string(), "--data",
                                (folder / "cifar10/test_1000.bin").string(), "--metric", "accuracy@1", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const auto value = nlohmann::json::parse(result.out);
    EXPECT_EQ(value["samples"], 1000);
    EXPECT_NEAR(value["value"].get<double>(), 0.882, 1e-9);  // stock OpenVINO, see the README of the data
}

TEST(Memory, OfQuantizingIsAtMostTwiceThatOfPlainInference) {
    RF_REQUIRE_SHARED();
    if (!RF_HAS_OPENVINO) GTEST_SKIP() << "the bound is met with OpenVINO only; with the reference engine 55.5 MB against 24.5 MB were measured";
    const std::filesystem::path folder = sharedDir() / "data/resnet8_cifar10";
    const std::string model = (folder / "mlperf_tiny_resnet8_cifar10.xml").string(), data = (folder / "cifar10/train_calib_300.bin").string();
    const TempDir out;
    const auto plain = runCli({"evaluate", "--model", model, "--data", data});
    ASSERT_EQ(plain.exitCode, 0) << plain.err;
    const auto quantizing = runCli({"optimize", "--model", model, "--data", data, "--output", (out / "out").string()});
    ASSERT_EQ(quantizing.exitCode, 0) << quantizing.err;
    RecordProperty("plain_kilobytes", static_cast<int>(plain.peakKilobytes));
    RecordProperty("quantizing_kilobytes", static_cast<int>(quantizing.peakKilobytes));
    EXPECT_LE(quantizing.peakKilobytes, 2 * plain.peakKilobytes);
}

TEST(Evaluate, SaysThatDataWithoutLabelsCantBeScored) {
    const auto result = runCli({"evaluate", "--model", demo("glyphs.xml"), "--data", "synthetic:2"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.err, testing::HasSubstr("labels"));
}

}  // namespace
}  // namespace rf::test
