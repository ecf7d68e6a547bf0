// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/timing.h"

#include "core/engine/instruction_set.h"
#include "core/engine/registry/engine_registry.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::engine {
namespace {

using test::floats;

graph::Graph timedNetwork() {
    return test::graphFrom(
        "x = Parameter {shape: 1,3,8,8; element_type: f32} : f32 1x3x8x8\nw = Const : f32 4x3x1x1\n"
        "conv = Convolution(x, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x4x8x8\n"
        "relu = ReLU(conv) : f32 1x4x8x8\nout = Result(relu)",
        {{"w", std::vector<float>(12, 0.5f)}});
}

std::vector<Tensor> timedInputs() { return {floats({1, 3, 8, 8}, std::vector<float>(192, 1.0f))}; }

TEST(TimeRuns, OneTimeForEveryRun) {
    int runs = 0;
    const auto times = timeRuns(5, [&]() -> Result<void> { return ++runs, Result<void>(); }, {});
    ASSERT_TRUE(times);
    EXPECT_EQ(times->size(), 5u);
    EXPECT_EQ(runs, 5);
    for (const RunTime& run : *times) EXPECT_GE(run.milliseconds, 0);
}

TEST(TimeRuns, EndsWithTheFirstFailure) {
    int runs = 0;
    const auto times =
        timeRuns(5, [&]() -> Result<void> { return ++runs == 2 ? Result<void>(fail(ErrorCode::Engine, "broken")) : Result<void>(); }, {});
    ASSERT_FALSE(times);
    EXPECT_EQ(times.error().message(), "broken");
    EXPECT_EQ(runs, 2);
}

TEST(TimeRuns, EndsOnRequest) {
    std::stop_source stop;
    const auto times = timeRuns(
        5, [&]() -> Result<void> { return stop.request_stop(), Result<void>(); }, stop.get_token());
    ASSERT_FALSE(times);
    EXPECT_EQ(times.error().code(), ErrorCode::Cancelled);
}

TEST(MedianOverMean, OneRunThatWasHeldUpDoesNotCount) {
    // Median 2; mean (2 + 1 + 2 + 3 + 12) / 5 = 4.
    EXPECT_DOUBLE_EQ(medianOverMean(std::vector<double>{2, 1, 2, 3, 12}), 0.5);
    // Median (1 + 3) / 2 = 2; mean (1 + 3 + 0.5 + 11.5) / 4 = 4.
    EXPECT_DOUBLE_EQ(medianOverMean(std::vector<double>{11.5, 1, 3, 0.5}), 0.5);
    EXPECT_EQ(medianOverMean(std::vector<double>{7}), 1);
    EXPECT_EQ(medianOverMean({}), 1);
}

TEST(ProgramTime, EveryEngineTimesARun) {
    for (const std::string& name : names())
        for (const Purpose purpose : {Purpose::Latency, Purpose::Throughput}) {
            const auto program = get(name).value()->compile(timedNetwork(), {}, {1, Arithmetic::Deployed, purpose}, {});
            ASSERT_TRUE(program) << program.error().message();
            const auto times = (*program)->time(timedInputs(), 4, {});
            ASSERT_TRUE(times) << times.error().message();
            ASSERT_FALSE(times->empty());
            EXPECT_GT(times->front().milliseconds, 0);
        }
}

TEST(ProgramTime, NamesTheInputThatDoesNotFit) {
    for (const std::string& name : names()) {
        const auto program = get(name).value()->compile(timedNetwork(), {}, {1, Arithmetic::Deployed, Purpose::Latency}, {});
        const auto times = (*program)->time(std::vector<Tensor>{floats({1, 1}, {1})}, 1, {});
        ASSERT_FALSE(times);
        EXPECT_THAT(times.error().message(), testing::HasSubstr("'x'"));
    }
}

TEST(ProgramProfile, TellsWhatBecameOfLayersOrThatItCannot) {
    for (const std::string& name : names()) {
        const auto program = get(name).value()->compile(timedNetwork(), {}, {1, Arithmetic::Deployed, Purpose::Latency, true}, {});
        ASSERT_TRUE(program);
        const auto profile = (*program)->profile(timedInputs(), 20, {});
        if (name == "reference") {
            ASSERT_FALSE(profile);
            EXPECT_EQ(profile.error().code(), ErrorCode::Unsupported);
            continue;
        }
        ASSERT_TRUE(profile) << profile.error().message();
        const auto convolution = std::find_if(profile->kernels.begin(), profile->kernels.end(),
                                              [](const Kernel& kernel) { return kernel.type == "Convolution"; });
        ASSERT_NE(convolution, profile->kernels.end());
        EXPECT_THAT(convolution->layers, testing::UnorderedElementsAre("conv", "relu"));
        EXPECT_FALSE(convolution->kernel.empty());
        EXPECT_FALSE(convolution->precision.empty());
        EXPECT_FALSE(convolution->inputs.empty());
    }
}

TEST(InstructionSet, SaysWhereSumsAreCutOff) {
    EXPECT_EQ(int8On("AVX2", ""), Int8::Saturating);
    EXPECT_EQ(int8On("AVX-512", ""), Int8::Saturating);
    EXPECT_EQ(int8On("AVX2 VNNI", ""), Int8::Exact);
    EXPECT_EQ(int8On("AVX-512 VNNI, AMX-INT8", ""), Int8::Exact);
    EXPECT_EQ(int8On("NEON", ""), Int8::Unknown);
    // oneDNN's own words for what it may use.
    EXPECT_EQ(int8On("AVX-512 VNNI", "AVX2"), Int8::Saturating);
    EXPECT_EQ(int8On("AVX-512 VNNI", "AVX512_CORE_VNNI"), Int8::Exact);
    EXPECT_EQ(int8On("AVX-512 VNNI", "DEFAULT"), Int8::Exact);
    EXPECT_EQ(int8On("AVX2", "AVX512_CORE_VNNI"), Int8::Saturating);
}

}  // namespace
}  // namespace rf::engine
