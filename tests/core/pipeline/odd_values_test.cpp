// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "core/base/random.h"
#include "core/export/report.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/optimize.h"
#include "core/pipeline/run_io.h"
#include "tests/support/graph_text.h"
#include "tests/support/shared_data.h"

/// Networks in which some tensor has values that no range can be put around: it stays in float with its reason, everything else is
/// quantized.
namespace rf::pipeline {
namespace {

using calibration::Oddity;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

std::vector<float> noise(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(0.3 * random.normal());
    return values;
}

/// x (2x8) times w1, then `lines`, whose tensor `t` (2x8) is multiplied with w2.
Job jobOf(const std::string& lines, std::map<std::string, std::vector<float>> values = {}, const std::string& data = "synthetic:12") {
    constexpr const char* kProduct = "{transpose_a: false; transpose_b: true} : f32 2x8\n";
    std::string text = "x = Parameter {shape: 2,8; element_type: f32} : f32 2x8\nw1 = Const : f32 8x8\nw2 = Const : f32 8x8\n";
    text += std::string("first = MatMul(x, w1) ") + kProduct + lines + "last = MatMul(t, w2) " + kProduct + "out = Result(last)";
    values.emplace("w1", noise(64, 1));
    values.emplace("w2", noise(64, 2));
    Job job;
    job.model = test::graphFrom(text, values);
    job.project.data.sources = {{"", data, ""}};
    job.project.errorSamples = 0;
    job.project.quantization.activations.rangeEstimator = quantization::RangeEstimator{quantization::EstimatorPreset::Max, {}, {}};
    return job;
}

struct Ran {
    Outcome outcome;
    double sqnr = 0;
};

Ran run(const Job& job) {
    Listener listener;
    auto outcome = optimize(job, listener, Progress());
    if (!outcome) {
        ADD_FAILURE() << outcome.error().message();
        return {};
    }
    const Resources resources = open(job, Progress()).value();
    const EvaluateOptions exact{0, engine::Arithmetic::Exact, &job.model};
    const auto sqnr = evaluate(outcome->exported, *resources.samples, "sqnr", *resources.engine, exact, Progress());
    EXPECT_TRUE(sqnr) << sqnr.error().message();
    return {std::move(*outcome), sqnr ? sqnr->value : 0};
}

/// What stays in float, as "source oddity".
std::vector<std::string> left(const Outcome& outcome) {
    std::vector<std::string> all;
    for (const quantization::LeftInFloat& one : outcome.report.leftInFloat)
        all.push_back(one.source + " " + std::to_string(static_cast<int>(one.odd.oddity)));
    return all;
}

std::string named(const std::string& source, Oddity oddity) { return source + " " + std::to_string(static_cast<int>(oddity)); }

void expectQuantized(const Ran& ran, const std::vector<std::string>& edges) {
    const auto all = test::quantizedEdges(ran.outcome.quantized);
    for (const std::string& edge : edges) EXPECT_THAT(all, testing::Contains(edge));
    EXPECT_GT(ran.sqnr, 20);
}

/// The scores of a second product are masked by `mask` and added to the first.
const std::string kMasked =
    "second = MatMul(x, w2) {transpose_a: false; transpose_b: true} : f32 2x8\nmask = Const : f32 2x8\n"
    "masked = Minimum(second, mask) {auto_broadcast: numpy} : f32 2x8\nsum = Add(first, masked) {auto_broadcast: numpy} : f32 2x8\n"
    "t = SoftMax(sum) {axis: 1} : f32 2x8\n";

TEST(OddValues, AMaskOfInfinities) {
    const Job job = jobOf(kMasked, {{"mask", {9, 9, 9, 9, 9, -kInfinity, -kInfinity, 9, 9, 9, 9, 9, 9, 9, -kInfinity, 9}}});
    const Ran ran = run(job);
    EXPECT_THAT(left(ran.outcome), testing::Contains(named("masked", Oddity::NotFinite)));
    expectQuantized(ran, {"x -> first:0", "x -> second:0", "t -> last:0", "w1 -> first:1", "w2 -> last:1"});
}

TEST(OddValues, ALogarithmOfZeroOnTheWayToAFiniteResult) {
    const Job job = jobOf(
        "positive = ReLU(first) : f32 2x8\nlog = Log(positive) : f32 2x8\nshift = Const : f32 1x1\n"
        "shifted = Add(log, shift) {auto_broadcast: numpy} : f32 2x8\nt = Exp(shifted) : f32 2x8\n",
        {{"shift", {0.5F}}});
    const Ran ran = run(job);
    EXPECT_EQ(left(ran.outcome), (std::vector<std::string>{named("log", Oddity::NotFinite)}));
    expectQuantized(ran, {"x -> first:0", "t -> last:0"});
    const auto shifted =
        std::ranges::find(ran.outcome.placement.decisions, *ran.outcome.floatModel.find("shifted"), &quantization::Decision::node);
    ASSERT_NE(shifted, ran.outcome.placement.decisions.end());
    EXPECT_EQ(shifted->reason, quantization::Decision::Reason::OddValues);
    EXPECT_EQ(shifted->detail, "log");
    EXPECT_THAT(exporting::toJson(ran.outcome.report), testing::HasSubstr("\"not finite\""));
}

TEST(OddValues, AMaskOfTheLargestFloats) {
    const Job job = jobOf(kMasked, {{"mask", {9, 9, 9, 9, 9, -3.4e38F, -3.4e38F, 9, 9, 9, 9, 9, 9, 9, -3.4e38F, 9}}});
    const Ran ran = run(job);
    EXPECT_THAT(left(ran.outcome), testing::Contains(named("masked", Oddity::TooWide)));
    expectQuantized(ran, {"x -> first:0", "x -> second:0", "t -> last:0"});
}

TEST(OddValues, ATensorThatIsAlwaysTheSame) {
    const Job job = jobOf(
        "low = Const : f32 1x1\ndead = Minimum(first, low) {auto_broadcast: numpy} : f32 2x8\nflat = ReLU(dead) : f32 2x8\n"
        "t = Add(first, flat) {auto_broadcast: numpy} : f32 2x8\n",
        {{"low", {-1}}});
    const Ran ran = run(job);
    EXPECT_EQ(left(ran.outcome), (std::vector<std::string>{named("flat", Oddity::Constant)}));
    expectQuantized(ran, {"x -> first:0", "t -> last:0"});
}

TEST(OddValues, ATensorWithoutAxes) {
    const Job job = jobOf(
        "axes = Const : i64 2\nmean = ReduceMean(first, axes) {keep_dims: false} : f32\n"
        "t = Multiply(first, mean) {auto_broadcast: numpy} : f32 2x8\n",
        {{"axes", {0, 1}}});
    const Ran ran = run(job);
    EXPECT_EQ(left(ran.outcome), (std::vector<std::string>{named("mean", Oddity::Scalar)}));
    expectQuantized(ran, {"x -> first:0", "t -> last:0"});
}

TEST(OddValues, ATensorWithoutElements) {
    const Job job = jobOf(
        "axis = Const : i64\nlengths = Const : i64 2\nparts = VariadicSplit(first, axis, lengths) : f32 0x8 | f32 2x8\none = Const : f32 "
        "1x1\n"
        "nothing = Add(parts:0, one) {auto_broadcast: numpy} : f32 0x8\nt = Concat(nothing, parts:1) {axis: 0} : f32 2x8\n",
        {{"lengths", {0, 2}}, {"one", {1}}});
    const Ran ran = run(job);
    for (const quantization::LeftInFloat& one : ran.outcome.report.leftInFloat) EXPECT_EQ(one.odd.oddity, Oddity::Empty) << one.source;
    expectQuantized(ran, {"x -> first:0"});
}

TEST(OddValues, DimensionsOfOne) {
    const Job job = jobOf(
        "axes = Const : i64 2\nmean = ReduceMean(first, axes) {keep_dims: true} : f32 1x1\n"
        "t = Multiply(first, mean) {auto_broadcast: numpy} : f32 2x8\n",
        {{"axes", {0, 1}}});
    const Ran ran = run(job);
    EXPECT_TRUE(left(ran.outcome).empty());
    expectQuantized(ran, {"x -> first:0", "t -> last:0"});
}

TEST(OddValues, WeightsWithAnInfinityThatComesToNothing) {
    // One row of the weights is infinite; a bound makes its channel finite.
    std::vector<float> weights = noise(64, 3);
    for (std::size_t i = 0; i < 8; ++i) weights[i] = kInfinity;
    const Job job = jobOf(
        "w = Const : f32 8x8\nabs = Abs(first) : f32 2x8\nwide = MatMul(abs, w) {transpose_a: false; transpose_b: true} : f32 2x8\n"
        "t = Clamp(wide) {min: -20; max: 20} : f32 2x8\n",
        {{"w", weights}});
    const Ran ran = run(job);
    EXPECT_THAT(left(ran.outcome), testing::Contains(named("w", Oddity::NotFinite)));
    expectQuantized(ran, {"x -> first:0", "t -> last:0"});
}

TEST(OddValues, AnOutputThatIsNotFiniteIsAnError) {
    const Job job = jobOf("positive = ReLU(first) : f32 2x8\nt = Log(positive) : f32 2x8\n");
    Listener listener;
    const auto outcome = optimize(job, listener, Progress());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code(), ErrorCode::InvalidFile);
    EXPECT_THAT(outcome.error().message(), testing::HasSubstr("layer 'last': sample 0 gives a value that is not finite"));
}

TEST(OddValues, DataThatSaysNothingIsAWarning) {
    for (const char* data : {"const:0", "const:3"}) {
        const Job job = jobOf("t = ReLU(first) : f32 2x8\n", {}, data);
        Listener listener;
        const auto outcome = optimize(job, listener, Progress());
        ASSERT_TRUE(outcome) << outcome.error().message();
        EXPECT_TRUE(outcome->report.constantData) << data;
        EXPECT_TRUE(left(*outcome).empty()) << "the tensors are constant because the data is";
        EXPECT_THAT(test::quantizedEdges(outcome->quantized), testing::Contains("x -> first:0"));
    }
    EXPECT_FALSE(run(jobOf("t = ReLU(first) : f32 2x8\n")).outcome.report.constantData);
}

// A run that goes on in another session knows what stays in float.
TEST(OddValues, AreKnownToARunThatGoesOn) {
    const Job job = jobOf(
        "positive = ReLU(first) : f32 2x8\nlog = Log(positive) : f32 2x8\nshift = Const : f32 1x1\n"
        "shifted = Add(log, shift) {auto_broadcast: numpy} : f32 2x8\nt = Exp(shifted) : f32 2x8\n",
        {{"shift", {0.5F}}});
    const Resources resources = open(job, Progress()).value();
    const Plan planned = plan(job.model, job.project.quantization, Progress()).value();
    Listener nobody;
    RunState state = begin(planned);
    while (!isDone(planned, state)) {
        auto after = runStep(planned, std::move(state), resources, nobody, Progress());
        ASSERT_TRUE(after) << after.error().message();
        const std::string bytes = toBytes(*after, planned);
        const auto read = fromBytes(std::as_bytes(std::span(bytes)), planned);
        ASSERT_TRUE(read) << read.error().message();
        EXPECT_EQ(toBytes(*read, planned), bytes);
        EXPECT_EQ(read->network.placement.leftInFloat, after->network.placement.leftInFloat);
        EXPECT_EQ(read->network.placement.quantizers.size(), after->network.placement.quantizers.size());
        state = *read;
    }
    EXPECT_EQ(state.network.placement.leftInFloat.size(), 1u);
}

}  // namespace
}  // namespace rf::pipeline
