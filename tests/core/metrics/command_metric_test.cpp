// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "core/data/npy.h"
#include "tests/core/metrics/observe.h"
#include "tests/support/temp_dir.h"

namespace rf::metrics {
namespace {

const process::Permission kAllowed = [](const process::CommandLine&) { return true; };

std::string specOf(const std::filesystem::path& script) { return "command:[\"/bin/sh\",\"" + script.string() + "\"]"; }

TEST(CommandMetric, IsWhatTheProgramSays) {
    const test::TempDir folder;
    // Answers the greeting, two samples and the end; keeps what it was asked, and the first output.
    const auto script = folder.write("score.sh", R"sh(
log=$(dirname "$0")
read -r line; echo "$line" >>"$log/asked"; echo '{"better": "lower", "unit": "share"}'
read -r line; echo "$line" >>"$log/asked"
cp "$(echo "$line" | sed 's/.*"outputs":\["\([^"]*\)".*/\1/')" "$log/output.npy"
echo '{"value": 0.25, "prediction": "cat"}'
read -r line; echo "$line" >>"$log/asked"; echo '{}'
read -r line; echo "$line" >>"$log/asked"; echo '{"value": 0.125}'
)sh");
    const auto metric = create(specOf(script), {kAllowed, {}}).value();
    ASSERT_TRUE(metric->start());
    EXPECT_EQ(metric->better(), Better::Lower);
    EXPECT_EQ(metric->unit(), Unit::Share);
    const std::vector<Tensor> outputs{floats({1, 2}, {0.5f, 2})};
    const auto first = metric->update({0, "a b.png", outputs, std::int64_t{3}, {}});
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->value, 0.25);
    EXPECT_EQ(first->prediction, "cat");
    const auto second = metric->update({1, "b", outputs, data::TextLine{"hi"}, outputs});
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_FALSE(second->value);
    ASSERT_TRUE(metric->finish());
    EXPECT_EQ(metric->value(), 0.125);

    EXPECT_EQ(data::readNpy(folder / "output.npy").value(), outputs[0]);
    std::ifstream asked(folder / "asked");
    std::vector<nlohmann::json> lines;
    for (std::string line; std::getline(asked, line);) lines.push_back(nlohmann::json::parse(line));
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[0]["role"], "metric");
    EXPECT_EQ(lines[1]["name"], "a b.png");
    EXPECT_EQ(lines[1]["label"], 3);
    EXPECT_FALSE(lines[1].contains("reference"));
    EXPECT_EQ(lines[2]["label"], "hi");
    EXPECT_EQ(lines[2]["reference"].size(), 1u);
    EXPECT_EQ(lines[3], (nlohmann::json{{"finish", true}}));
}

TEST(CommandMetric, RunsNothingWithoutPermission) {
    const test::TempDir folder;
    const auto script = folder.write("score.sh", "touch \"$(dirname \"$0\")/ran\"");
    const auto metric = create(specOf(script)).value();
    const auto refused = metric->start();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message(), testing::HasSubstr("/bin/sh '" + script.string() + "'"));
    EXPECT_FALSE(std::filesystem::exists(folder / "ran"));
}

TEST(CommandMetric, SaysWhatIsWrongWithAnAnswer) {
    const test::TempDir folder;
    const auto message = [&](const std::string& answers) {
        const auto script = folder.write("bad.sh", "for answer in " + answers + R"(; do read -r line; echo "$answer"; done)");
        const auto metric = create(specOf(script), {kAllowed, {}}).value();
        if (const auto begun = metric->start(); !begun) return begun.error().message();
        const auto ended = metric->finish();
        return ended ? "no error" : ended.error().message();
    };
    EXPECT_THAT(message(R"('{"better": "bigger"}')"), testing::HasSubstr("its answer has an unknown word as better"));
    EXPECT_THAT(message(R"('{}' '{"value": "high"}')"), testing::HasSubstr("its answer has no number as value"));
    EXPECT_THAT(message(R"('{}' '{"error": "out of luck"}')"), testing::EndsWith(": out of luck"));
}

}  // namespace
}  // namespace rf::metrics
