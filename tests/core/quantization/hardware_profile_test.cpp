// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/hardware_profile.h"

#include "core/quantization/hardware_table.h"
#include "tests/support/pch.h"

namespace rf::quantization {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(HardwareProfile, KnowsEveryDeviceOfPot) {
    EXPECT_THAT(hardwareDevices(), ElementsAre("ANY", "CPU", "CPU_SPR", "GNA", "GNA3", "GNA3.5", "GPU", "NPU", "VPU"));
    for (const std::string& device : hardwareDevices()) EXPECT_TRUE(hardwareProfile(device)) << device;
}

TEST(HardwareProfile, NamesTheDevicesThereAre) {
    const auto profile = hardwareProfile("TPU");
    ASSERT_FALSE(profile);
    EXPECT_EQ(profile.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(profile.error().message(), HasSubstr("CPU_SPR"));
}

TEST(HardwareProfile, TellsWhatPassesThroughFromWhatIsQuantized) {
    const HardwareProfile cpu = hardwareProfile("CPU").value();
    EXPECT_TRUE(cpu.isAgnostic("MaxPool"));
    EXPECT_TRUE(cpu.isAgnostic("Maximum")) << "candidates in the table do not matter for these";
    EXPECT_FALSE(cpu.isAgnostic("ReLU"));
    EXPECT_TRUE(cpu.isQuantizable("Convolution"));
    EXPECT_FALSE(cpu.isQuantizable("MaxPool"));
    EXPECT_FALSE(cpu.isQuantizable("SoftMax"));
    const HardwareProfile gna = hardwareProfile("GNA").value();
    EXPECT_FALSE(gna.isAgnostic("Gather"));
    EXPECT_FALSE(gna.isAgnostic("Maximum"));
    EXPECT_TRUE(gna.quantizesOutputs);
}

TEST(HardwareProfile, InheritsFromItsBase) {
    EXPECT_TRUE(hardwareProfile("CPU").value().rules("LSTMSequence"));
    EXPECT_FALSE(hardwareProfile("GPU").value().rules("LSTMSequence"));
    EXPECT_TRUE(hardwareProfile("GPU").value().rules("Convolution"));
    EXPECT_TRUE(hardwareProfile("CPU").value().saturates);
    EXPECT_FALSE(hardwareProfile("GPU").value().saturates);
    EXPECT_EQ(hardwareProfile("GNA").value().rules("Convolution")->weights.size(), 1U);
    EXPECT_EQ(hardwareProfile("GNA3").value().rules("Convolution")->weights.size(), 2U);
}

TEST(HardwareTable, ExpandsListsToTheirProductFirstKeyOutermost) {
    const auto table = readHardwareTable("t", {{"t", R"({"devices": ["X"],
        "schemes": {"s": [{"mode": ["symmetric", "asymmetric"], "bits": [8, 4]}]},
        "operators": [{"types": ["Add"], "activations": ["s", "s"]}]})"}});
    ASSERT_TRUE(table) << table.error().message();
    std::vector<std::string> schemes;
    for (const Scheme& scheme : table->profile.rules("Add")->activations)
        schemes.push_back((scheme.mode == Mode::Symmetric ? "s" : "a") + std::to_string(scheme.bits));
    EXPECT_THAT(schemes, ElementsAre("s8", "s4", "a8", "a4", "s8", "s4", "a8", "a4"));
}

struct Malformed {
    const char* text;
    const char* place;
};

class MalformedTable : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedTable, IsAnErrorWithThePathOfTheKey) {
    const auto table = readHardwareTable("t", {{"t", GetParam().text}});
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code(), ErrorCode::InvalidFile);
    EXPECT_THAT(table.error().message(), HasSubstr(GetParam().place));
}

INSTANTIATE_TEST_SUITE_P(
    Keys, MalformedTable,
    testing::Values(Malformed{"{", "hardware/t.json: not a JSON object"}, Malformed{R"({"device": []})", "t.json: device"},
                    Malformed{R"({"devices": [1]})", "devices[0]"}, Malformed{R"({"base": "t"})", "based on each other"},
                    Malformed{R"({"schemes": {"s": [{"bits": 1}]}})", "schemes.s[0].bits"},
                    Malformed{R"({"schemes": {"s": [{"mode": ["odd"]}]}})", "schemes.s[0].mode[0]"},
                    Malformed{R"({"operators": [{"types": ["Add"], "weights": ["none"]}]})", "operators[0].weights[0]"},
                    Malformed{R"({"operators": [{"activations": []}]})", "operators[0]"},
                    Malformed{R"({"operators": [{"types": ["Add"], "unified_scales": [0]}]})", "operators[0].unified_scales[0]"}));

}  // namespace
}  // namespace rf::quantization
