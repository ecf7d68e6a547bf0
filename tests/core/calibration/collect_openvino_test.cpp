// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include "core/calibration/collect.h"
#include "core/engine/openvino/openvino_engine.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::calibration {
namespace {

using test::floats;
using test::SampleList;

float uniform(std::mt19937& random) { return std::uniform_real_distribution<float>(-1, 1)(random); }

graph::Graph network() {
    std::mt19937 random(7);
    std::vector<float> weights(16 * 3 * 9);
    for (float& weight : weights) weight = uniform(random);
    return test::graphFrom(
        "x = Parameter {shape: 1,3,24,24; element_type: f32} : f32 1x3x24x24\nw = Const : f32 16x3x3x3\n"
        "c = Convolution(x, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x16x22x22\n"
        "a = ReLU(c) : f32 1x16x22x22\nout = Result(a)",
        {{"w", weights}});
}

SampleList noise(int count) {
    std::mt19937 random(11);
    std::vector<std::vector<Tensor>> samples;
    for (int i = 0; i < count; ++i) {
        std::vector<float> values(3 * 24 * 24);
        for (float& value : values) value = uniform(random);
        samples.push_back({floats({1, 3, 24, 24}, values)});
    }
    return SampleList(std::move(samples));
}

TEST(CollectWithOpenVino, GivesTheSameBytesForAnyNumberOfThreads) {
    const graph::Graph graph = network();
    const SampleList samples = noise(20);
    std::vector<StatisticRequest> requests;
    for (const char* name : {"x", "c", "a"})
        for (const Reduction reduction : {Reduction::Min, Reduction::Max, Reduction::AbsMax, Reduction::Mean, Reduction::Quantile,
                                          Reduction::AbsQuantile, Reduction::MeanInSinglePrecision})
            for (const Granularity granularity : {Granularity::PerTensor, Granularity::PerChannel})
                requests.push_back({{name, 0}, reduction, granularity, 1, 0.01});

    std::vector<Statistics> runs;
    for (const int threads : {1, 2, 3}) {
        auto statistics = collect(graph, requests, samples, *engine::openvinoEngine(), {.threads = threads, .samples = samples.all()}, {});
        ASSERT_TRUE(statistics) << statistics.error().message();
        runs.push_back(*std::move(statistics));
    }
    for (const StatisticRequest& request : requests) {
        const PerSample* one = runs[0].find(request);
        ASSERT_NE(one, nullptr);
        EXPECT_EQ(one->values.size(), static_cast<std::size_t>(20 * one->channels));
        EXPECT_EQ(runs[1].find(request)->values, one->values);
        EXPECT_EQ(runs[2].find(request)->values, one->values);
    }
}

TEST(CollectWithOpenVino, SeesTheValuesOfTheNetwork) {
    const auto graph = test::graphFrom(
        "x = Parameter {shape: 1,2,2; element_type: f32} : f32 1x2x2\nk = Const : f32 1x1x1\n"
        "y = Multiply(x, k) {auto_broadcast: numpy} : f32 1x2x2\nout = Result(y)",
        {{"k", {-3}}});
    const SampleList samples({{floats({1, 2, 2}, {1, 2, 3, -4})}, {floats({1, 2, 2}, {0, 0.5f, 1, 1})}});
    const StatisticRequest low{{"y", 0}, Reduction::Min, Granularity::PerTensor, 1, 0};
    const StatisticRequest mean{{"y", 0}, Reduction::Mean, Granularity::PerChannel, 1, 0};
    const auto statistics =
        collect(graph, std::vector{low, mean}, samples, *engine::openvinoEngine(), {.threads = 2, .samples = {0, 1}}, {});
    ASSERT_TRUE(statistics) << statistics.error().message();
    EXPECT_EQ(statistics->find(low)->values, (std::vector<float>{-9, -3}));
    EXPECT_EQ(statistics->find(mean)->values, (std::vector<float>{-4.5f, 1.5f, -0.75f, -3}));
}

TEST(CollectWithOpenVino, ADivisionByZeroIsNoted) {
    const auto graph = test::graphFrom(
        "x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\none = Const : f32 1x1\n"
        "inverse = Divide(one, x) {auto_broadcast: numpy; m_pythondiv: true} : f32 1x2\nout = Result(inverse)",
        {{"one", {1}}});
    const SampleList samples({{floats({1, 2}, {1, 2})}, {floats({1, 2}, {1, 0})}});
    const StatisticRequest high{{"inverse", 0}, Reduction::Max, Granularity::PerTensor, 1, 0};
    const auto statistics = collect(graph, std::vector{high}, samples, *engine::openvinoEngine(), {.threads = 2, .samples = {0, 1}}, {});
    ASSERT_TRUE(statistics) << statistics.error().message();
    ASSERT_NE(statistics->odd({"inverse", 0}), nullptr);
    EXPECT_EQ(*statistics->odd({"inverse", 0}), (OddTensor{Oddity::NotFinite, 1}));
    EXPECT_EQ(statistics->find(high), nullptr);
    EXPECT_TRUE(statistics->answers(high));
}

}  // namespace
}  // namespace rf::calibration
