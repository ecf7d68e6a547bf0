// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/report.h"

#include <nlohmann/json.hpp>

#include "tests/support/graph_text.h"

namespace rf::exporting {
namespace {

analysis::LayerError layerError(const std::string& name) {
    analysis::LayerError error;
    error.layer = name;
    error.type = "Convolution";
    // reference 3, value 2: noise 1, signal 9
    error.accumulated = {9, 1, 6, 4, -1, 1, 1};
    return error;
}

TEST(Report, ListsRangesAsTheyStandInTheGraph) {
    const graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x2
        low = Const : f32
        high = Const : f32
        fq = FakeQuantize(in, low, high, low, high) {levels: 256} : f32 1x2
        act = ReLU(fq) : f32 1x2)",
                                               {{"low", {-1.5f}}, {"high", {2.0f}}});
    quantization::Quantizer quantizer;
    quantizer.name = "fq";
    const auto ranges = results::rangesOf(graph, {quantizer});
    ASSERT_EQ(ranges.size(), 1u);
    EXPECT_EQ(ranges[0].source, "in");
    EXPECT_EQ(ranges[0].consumers, (std::vector<std::string>{"act:0"}));
    EXPECT_EQ(ranges[0].inputLow, (std::vector<float>{-1.5f}));
    EXPECT_EQ(ranges[0].outputHigh, (std::vector<float>{2.0f}));
}

TEST(Report, WritesAMissingValueAsNullNotAsANumber) {
    results::Report report;
    report.errors = {layerError("a"), layerError("b")};
    report.errors[1].accumulated = {9, 0, 9, 9, 0, 0, 1};  // no noise: infinite SQNR
    const auto json = nlohmann::json::parse(toJson(report));
    EXPECT_NEAR(json["layers"][0]["accumulated"]["sqnr_db"].get<double>(), 9.5424250943932, 1e-9);  // 10 log10(9)
    EXPECT_EQ(json["layers"][0]["accumulated"]["mean_shift"], -1.0);
    EXPECT_TRUE(json["layers"][1]["accumulated"]["sqnr_db"].is_null());
    EXPECT_FALSE(json["layers"][0].contains("isolated"));
}

TEST(Report, QuotesNamesInCsv) {
    const std::string csv = errorsToCsv({layerError("a,\"b\"")});
    EXPECT_THAT(csv, testing::HasSubstr("\n\"a,\"\"b\"\"\",Convolution,9.54242509,1,0.111111111,1,1,-1,,,,,,\n"));
}

}  // namespace
}  // namespace rf::exporting
