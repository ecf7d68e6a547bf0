// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <map>

#include "core/ir/ir.h"
#include "core/quantization/prepare.h"
#include "tests/core/quantization/golden_corpus.h"
#include "tests/support/pch.h"
#include "tests/support/shared_data.h"

namespace rf {
namespace {

struct PlacementTally {
    int passed = 0, failed = 0;
};

std::vector<std::string> difference(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> only;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    return only;
}

/// On GNA a plugin of its time took recurrent operators apart before POT saw them, into operators with random names.
bool isDecomposedByPlugin(const nlohmann::json& golden) {
    if (!golden["target_device"].get<std::string>().starts_with("GNA")) return false;
    const std::string model = golden["model"].get<std::string>();
    return model.starts_with("lstm_") || model.starts_with("gru_");
}

bool isComparable(const nlohmann::json& golden) {
    return golden["status"] == "ok" && golden["algorithm"] != "ActivationChannelAlignment" && !isDecomposedByPlugin(golden);
}

Result<quantization::Placement> placedLikeGolden(const test::GoldenCase& golden, const nlohmann::json& json, bool zeroBiases) {
    RF_TRY(const graph::Graph model, ir::read(golden.xml, {}, Progress()));
    RF_TRY(const graph::Graph prepared, quantization::prepare(model, {zeroBiases}, Progress()));
    const quantization::Settings settings = test::goldenSettings(json);
    RF_TRY(const quantization::HardwareProfile profile, quantization::hardwareProfile(settings.device));
    return quantization::place(prepared, profile, settings);
}

/// With zero biases the names of the graph are those of POT; without them an edge out of "<conv>/add_" starts at the convolution.
std::set<std::string> withoutZeroBiases(const std::set<std::string>& edges) {
    std::set<std::string> result;
    for (std::string edge : edges) {
        if (const auto at = edge.find("/add_:0 -> "); at != std::string::npos) edge.erase(at, std::string("/add_").size());
        result.insert(edge);
    }
    return result;
}

void comparePlacement(bool zeroBiases) {
    std::map<std::string, PlacementTally> byConfig;
    PlacementTally all;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        const nlohmann::json json = test::readJson(golden.json);
        if (!isComparable(json)) continue;
        auto expected = test::goldenEdges(json);
        if (!zeroBiases) expected = withoutZeroBiases(expected);
        const auto placement = placedLikeGolden(golden, json, zeroBiases);
        const auto actual =
            placement ? test::placedEdges(placement.value()) : std::set<std::string>{"error: " + placement.error().message()};
        const bool same = actual == expected;
        ++(same ? all.passed : all.failed);
        ++(same ? byConfig[golden.config].passed : byConfig[golden.config].failed);
        EXPECT_TRUE(same) << golden.model << "/" << golden.config << "\n  missing " << testing::PrintToString(difference(expected, actual))
                          << "\n  extra   " << testing::PrintToString(difference(actual, expected));
    }
    for (const auto& [config, tally] : byConfig)
        if (tally.failed > 0) fmt::print("{:<28} {} passed, {} failed\n", config, tally.passed, tally.failed);
    fmt::print("golden placement: {} passed, {} failed\n", all.passed, all.failed);
    EXPECT_GT(all.passed, 0);
}

TEST(GoldenPlacement, EqualsPotOnEveryModelAndConfiguration) {
    RF_REQUIRE_SHARED();
    comparePlacement(true);
}

TEST(GoldenPlacement, DoesNotDependOnZeroBiasesInTheGraph) {
    RF_REQUIRE_SHARED();
    comparePlacement(false);
}

/// Estimators set by the user change the shapes of ranges.
bool hasEstimatorOfItsOwn(const nlohmann::json& golden) { return golden["params"].dump().find("range_estimator") != std::string::npos; }

TEST(GoldenPlacement, ChoosesTheSchemesOfPot) {
    RF_REQUIRE_SHARED();
    int compared = 0;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        const nlohmann::json json = test::readJson(golden.json);
        if (!isComparable(json) || hasEstimatorOfItsOwn(json)) continue;
        const auto placement = placedLikeGolden(golden, json, true);
        ASSERT_TRUE(placement) << placement.error().message();
        const auto placed = test::placedActivations(placement.value());
        for (const auto& [edge, expected] : test::goldenActivations(json)) {
            const auto actual = placed.find(edge);
            if (actual == placed.end()) continue;  // bodies
            EXPECT_EQ(actual->second.scheme, expected.scheme) << golden.model << "/" << golden.config << " " << edge;
            ++compared;
        }
    }
    EXPECT_GT(compared, 0);
}

TEST(GoldenPlacement, SharesRangesWherePotDoes) {
    RF_REQUIRE_SHARED();
    int groups = 0;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        const nlohmann::json json = test::readJson(golden.json);
        if (!isComparable(json)) continue;
        const auto placement = placedLikeGolden(golden, json, true);
        ASSERT_TRUE(placement) << placement.error().message();
        const auto placed = test::placedActivations(placement.value());
        std::map<int, std::set<std::string>> valuesByGroup;
        for (const auto& [edge, expected] : test::goldenActivations(json)) {
            const auto actual = placed.find(edge);
            if (actual == placed.end()) continue;
            if (actual->second.unifyGroup >= 0) valuesByGroup[actual->second.unifyGroup].insert(expected.values);
        }
        groups += static_cast<int>(valuesByGroup.size());
        for (const auto& [group, values] : valuesByGroup)
            EXPECT_EQ(values.size(), 1U) << golden.model << "/" << golden.config << " group " << group;
    }
    EXPECT_GT(groups, 0);
}

}  // namespace
}  // namespace rf
