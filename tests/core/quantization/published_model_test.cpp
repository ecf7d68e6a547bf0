// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/traversal.h"
#include "core/ir/ir.h"
#include "core/quantization/placement.h"
#include "core/quantization/prepare.h"
#include "tests/support/pch.h"
#include "tests/support/shared_data.h"

namespace rf {
namespace {

struct Activations {
    int quantizers = 0;
    std::set<std::string> edges;  ///< "producer -> consumer:port"
};

std::string plainName(const std::string& name) { return name.substr(0, name.find("/pre_fq_input")); }

Activations quantizedActivations(const graph::Graph& graph) {
    Activations found;
    for (const graph::NodeId id : graph.nodes()) {
        if (!graph.node(id).isFakeQuantize() || graph::constantBehind(graph, {id, 0}).isValid()) continue;
        ++found.quantizers;
        const std::string producer = plainName(graph.producer({id, 0}).name);
        for (const graph::Input use : graph.consumers(id))
            found.edges.insert(producer + " -> " + plainName(graph.node(use.node).name) + ":" + std::to_string(use.port));
    }
    return found;
}

// Open Model Zoo publishes face-detection-retail-0004 in float and as quantized by its authors with POT.
TEST(PublishedModel, IsPlacedAsItsAuthorsDid) {
    RF_REQUIRE_SHARED();
    const std::filesystem::path folder = test::sharedDir() / "data/ir_omz/face-detection-retail-0004";
    const std::string file = "face-detection-retail-0004.xml";
    const auto published = ir::read(folder / "FP16-INT8" / file, {}, Progress());
    ASSERT_TRUE(published) << published.error().message();
    const auto model = ir::read(folder / "FP32" / file, {}, Progress());
    ASSERT_TRUE(model) << model.error().message();
    const auto prepared = quantization::prepare(model.value(), {}, Progress());
    ASSERT_TRUE(prepared) << prepared.error().message();
    const auto placement = quantization::place(prepared.value(), quantization::hardwareProfile("CPU").value(), {});
    ASSERT_TRUE(placement) << placement.error().message();

    const Activations expected = quantizedActivations(published.value()), actual = quantizedActivations(placement->graph);
    EXPECT_EQ(expected.quantizers, 32);
    EXPECT_EQ(expected.edges.size(), 42U);
    EXPECT_EQ(actual.quantizers, expected.quantizers);
    EXPECT_EQ(actual.edges, expected.edges);
}

}  // namespace
}  // namespace rf
