// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/saturation.h"

#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

// in → a(first) → relu → b; in → pool → c(first, grouped); b, c → add → fc.
constexpr auto kSaturationModel = R"(
    in = Parameter : f32 1x1x4x4
    zero = Const : f32
    wa = Const : f32 2x1x1x1
    qa = FakeQuantize(wa, zero, zero, zero, zero) {levels: 255} : f32 2x1x1x1
    a = Convolution(in, qa) : f32 1x2x4x4
    relu = ReLU(a) : f32 1x2x4x4
    wb = Const : f32 2x2x1x1
    qb = FakeQuantize(wb, zero, zero, zero, zero) {levels: 255} : f32 2x2x1x1
    b = Convolution(relu, qb) : f32 1x2x4x4
    pool = MaxPool(in) : f32 1x1x4x4
    wc = Const : f32 1x2x1x1x1
    qc = FakeQuantize(wc, zero, zero, zero, zero) {levels: 255} : f32 1x2x1x1x1
    c = GroupConvolution(pool, qc) : f32 1x2x4x4
    sum = Add(b, c) : f32 1x2x4x4
    wd = Const : f32 4x4
    qd = FakeQuantize(wd, zero, zero, zero, zero) {levels: 255} : f32 4x4
    fc = MatMul(sum, qd) {transpose_b: true} : f32 1x2x4x4
    qe = FakeQuantize(relu, zero, zero, zero, zero) {levels: 256} : f32 1x2x4x4
    attention = MatMul(fc, qe) {transpose_b: true} : f32 1x2x4x4
    out = Result(attention)
)";

HardwareProfile cpu() {
    HardwareProfile profile;
    profile.saturates = true;
    return profile;
}

std::vector<std::string> names(const graph::Graph& graph, const std::set<graph::NodeId>& nodes) {
    std::vector<std::string> found;
    for (const graph::NodeId id : nodes) found.push_back(graph.node(id).name);
    return found;
}

std::vector<std::string> halved(SaturationFix fix, const HardwareProfile& profile, const std::vector<std::string>& aligned = {}) {
    const graph::Graph graph = test::graphFrom(kSaturationModel);
    Settings settings;
    settings.saturationFix = fix;
    std::vector<graph::NodeId> consumers;
    for (const std::string& name : aligned) consumers.push_back(*graph.find(name));
    return names(graph, quantizersToHalve(graph, test::withoutQuantizers(graph), profile, settings, consumers));
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SaturationFix, TakesConvolutionsThatInputsReachDirectly) {
    EXPECT_THAT(halved(SaturationFix::FirstLayer, cpu()), ElementsAre("qa", "qc"));
}

TEST(SaturationFix, TakesAlignedConsumersToo) {
    EXPECT_THAT(halved(SaturationFix::FirstLayer, cpu(), {"b"}), ElementsAre("qa", "qb", "qc"));
}

TEST(SaturationFix, TakesEveryLayerWithConstantWeightsWhenAsked) {
    EXPECT_THAT(halved(SaturationFix::All, cpu()), ElementsAre("qa", "qb", "qc", "qd"));
}

TEST(SaturationFix, IsOffForOtherDevicesAndWhenForbidden) {
    EXPECT_THAT(halved(SaturationFix::All, HardwareProfile{}), IsEmpty());
    EXPECT_THAT(halved(SaturationFix::None, cpu(), {"b"}), IsEmpty());
}

TEST(SaturationFix, LeavesQuantizersThatCameWithTheModel) {
    const graph::Graph graph = test::graphFrom(kSaturationModel);
    Settings settings;
    settings.saturationFix = SaturationFix::All;
    EXPECT_THAT(quantizersToHalve(graph, graph, cpu(), settings, {}), IsEmpty());
}

TEST(SaturationFix, NeedsAConvolutionSomewhere) {
    const graph::Graph graph = test::graphFrom(R"(
        in = Parameter : f32 1x4
        zero = Const : f32
        w = Const : f32 4x4
        q = FakeQuantize(w, zero, zero, zero, zero) {levels: 255} : f32 4x4
        fc = MatMul(in, q) {transpose_b: true} : f32 1x4
        out = Result(fc)
    )");
    Settings settings;
    settings.saturationFix = SaturationFix::All;
    EXPECT_THAT(quantizersToHalve(graph, test::withoutQuantizers(graph), cpu(), settings, {}), IsEmpty());
}

}  // namespace
}  // namespace rf::quantization
