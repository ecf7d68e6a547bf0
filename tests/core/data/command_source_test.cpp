// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/npy.h"
#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

const OpenOptions kAllowed{[](const process::CommandLine&) { return true; }, {}};
const std::vector<InputInfo> kInputs{{"x", ElementType::F32, {1, 2}}};

DataSpec specOf(const std::filesystem::path& script) { return {{{"", "command:[\"/bin/sh\",\"" + script.string() + "\"]", ""}}, {}, 0}; }

std::string message(const std::filesystem::path& script) {
    const auto source = open(specOf(script), kInputs, kAllowed);
    if (!source) return source.error().message();
    const auto sample = (*source)->sample(0);
    return sample ? "no error" : sample.error().message();
}

TEST(CommandSource, GivesTensorsAndLabels) {
    const test::TempDir folder;
    ASSERT_TRUE(writeNpy(folder / "0.npy", Tensor::from<std::int64_t>({2}, std::vector<std::int64_t>{1, 2})));
    ASSERT_TRUE(writeNpy(folder / "1.npy", Tensor::from<float>({1, 2}, std::vector<float>{3, 4})));
    const auto script = folder.write("data.sh", R"(here=$(dirname "$0")
read -r line; echo '{"size": 2, "labels": true}'
while read -r line; do
  n=$(echo "$line" | sed 's/[^0-9]//g')
  echo "{\"inputs\": {\"x\": \"$here/$n.npy\"}, \"label\": $((n + 5))}"
done)");
    const auto source = open(specOf(script), kInputs, kAllowed);
    ASSERT_TRUE(source) << source.error().message();
    EXPECT_EQ((*source)->size(), 2);
    EXPECT_EQ(labelsOf(**source), (std::vector<std::int64_t>{5, 6}));
    EXPECT_EQ(input(**source, 1), Tensor::from<float>({1, 2}, std::vector<float>{3, 4}));
    EXPECT_EQ(input(**source, 0), Tensor::from<float>({1, 2}, std::vector<float>{1, 2}));  // converted, and given its batch axis
}

TEST(CommandSource, RunsNothingWithoutPermission) {
    const test::TempDir folder;
    const auto source = open(specOf(folder.write("d.sh", "touch \"$(dirname \"$0\")/ran\"")), kInputs);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(source.error().message(), testing::HasSubstr("--allow-commands"));
    EXPECT_FALSE(std::filesystem::exists(folder / "ran"));
}

TEST(CommandSource, SaysWhatIsWrongWithAnAnswer) {
    const test::TempDir folder;
    ASSERT_TRUE(writeNpy(folder / "3.npy", Tensor::from<float>({3}, std::vector<float>{1, 2, 3})));
    const auto answering = [&](const std::string& hello, const std::string& sample) {
        return message(folder.write("d.sh", "read -r line; echo '" + hello + "'; read -r line; echo '" + sample + "'; read -r line"));
    };
    EXPECT_THAT(answering("{}", "{}"), testing::HasSubstr("its answer has no number of samples as size: {}"));
    EXPECT_THAT(answering(R"({"size": 1})", R"({"inputs": {"y": "3.npy"}})"),
                testing::EndsWith("its answer for sample 0 names no .npy file for input 'x'"));
    EXPECT_THAT(answering(R"({"size": 1})", R"({"inputs": {"x": ")" + (folder / "3.npy").string() + R"("}})"),
                testing::EndsWith("gave an array of shape 3 for input 'x', which takes 1x2"));
    EXPECT_THAT(answering(R"({"size": 1})", R"({"error": "sample 0 is lost"})"), testing::EndsWith(": sample 0 is lost"));
}

TEST(CommandSource, TakesNoOtherDataBesideIt) {
    DataSpec spec = specOf("x.sh");
    spec.sources[0].labels = "labels.txt";
    EXPECT_THAT(open(spec, kInputs, kAllowed).error().message(), testing::HasSubstr("name no other data, labels or preprocessing"));
}

}  // namespace
}  // namespace rf::data
