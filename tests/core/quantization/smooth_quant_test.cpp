// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/smooth_quant.h"

#include <cmath>

#include "core/base/random.h"
#include "core/calibration/collect.h"
#include "core/engine/reference/reference_engine.h"
#include "tests/core/quantization/by_name.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::quantization {
namespace {

using graph::Graph;
using test::floats;

TEST(SmoothingFactors, FollowEquationFour) {
    // sqrt(8/0.5) = 4, sqrt(2/0.5) = 2, sqrt(0.5/2) = 0.5; a dead channel gets the least.
    EXPECT_EQ(smoothingFactors(std::vector{8.0, 2.0, 0.5, 0.0}, std::vector{0.5, 0.5, 2.0, 1.0}, 0.5), (std::vector{4.0, 2.0, 0.5, 0.5}));
    EXPECT_EQ(smoothingFactors(std::vector{8.0, 2.0}, std::vector{0.5, 0.25}, 1.0), (std::vector{8.0, 2.0}));
    EXPECT_EQ(smoothingFactors(std::vector{8.0, 2.0}, std::vector{0.5, 0.25}, 0.0), (std::vector{2.0, 4.0}));
    EXPECT_TRUE(smoothingFactors(std::vector{0.0, 1.0}, std::vector{1.0, 0.0}, 0.5).empty());
}

TEST(SmoothingFactors, OfATenthOfTheChannelsAreRaised) {
    std::vector<double> activations(20, 4.0), expected(20, 4.0);
    activations[3] = 0.001, activations[7] = 1.0, activations[8] = 2.0;
    expected[3] = expected[7] = expected[8] = 2.0;  // two of twenty are below the border
    EXPECT_EQ(smoothingFactors(activations, std::vector<double>(20, 1.0), 1.0), expected);
}

constexpr auto kProduct = " {transpose_a: false; transpose_b: true} : f32 1x2x4\n";

/// A norm's affine part and two layers behind it; `rest` reads what it likes. Channel 2 of the norm is an outlier.
Graph network(const std::string& rest) {
    const std::string text = std::string(R"(
        x = Parameter : f32 1x2x4
        gamma = Const : f32 1x1x4
        beta = Const : f32 1x1x4
        scaled = Multiply(x, gamma) {auto_broadcast: numpy} : f32 1x2x4
        norm = Add(scaled, beta) {auto_broadcast: numpy} : f32 1x2x4
        wq = Const : f32 4x4
        wk = Const : f32 4x4
    )") + "q = MatMul(norm, wq)" +
                             kProduct + "k = MatMul(norm, wk)" + kProduct + rest;
    Random random(5);
    std::map<std::string, std::vector<float>> values{{"gamma", {1, 2, 40, 0.5F}}, {"beta", {0, 1, 0, 0.25F}}};
    for (const char* name : {"wq", "wk", "wo"})
        for (int i = 0; i < 16; ++i) values[name].push_back(static_cast<float>(random.normal()));
    return test::graphFrom(text, values);
}

const std::string kSum = "sum = Add(q, k) {auto_broadcast: numpy} : f32 1x2x4\n";
const std::string kPlain = kSum + "out = Result(sum)";
const std::string kResidual = kSum + "residual = Add(sum, norm) {auto_broadcast: numpy} : f32 1x2x4\nout = Result(residual)";

const test::SampleList& samples() {
    static const test::SampleList list(
        {{floats({1, 2, 4}, {1, -1, 0.5F, 2, -0.5F, 1, 1, -1})}, {floats({1, 2, 4}, {0, 2, -1, 1, 1, 1, -0.25F, 3})}});
    return list;
}

std::vector<float> outputsOf(const Graph& graph) {
    std::vector<float> all;
    const auto program = engine::referenceEngine()->compile(graph, {}, {1, engine::Arithmetic::Exact}, Progress()).value();
    for (const std::int64_t index : samples().all()) {
        const std::vector<Tensor> outputs = program->infer(samples().sample(index).value().inputs).value();
        for (const Tensor& output : outputs) {
            const std::vector<float> values = toFloats(output.view());
            all.insert(all.end(), values.begin(), values.end());
        }
    }
    return all;
}

/// The first step of a run: everything that changes the float model.
State smoothed(const Graph& model, const Settings& settings) {
    const auto steps = plan(settings).value();
    State state = start(model, steps, settings, hardwareProfile("CPU").value()).value();
    const StepNeeds needs = needsOf(steps.front(), state, samples().size()).value();
    const auto statistics = calibration::collect(needs.graph, needs.requests, samples(), *engine::referenceEngine(),
                                                 {.threads = 1, .samples = needs.samples}, Progress());
    EXPECT_TRUE(statistics) << statistics.error().message();
    return applyStep(steps.front(), needs, *statistics, std::move(state), {}, Progress()).value();
}

Settings smoothing(double alpha) {
    Settings settings;
    settings.algorithms = {{AlgorithmName::SmoothQuant}, {AlgorithmName::MinMaxQuantization}};
    settings.smoothQuant.matMulAlpha = alpha;
    return settings;
}

void expectSame(const Graph& before, const Graph& after) {
    const std::vector<float> expected = outputsOf(before), actual = outputsOf(after);
    ASSERT_EQ(expected.size(), actual.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-5F * (1 + std::fabs(expected[i])));
}

TEST(SmoothQuant, DividesTheNormThatOnlyItsLayersRead) {
    const Graph before = network(kPlain);
    const Graph after = smoothed(before, smoothing(1)).floatModel;
    // Largest magnitudes of the norm over both samples: |1|, |2 · 2 + 1|, |40 · 1|, |0.5 · 3 + 0.25|.
    const std::vector<float> gamma = valuesOf(after, "gamma"), beta = valuesOf(after, "beta");
    EXPECT_THAT(gamma, testing::Pointwise(testing::FloatEq(), {1.0F, 2 / 5.0F, 1.0F, 0.5F / 1.75F}));
    EXPECT_THAT(beta, testing::Pointwise(testing::FloatEq(), {0.0F, 1 / 5.0F, 0.0F, 0.25F / 1.75F}));
    EXPECT_FLOAT_EQ(valuesOf(after, "wq")[2], 40 * valuesOf(before, "wq")[2]);
    EXPECT_FLOAT_EQ(valuesOf(after, "wk")[4 + 1], 5 * valuesOf(before, "wk")[4 + 1]);
    EXPECT_FALSE(after.find("norm/smooth_quant"));
    expectSame(before, after);
}

TEST(SmoothQuant, PutsAMultiplyInFrontWhereOthersReadTheNorm) {
    const Graph before = network(kResidual);
    const State state = smoothed(before, smoothing(1));
    EXPECT_EQ(valuesOf(state.floatModel, "gamma"), valuesOf(before, "gamma"));
    EXPECT_THAT(valuesOf(state.floatModel, "norm/smooth_quant/factors"),
                testing::Pointwise(testing::FloatEq(), {1.0F, 0.2F, 1 / 40.0F, 1 / 1.75F}));
    expectSame(before, state.floatModel);
    const auto edges = test::quantizedEdges(state.expected->placement.graph);
    EXPECT_THAT(edges, testing::Contains("norm/smooth_quant -> q:0"));
    EXPECT_THAT(edges, testing::Contains("norm/smooth_quant -> k:0"));
    EXPECT_THAT(edges, testing::Not(testing::Contains("norm -> norm/smooth_quant:0")));
    EXPECT_EQ(valuesOf(state.expected->placement.graph, "wq"), valuesOf(state.floatModel, "wq"));
}

TEST(SmoothQuant, DividesALayerInFrontOfAnother) {
    const Graph before =
        network(std::string("wo = Const : f32 4x4\no = MatMul(q, wo)") + kProduct + "out = Result(o)\n" + "out2 = Result(k)");
    const Graph after = smoothed(before, smoothing(0.5)).floatModel;
    EXPECT_FALSE(after.find("q/smooth_quant"));
    EXPECT_NE(valuesOf(after, "wo"), valuesOf(before, "wo"));
    expectSame(before, after);
}

TEST(SmoothQuant, LeavesSharedWeightsOfOthersAlone) {
    const Graph before = network(kSum + "other = MatMul(sum, wq) {transpose_a: false; transpose_b: true} : f32 1x2x4\nout = Result(other)");
    expectSame(before, smoothed(before, smoothing(0.95)).floatModel);
}

const std::string kAttention = R"(
    scores = MatMul(q, k) {transpose_a: false; transpose_b: true} : f32 1x2x2
    shares = SoftMax(scores) {axis: 2} : f32 1x2x2
    mixed = MatMul(shares, norm) {transpose_a: false; transpose_b: false} : f32 1x2x4
    last = MVN(mixed) {eps: 1e-5; normalize_variance: true; across_channels: false} : f32 1x2x4
    out = Result(last))";

TEST(SmoothQuant, IsOnByDefaultForTransformersOnly) {
    const auto isSmoothed = [](const Graph& model, const Settings& settings) {
        const auto steps = plan(settings).value();
        return start(model, steps, settings, hardwareProfile("CPU").value()).value().floatModel.find("norm/smooth_quant").has_value();
    };
    const Graph transformer = network(kAttention), other = network(kResidual);
    Settings none, off, on, pot;
    none.modelType = ModelType::Any;
    off.smoothQuant.use = false;
    on.smoothQuant.use = true;
    pot.compatibility = Compatibility::Pot;
    pot.modelType = ModelType::Transformer;
    EXPECT_TRUE(isSmoothed(transformer, {}));
    EXPECT_FALSE(isSmoothed(other, {}));
    for (const Settings& settings : {none, off, pot}) EXPECT_FALSE(isSmoothed(transformer, settings));
    EXPECT_TRUE(isSmoothed(other, on));
}

}  // namespace
}  // namespace rf::quantization
