// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/ir/ir.h"
#include "core/quantization/prepare.h"
#include "core/quantization/revert.h"
#include "tests/core/quantization/golden_corpus.h"
#include "tests/support/pch.h"
#include "tests/support/shared_data.h"

namespace rf {
namespace {

using Json = nlohmann::json;
using namespace quantization;

State placedResNet(const Json& golden) {
    const std::filesystem::path xml = test::sharedDir() / "data/resnet8_cifar10/mlperf_tiny_resnet8_cifar10.xml";
    const Settings settings = test::goldenSettings(golden);
    const HardwareProfile profile = hardwareProfile(settings.device).value();
    State state;
    state.prepared = state.floatModel = prepare(ir::read(xml, {}, Progress()).value(), prepareOptions(settings), Progress()).value();
    state.placement = place(state.floatModel, profile, settings).value();
    state.model = state.placement.graph;
    state.expected = std::make_shared<const Expected>(Expected{profile, state.placement, {}});
    return state;
}

RevertGroup groupOf(const Json& event) {
    RevertGroup group;
    group.start = event["start"];
    group.quantizers = event["removed_fq"].get<std::vector<std::string>>();
    group.layers = event["reverted_ops"].get<std::vector<std::string>>();
    return group;
}

std::map<std::string, RevertGroup> byStart(const std::vector<RevertGroup>& groups) {
    std::map<std::string, RevertGroup> result;
    for (const RevertGroup& group : groups) result[group.start] = group;
    return result;
}

/// POT's recorded run: all groups that it ranked, time after time, and the quantizers that its result still has.
void followRecorded(const std::string& name) {
    const Json golden = test::readJson(test::sharedDir() / "golden/accuracy_aware" / (name + ".json"));
    State state = placedResNet(golden), before;
    std::map<std::string, RevertGroup> probed;
    int rankings = 0, reverts = 0;
    for (const Json& event : golden["trajectory"]) {
        if (event["event"] == "probe") probed[event["start"]] = groupOf(event);
        if (event["event"] == "ranking") {
            if (byStart(revertGroups(state)) != probed) state = before;  // POT has stepped back
            EXPECT_EQ(byStart(revertGroups(state)), probed) << name;
            probed.clear();
            ++rankings;
        }
        if (event["event"] != "revert") continue;
        const RevertGroup group = groupOf(event);
        EXPECT_THAT(revertGroups(state), testing::Contains(group)) << name;
        before = state;
        state = revert(state, group.start).value();
        ++reverts;
    }
    std::vector<std::string> left;
    for (const Quantizer& quantizer : state.placement.quantizers) left.push_back(quantizer.name);
    EXPECT_EQ(left, golden["final_fakequantize"].get<std::vector<std::string>>()) << name;
    EXPECT_GT(rankings, 0);
    EXPECT_GT(reverts, 1);
}

TEST(GoldenRevert, TakesOutTheGroupsOfPotsRecordedSearches) {
    RF_REQUIRE_SHARED();
    for (const char* name : {"resnet8_int8_drop_m0005", "resnet8_w4_drop001", "resnet8_w4a4_drop002"}) followRecorded(name);
}

}  // namespace
}  // namespace rf
