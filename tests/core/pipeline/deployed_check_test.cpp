// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/deployed_check.h"

#include "core/engine/registry/engine_registry.h"
#include "core/export/report.h"
#include "core/graph/edit.h"
#include "core/pipeline/run_report.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::pipeline {
namespace {

using test::floats;

/// Computes exactly, except that a deployed network adds 4 to what it finds behind one quantizer: a device with one bad kernel.
class BadKernelEngine final : public engine::Engine {
public:
    explicit BadKernelEngine(std::string quantizer) : m_quantizer(std::move(quantizer)) {}

    engine::EngineInfo info() const override { return m_engine->info(); }
    Result<std::unique_ptr<engine::Program>> compile(const graph::Graph& graph, std::span<const engine::Probe> probes,
                                                     const engine::CompileOptions& options, const Progress& progress) const override {
        engine::CompileOptions exact = options;
        exact.arithmetic = engine::Arithmetic::Exact;
        graph::Graph changed = graph;
        const auto bad = graph.find(m_quantizer);
        if (options.arithmetic == engine::Arithmetic::Deployed && bad) {
            graph::Editor editor(changed);
            const graph::NodeId four = editor.addConstant("four", floats({1, 1}, {4}));
            graph::Node add = graph.node(*bad);
            add.name = "off";
            add.type = "Add";
            add.opset = "opset1";
            add.attributes = {};
            add.inputs = {{*bad, 0}, {four, 0}};
            const graph::NodeId off = editor.add(add);
            editor.replaceUses({*bad, 0}, {off, 0}, off);
        }
        return m_engine->compile(changed, probes, exact, progress);
    }

private:
    std::string m_quantizer;
    std::shared_ptr<const engine::Engine> m_engine = engine::get("reference").value();
};

/// A device that does not take quantized networks.
class RefusingEngine final : public engine::Engine {
public:
    engine::EngineInfo info() const override { return m_engine->info(); }
    Result<std::unique_ptr<engine::Program>> compile(const graph::Graph& graph, std::span<const engine::Probe> probes,
                                                     const engine::CompileOptions& options, const Progress& progress) const override {
        if (options.arithmetic == engine::Arithmetic::Deployed) return fail(ErrorCode::Engine, "the device refuses it");
        return m_engine->compile(graph, probes, options, progress);
    }

private:
    std::shared_ptr<const engine::Engine> m_engine = engine::get("reference").value();
};

/// Three products of matrices in a row; quantizers of steps of 0.125 in front of each.
graph::Graph chain(bool quantized) {
    std::string text =
        "x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\nw = Const : f32 2x2\nlo = Const : f32 1x1\nhi = Const : f32 1x1\n";
    std::string last = "x";
    for (const char* name : {"a", "b", "c"}) {
        const std::string quantizer = std::string(name) + "/q";
        if (quantized) text += quantizer + " = FakeQuantize(" + last + ", lo, hi, lo, hi) {levels: 256} : f32 1x2\n";
        text +=
            std::string(name) + " = MatMul(" + (quantized ? quantizer : last) + ", w) {transpose_a: false; transpose_b: true} : f32 1x2\n";
        last = name;
    }
    // Each product swaps the two elements.
    return test::graphFrom(text + "out = Result(c)", {{"w", {0, 1, 1, 0}}, {"hi", {31.875f}}});
}

results::DeployedCheck checked(const engine::Engine& engine) {
    const test::SampleList source({{floats({1, 2}, {1.03f, 17.19f})}, {floats({1, 2}, {3.3f, 2.22f})}});
    const auto result = checkDeployed(chain(false), chain(true), source, source.all(), engine, 1, Progress());
    EXPECT_TRUE(result) << result.error().message();
    return result ? *result : results::DeployedCheck();
}

TEST(DeployedCheck, ADeviceThatComputesWhatIsWrittenHasNoCauses) {
    const results::DeployedCheck result = checked(BadKernelEngine("nowhere"));
    ASSERT_EQ(result.outputs.size(), 1u);
    EXPECT_EQ(result.outputs[0].name, "out");
    EXPECT_EQ(result.outputs[0].exact.noise, result.outputs[0].deployed.noise);
    EXPECT_GT(result.outputs[0].exact.noise, 0);
    EXPECT_FALSE(result.isClearlyWorse());
    EXPECT_TRUE(result.causes.empty());
}

TEST(DeployedCheck, NamesTheLayerThatIsComputedInAnotherWay) {
    for (const std::string layer : {"a", "b", "c"}) {
        const results::DeployedCheck result = checked(BadKernelEngine(layer + "/q"));
        EXPECT_TRUE(result.isClearlyWorse()) << layer;
        ASSERT_EQ(result.causes.size(), 1u) << layer;
        EXPECT_EQ(result.causes[0].layer, layer);
        EXPECT_EQ(result.causes[0].type, "MatMul");
        EXPECT_GT(result.causes[0].without, result.causes[0].with + results::kClearlyWorse);
    }
}

TEST(DeployedCheck, ADeviceThatRefusesTheResultIsAFindingAndNoFailure) {
    Job job;
    job.project.errorSamples = 1;
    const Resources resources{std::make_shared<RefusingEngine>(),
                              std::make_shared<test::SampleList>(std::vector<std::vector<Tensor>>{{floats({1, 2}, {1.03f, 17.19f})}}), 1};
    Outcome outcome;
    outcome.floatModel = chain(false);
    outcome.exported = chain(true);
    ASSERT_TRUE(checkOnDevice(job, resources, outcome, Progress()));
    EXPECT_FALSE(outcome.report.deployed);
    EXPECT_EQ(outcome.report.deviceProblem, "the device refuses it");
    EXPECT_NE(exporting::toJson(outcome.report).find("\"device_problem\": \"the device refuses it\""), std::string::npos);
}

}  // namespace
}  // namespace rf::pipeline
