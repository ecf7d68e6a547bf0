// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/openvino_engine.h"
#include "core/engine/openvino/stored_weights.h"
#include "core/ir/ir.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"
#include "tests/support/shared_data.h"

namespace rf::engine {
namespace {

using test::floats;
using test::graphFrom;
using test::SampleList;

graph::Graph withOpset(graph::Graph graph, const std::string& layer, const std::string& opset) {
    graph::Editor(graph).update(graph.find(layer).value(), [&](graph::Node& node) { node.opset = opset; });
    return graph;
}

/// The first result of every sample, by sample.
std::vector<std::vector<float>> outputsOf(const graph::Graph& graph, const SampleList& samples, const CompileOptions& options = {}) {
    const auto program = openvinoEngine()->compile(graph, {}, options, {});
    EXPECT_TRUE(program) << program.error().message();
    std::vector<std::vector<float>> outputs(static_cast<std::size_t>(samples.size()));
    if (!program) return outputs;
    const auto ran = (*program)->run(samples, samples.all(),
                                     [&](std::int64_t sample, std::span<const Tensor> results) -> Result<void> {
                                         const auto values = results[0].as<float>();
                                         outputs[static_cast<std::size_t>(sample)].assign(values.begin(), values.end());
                                         return {};
                                     },
                                     {});
    EXPECT_TRUE(ran) << ran.error().message();
    return outputs;
}

// Steps of 1 from −32768 to 32767: ties go to the even level (level 32768 is zero), values outside to the ends.
const std::vector<float> kWide{0.5f, 1.5f, -0.5f, 40000.0f, -1e6f, 0.25f};
const std::vector<float> kWideRounded{0, 2, 0, 32767, -32768, 0};

TEST(ExactModel, QuantizesTo65536LevelsAsWritten) {
    // Between two operators, where the plugin removes such a quantizer, and before a result, where it fails on it.
    const auto inside = graphFrom(
        "x = Parameter {shape: 1,6; element_type: f32} : f32 1x6\nlo = Const : f32 1x1\nhi = Const : f32 1x1\nminus = Const : f32 1x1\n"
        "twice = Multiply(x, minus) {auto_broadcast: numpy} : f32 1x6\n"
        "q = FakeQuantize(twice, lo, hi, lo, hi) {levels: 65536} : f32 1x6\n"
        "y = Multiply(q, minus) {auto_broadcast: numpy} : f32 1x6\nout = Result(y)",
        {{"lo", {-32768}}, {"hi", {32767}}, {"minus", {-1}}});
    std::vector<float> negative;
    for (const float value : kWide) negative.push_back(-value);
    std::vector<float> expected;
    for (const float value : kWideRounded) expected.push_back(-value);
    EXPECT_EQ(outputsOf(inside, SampleList({{floats({1, 6}, negative)}})), (std::vector<std::vector<float>>{expected}));

    const auto last = graphFrom(
        "x = Parameter {shape: 1,6; element_type: f32} : f32 1x6\nlo = Const : f32\nhi = Const : f32\n"
        "q = FakeQuantize(x, lo, hi, lo, hi) {levels: 65536} : f32 1x6\nout = Result(q)",
        {{"lo", {-32768}}, {"hi", {32767}}});
    EXPECT_EQ(outputsOf(last, SampleList({{floats({1, 6}, kWide)}})), (std::vector<std::vector<float>>{kWideRounded}));
    EXPECT_EQ(outputsOf(last, SampleList({{floats({1, 6}, kWide)}}), {.arithmetic = Arithmetic::Deployed}),
              (std::vector<std::vector<float>>{kWideRounded}));
}

/// One cell of one unit; `weights` is the line that makes the node "w" of 4x1.
graph::Graph cell(const std::string& weights, const std::vector<float>& values) {
    return withOpset(
        graphFrom("x = Parameter {shape: 1,1; element_type: f32} : f32 1x1\nh = Const : f32 1x1\nc = Const : f32 1x1\nr = Const : f32 "
                  "4x1\nb = Const : f32 4\n"
                  "k = Const : f32 4x1\nlo = Const : f32 1x1\nhi = Const : f32 1x1\n" +
                      weights +
                      "cell = LSTMCell(x, h, c, w, r, b) {hidden_size: 1; activations: sigmoid,tanh,tanh; clip: 0} : f32 1x1 | f32 1x1\n"
                      "out = Result(cell:0)",
                  {{"k", values}, {"lo", {-1}}, {"hi", {1}}}),
        "cell", "opset4");
}

TEST(ExactModel, RunsRecurrentOperatorsWithQuantizedWeights) {
    // Three levels: −1, 0 and 1.
    const auto quantized = cell("w = FakeQuantize(k, lo, hi, lo, hi) {levels: 3} : f32 4x1\n", {0.9f, 0.2f, -0.7f, 5.0f});
    const auto plain = cell("w = Const : f32 4x1\n", {0, 0, 0, 0});
    graph::Graph rounded = plain;
    graph::Editor(rounded).update(rounded.find("w").value(), [](graph::Node& node) { node.value = floats({4, 1}, {1, 0, -1, 1}); });
    const SampleList samples({{floats({1, 1}, {0.5f})}, {floats({1, 1}, {-2.0f})}});
    EXPECT_EQ(outputsOf(quantized, samples), outputsOf(rounded, samples));
    EXPECT_NE(outputsOf(quantized, samples), outputsOf(plain, samples));
}

// Before weights stored as integers were folded, one or more of these compilations gave a stream wrong weights.
TEST(ExactModel, GivesEveryStreamTheSameStoredIntegers) {
    RF_REQUIRE_SHARED();
    const auto model = ir::read(
        test::sharedDir() / "data/ir_omz/head-pose-estimation-adas-0001/FP16-INT8/head-pose-estimation-adas-0001.xml", {}, Progress());
    ASSERT_TRUE(model) << model.error().message();
    std::vector<std::vector<Tensor>> pictures;
    for (int i = 0; i < 16; ++i) {
        std::vector<float> values(3 * 60 * 60);
        for (std::size_t k = 0; k < values.size(); ++k)
            values[k] = static_cast<float>((k * 7 + static_cast<std::size_t>(i) * 31 + k * k % 97) % 256);
        pictures.push_back({floats({1, 3, 60, 60}, values)});
    }
    const SampleList samples(pictures);
    const auto expected = outputsOf(*model, samples, {.threads = 1});
    for (int compilation = 0; compilation < 20; ++compilation) EXPECT_EQ(outputsOf(*model, samples, {.threads = 8}), expected);
}

/// A product of `data` (made of x and perhaps the quantizer q) with integers behind Convert and Multiply.
graph::Graph product(const std::string& lines, const std::string& data, const std::string& stored = "i8") {
    return graphFrom(
        "x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\nlo = Const : f32\nhi = Const : f32\n"
        "q = FakeQuantize(x, lo, hi, lo, hi) {levels: 256} : f32 1x2\ncodes = Const : " +
            stored + " 2x2\nfloats = Convert(codes) {destination_type: f32} : f32 2x2\nscale = Const : f32 2x1\n" +
            "w = Multiply(floats, scale) {auto_broadcast: numpy} : f32 2x2\n" + lines + "y = MatMul(" + data +
            ", w) {transpose_a: false; transpose_b: true} : f32 1x2\nout = Result(y)",
        {{"hi", {2.55F}}, {"codes", {1, 2, 3, 4}}, {"scale", {0.5F, 2}}});
}

TEST(StoredWeights, AreComputedAtTheFirstRunUnlessTheLayerRunsInInt8) {
    EXPECT_TRUE(computesWeightsAtFirstRun(product("", "x")));
    EXPECT_TRUE(computesWeightsAtFirstRun(product("", "x", "u8")));
    EXPECT_FALSE(computesWeightsAtFirstRun(product("", "q")));
    EXPECT_FALSE(computesWeightsAtFirstRun(product("swapped = Concat(q) {axis: 1} : f32 1x2\n", "swapped")));
    EXPECT_TRUE(computesWeightsAtFirstRun(product("swapped = Sigmoid(q) : f32 1x2\n", "swapped")));
    EXPECT_FALSE(
        computesWeightsAtFirstRun(graphFrom("x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\nw = Const : f32 2x2\n"
                                            "y = MatMul(x, w) : f32 1x2\nout = Result(y)")));
}

// y = (0.5 · (1 · 3 + 2 · 5), 2 · (3 · 3 + 4 · 5)), with as many threads as anybody likes.
TEST(StoredWeights, OfLayersWithFloatDataAreRightOnAnyNumberOfThreads) {
    std::vector<std::vector<Tensor>> inputs(32, {floats({1, 2}, {3, 5})});
    const SampleList samples(std::move(inputs));
    const std::vector<std::vector<float>> expected(32, {6.5F, 58});
    for (const Arithmetic arithmetic : {Arithmetic::Exact, Arithmetic::Deployed})
        for (const int threads : {1, 2, 4})
            EXPECT_EQ(outputsOf(product("", "x"), samples, {.threads = threads, .arithmetic = arithmetic}), expected);
}

TEST(OpenVinoEngine, AStateGoesFromSampleToSampleInOrder) {
    const auto graph = withOpset(
        withOpset(
            graphFrom("x = Parameter {shape: 1,1; element_type: f32} : f32 1x1\nzero = Const : f32 1x1\n"
                      "before = ReadValue(zero) {variable_id: sum} : f32 1x1\nafter = Add(before, x) {auto_broadcast: numpy} : f32 1x1\n"
                      "keep = Assign(after) {variable_id: sum} : f32 1x1\nout = Result(after)"),
            "before", "opset3"),
        "keep", "opset3");
    const SampleList samples({{floats({1, 1}, {1})}, {floats({1, 1}, {2})}, {floats({1, 1}, {4})}, {floats({1, 1}, {8})}});
    const std::vector<std::vector<float>> sums{{1}, {3}, {7}, {15}};
    EXPECT_EQ(outputsOf(graph, samples, {.threads = 1}), sums);
    EXPECT_EQ(outputsOf(graph, samples, {.threads = 3}), sums);
}

}  // namespace
}  // namespace rf::engine
