// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <sstream>

#include "tests/cli/cli_runner.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

std::vector<std::string> doctor(const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"doctor"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

Json answer(const std::vector<std::string>& arguments) {
    auto all = doctor(arguments);
    all.push_back("--json");
    const CliResult result = runCli(all);
    EXPECT_EQ(result.exitCode, 0) << result.err;
    return result.exitCode == 0 ? Json::parse(result.out) : Json();
}

std::vector<std::string> resnet8() {
    const auto folder = sharedDir() / "data/resnet8_cifar10";
    return {"--model", (folder / "mlperf_tiny_resnet8_cifar10.xml").string(), "--data", (folder / "cifar10/test_1000.bin").string()};
}

TEST(Doctor, FindsOrderAndScaleOfResNet8WithoutLabels) {
    RF_REQUIRE_SHARED();
    auto arguments = resnet8();
    arguments.push_back("--ignore-labels");
    const Json found = answer(arguments);
    EXPECT_EQ(found["verdict"]["confidence"], "sure") << found["verdict"];
    EXPECT_EQ(found["verdict"]["by"], "network");
    EXPECT_EQ(found["candidates"].size(), 10u);
    EXPECT_EQ(found["candidates"][0]["order"], "rgb");
    EXPECT_EQ(found["candidates"][0]["values"], "values as stored");
    EXPECT_EQ(found["candidates"][0]["option"], "channels=rgb");
    EXPECT_EQ(found["candidates"][0]["preprocess"], Json({{"channels", "rgb"}}));
    EXPECT_FALSE(found["candidates"][0].contains("metric"));
}

TEST(Doctor, RanksByAccuracyWhereThereAreLabels) {
    RF_REQUIRE_SHARED();
    auto arguments = resnet8();
    arguments.insert(arguments.end(), {"--samples", "300"});
    const Json found = answer(arguments);
    EXPECT_EQ(found["verdict"]["by"], "labels");
    EXPECT_EQ(found["verdict"]["confidence"], "sure");
    EXPECT_EQ(found["metric"], "accuracy@1");
    EXPECT_EQ(found["candidates"][0]["name"], "RGB, values as stored");
    EXPECT_GT(found["candidates"][0]["metric"], 0.8);  // 88.2 % of all; doctor_test.py counts them
    EXPECT_LT(found["candidates"][1]["chance"], 0.05);
}

TEST(Doctor, FindsTheScaleOfTheDemo) {
    const Json found = answer({"--model", demo("glyphs.xml"), "--data", demo("calib-images.idx.gz"), "--ignore-labels"});
    double stored = 0;  // the documented scale
    for (const Json& one : found["candidates"])
        if (one["values"] == "values as stored") stored += one["plausibility"].get<double>();
    EXPECT_GT(stored, 0.95);
    EXPECT_EQ(found["candidates"][0]["values"], "values as stored");
}

TEST(Doctor, PrintsATableThatFitsATerminal) {
    const CliResult result = runCli(doctor({"--model", demo("glyphs.xml"), "--data", demo("calib-images.idx.gz"), "--samples", "10"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("\nVerdict ("));
    EXPECT_THAT(result.out, HasSubstr("\nBecause "));
    EXPECT_THAT(result.out, HasSubstr("\n--preprocess channels="));
    std::istringstream lines(result.out.substr(0, result.out.find("\n\nNote")));
    std::size_t rows = 0;
    for (std::string line; std::getline(lines, line); ++rows) EXPECT_LE(line.size(), 100u) << line;
    EXPECT_EQ(rows, 13u);  // what was run, a blank line, titles, ten candidates
}

TEST(Doctor, SaysInOneSentenceWhatIsWrongWithItsInput) {
    const TempDir folder;
    const std::string tokens = folder
                                   .write("tokens.xml", R"(<?xml version="1.0"?><net name="t" version="11"><layers>
        <layer id="0" name="ids" type="Parameter" version="opset1"><data shape="1,8" element_type="i64"/><output><port id="0" precision="I64"><dim>1</dim><dim>8</dim></port></output></layer>
        <layer id="1" name="out" type="Result" version="opset1"><input><port id="0" precision="I64"><dim>1</dim><dim>8</dim></port></input></layer>
        </layers><edges><edge from-layer="0" from-port="0" to-layer="1" to-port="0"/></edges></net>)")
                                   .string();
    folder.write("tokens.bin", "");
    const std::string model = demo("glyphs.xml"), data = demo("calib-images.idx.gz");
    const std::pair<std::vector<std::string>, std::string> cases[] = {
        {{"--model", model}, "--data is required"},
        {{"--model", model + "x", "--data", data}, "glyphs.xmlx"},
        {{"--model", model, "--data", "nowhere"}, "nowhere"},
        {{"--model", tokens, "--data", "synthetic:4"}, "no input of the model takes pictures ('ids' 1x8)"},
        {{"--model", model, "--data", data, "--metric", "nmse"}, "nmse can't rank candidates"},
        {{"--model", model, "--data", data, "--metric", "acuracy"}, "accuracy"},
        {{"--model", model, "--data", data, "--metric", "accuracy", "--ignore-labels"}, "needs labels"},
        {{"--model", model, "--data", data, "--preprocess", "scale=0"}, "scale"},
        {{"--model", model, "--data", data, "--samples", "0"}, "--samples"},
        {{"--model", model, "--data", "command:[\"true\"]"}, "stored pictures"}};
    for (const auto& [arguments, sentence] : cases) {
        const CliResult result = runCli(doctor(arguments));
        EXPECT_EQ(result.exitCode, 2) << sentence << ": " << result.err;
        EXPECT_THAT(result.err, HasSubstr(sentence));
        EXPECT_EQ(result.out, "") << sentence;
    }
}

}  // namespace
}  // namespace rf::test
