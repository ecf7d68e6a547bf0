// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/collect.h"

#include <atomic>
#include <limits>
#include <mutex>

#include "core/base/parallel_for.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::calibration {
namespace {

using test::floats;
using test::SampleList;

/// Runs nothing: node i of the graph "computes" tensor i of the sample. Counts how often it was asked to.
class FakeEngine : public engine::Engine {
public:
    engine::EngineInfo info() const override { return {}; }
    Result<std::unique_ptr<engine::Program>> compile(const graph::Graph&, std::span<const engine::Probe> probes,
                                                     const engine::CompileOptions& options, const Progress&) const override {
        ++compiled;
        EXPECT_EQ(options.arithmetic, engine::Arithmetic::Exact);
        probeCount = probes.size();
        return std::unique_ptr<engine::Program>(new FakeProgram(std::vector(probes.begin(), probes.end()), options.threads, ran));
    }
    mutable std::atomic<int> compiled = 0, ran = 0;
    mutable std::size_t probeCount = 0;

private:
    class FakeProgram : public engine::Program {
    public:
        FakeProgram(std::vector<engine::Probe> probes, int threads, std::atomic<int>& ran)
            : m_probes(std::move(probes)), m_threads(threads), m_ran(ran) {}
        Result<std::vector<Tensor>> infer(std::span<const Tensor>) override { return std::vector<Tensor>{}; }
        Result<void> run(const data::SampleSource& source, std::span<const std::int64_t> which, const engine::OutputSink&,
                         const Progress& progress) override {
            return parallelFor(static_cast<std::int64_t>(which.size()), m_threads, [&](std::int64_t i) -> Result<void> {
                const std::int64_t index = which[static_cast<std::size_t>(i)];
                RF_TRY(const auto sample, source.sample(index));
                ++m_ran;
                for (const engine::Probe& probe : m_probes)
                    probe.observer->observe(index, sample.inputs.at(static_cast<std::size_t>(probe.tensor.node.value())).view());
                return progress.advance(i, static_cast<std::int64_t>(which.size()));
            });
        }

    private:
        std::vector<engine::Probe> m_probes;
        int m_threads;
        std::atomic<int>& m_ran;
    };
};

const graph::Graph kGraph = test::graphFrom("first = Parameter : f32 1x2\nsecond = ReLU(first) : f32 1x2\nout = Result(second)");
const graph::Output kFirst{graph::NodeId(0), 0}, kSecond{graph::NodeId(1), 0};

StatisticRequest request(graph::Output tensor, Reduction reduction, double quantile = 0) {
    return {nameOf(kGraph, tensor), reduction, Granularity::PerTensor, 1, quantile};
}

SampleList ramp(int count) {
    std::vector<std::vector<Tensor>> samples;
    for (int i = 0; i < count; ++i) {
        const auto value = static_cast<float>(i);
        samples.push_back({floats({1, 2}, {value, -2 * value}), floats({1, 2}, {value, 0})});
    }
    return SampleList(std::move(samples));
}

Result<Statistics> collected(const std::vector<StatisticRequest>& requests, const data::SampleSource& source, const CollectOptions& options,
                             const FakeEngine& engine = {}, const Progress& progress = {}) {
    return collect(kGraph, requests, source, engine, options, progress);
}

TEST(Collect, AnswersEveryRequestInTheOrderOfTheSamples) {
    const auto statistics =
        collected({request(kFirst, Reduction::Min), request(kSecond, Reduction::Max)}, ramp(5), {.threads = 2, .samples = {4, 0, 2}});
    ASSERT_TRUE(statistics) << statistics.error().message();
    EXPECT_THAT(statistics->samples(), testing::ElementsAre(4, 0, 2));
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Min))->values, (std::vector<float>{-8, 0, -4}));
    EXPECT_EQ(statistics->find(request(kSecond, Reduction::Max))->values, (std::vector<float>{4, 0, 2}));
    EXPECT_EQ(statistics->find(request(kSecond, Reduction::Min)), nullptr);
    ASSERT_EQ(statistics->shapes(nameOf(kGraph, kFirst)).size(), 3u);
    EXPECT_EQ(statistics->shapes(nameOf(kGraph, kFirst))[0], (Shape{1, 2}));
}

TEST(Collect, WatchesATensorOnceForAllItsRequests) {
    const FakeEngine engine;
    const auto statistics = collected({request(kFirst, Reduction::Min), request(kFirst, Reduction::Max), request(kFirst, Reduction::Min),
                                       request(kFirst, Reduction::Quantile, 0.5)},
                                      ramp(4), {.threads = 1, .samples = {0, 1, 2, 3}}, engine);
    ASSERT_TRUE(statistics);
    EXPECT_EQ(engine.compiled, 1);
    EXPECT_EQ(engine.probeCount, 1u);
    EXPECT_EQ(engine.ran, 4);
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Quantile, 0.5))->values, (std::vector<float>{0, -0.5f, -1, -1.5f}));
}

TEST(Collect, ASampleListedTwiceRunsOnceAndCountsTwice) {
    const FakeEngine engine;
    const auto statistics = collected({request(kFirst, Reduction::Max)}, ramp(3), {.threads = 1, .samples = {2, 1, 2}}, engine);
    ASSERT_TRUE(statistics);
    EXPECT_EQ(engine.ran, 2);
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Max))->values, (std::vector<float>{2, 1, 2}));
}

TEST(Collect, ConvertsOtherElementTypes) {
    const SampleList samples({{fromFloats(ElementType::F16, {1, 2}, std::vector{0.5f, -0.25f}),
                               fromFloats(ElementType::I32, {1, 2}, std::vector{3.0f, -7.0f})}});
    const auto statistics =
        collected({request(kFirst, Reduction::Min), request(kSecond, Reduction::AbsMax)}, samples, {.threads = 1, .samples = {0}});
    ASSERT_TRUE(statistics);
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Min))->values, (std::vector<float>{-0.25f}));
    EXPECT_EQ(statistics->find(request(kSecond, Reduction::AbsMax))->values, (std::vector<float>{7}));
}

TEST(Collect, NamesTheFirstSampleOfAnInputThatIsNotFiniteForAnyNumberOfThreads) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::vector<std::vector<Tensor>> data;
    for (int i = 0; i < 20; ++i) data.push_back({floats({1, 2}, {1, i >= 5 ? nan : 0}), floats({1, 2}, {1, 2})});
    const SampleList samples(std::move(data));
    for (const int threads : {1, 2, 4}) {
        const auto statistics = collected({request(kSecond, Reduction::Max), request(kFirst, Reduction::Max)}, samples,
                                          {.threads = threads, .samples = samples.all()});
        ASSERT_FALSE(statistics);
        EXPECT_EQ(statistics.error().code(), ErrorCode::InvalidFile);
        EXPECT_EQ(statistics.error().message(),
                  "layer 'first': sample 5 gives a value that is not finite (infinity or NaN); check the model and the preprocessing");
    }
}

TEST(Collect, NotesWhatIsOddAboutATensor) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const auto ofSecond = [](std::vector<Tensor> values) {
        std::vector<std::vector<Tensor>> data;
        for (Tensor& value : values) data.push_back({floats({1, 2}, {1, 2}), std::move(value)});
        const SampleList samples(std::move(data));
        const auto statistics = collected({request(kFirst, Reduction::Max), request(kSecond, Reduction::Max)}, samples,
                                          {.threads = 1, .samples = samples.all()});
        EXPECT_TRUE(statistics) << statistics.error().message();
        const StatisticRequest wanted = request(kSecond, Reduction::Max);
        EXPECT_TRUE(statistics->answers(wanted));
        const OddTensor* odd = statistics->odd(wanted.tensor);
        EXPECT_EQ(statistics->find(wanted) == nullptr, odd && hasNoStatistics(odd->oddity));
        return odd ? std::optional(*odd) : std::nullopt;
    };
    EXPECT_EQ(ofSecond({floats({1, 2}, {1, 2}), floats({1, 2}, {2, 3})}), std::nullopt);
    EXPECT_EQ(ofSecond({floats({1, 2}, {1, 2}), floats({1, 2}, {2, -kInfinity})}), (OddTensor{Oddity::NotFinite, 1}));
    EXPECT_EQ(ofSecond({floats({1, 2}, {1, 2}), floats({1, 2}, {2, -3e38F})}), (OddTensor{Oddity::TooWide, 1}));
    EXPECT_EQ(ofSecond({floats({1, 0}, {}), floats({1, 2}, {2, 3})}), (OddTensor{Oddity::Empty, 0}));
    EXPECT_EQ(ofSecond({floats({}, {1}), floats({}, {2})}), (OddTensor{Oddity::Scalar, 0}));
    EXPECT_EQ(ofSecond({floats({1, 2}, {7, 7}), floats({1, 2}, {7, 7})}), (OddTensor{Oddity::Constant, 0, 7}));
    EXPECT_EQ(ofSecond({floats({1, 2}, {7, 7}), floats({1, 2}, {8, 8})}), std::nullopt);
}

TEST(Collect, DoesNotGoOnAfterAFailure) {
    std::vector<std::vector<Tensor>> data(100, {floats({1, 2}, {std::numeric_limits<float>::infinity(), 0}), floats({1, 2}, {0, 0})});
    const SampleList samples(std::move(data));
    const FakeEngine engine;
    EXPECT_FALSE(collected({request(kFirst, Reduction::Max)}, samples, {.threads = 1, .samples = samples.all()}, engine));
    EXPECT_EQ(engine.ran, 1);
}

TEST(Collect, PassesOnWhatTheDataSaysIsWrong) {
    class Broken : public data::PlainSource {
        std::int64_t size() const override { return 1; }
        bool hasLabels() const override { return false; }
        Result<data::Sample> sample(std::int64_t) const override { return fail(ErrorCode::Io, "the disk is gone"); }
    };
    const auto statistics = collected({request(kFirst, Reduction::Max)}, Broken(), {.threads = 1, .samples = {0}});
    ASSERT_FALSE(statistics);
    EXPECT_EQ(statistics.error().message(), "the disk is gone");
}

TEST(Collect, NeedsSamples) {
    const auto statistics = collected({request(kFirst, Reduction::Max)}, ramp(1), {});
    ASSERT_FALSE(statistics);
    EXPECT_EQ(statistics.error().code(), ErrorCode::InvalidArgument);
}

TEST(Collect, SamplesWithOtherNumbersOfRowsCountAsOneRowEach) {
    // Sample 0 has the rows (1, 2) and (-3, 4), sample 1 the row (5, 6).
    const SampleList samples({{floats({2, 2}, {1, 2, -3, 4})}, {floats({1, 2}, {5, 6})}});
    const auto statistics = collected({request(kFirst, Reduction::Min), request(kFirst, Reduction::Max), request(kFirst, Reduction::AbsMax),
                                       request(kFirst, Reduction::Mean)},
                                      samples, {.threads = 1, .samples = {0, 1}});
    ASSERT_TRUE(statistics) << statistics.error().message();
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Min))->values, (std::vector<float>{-3, 5}));
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Max))->values, (std::vector<float>{4, 6}));
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::AbsMax))->values, (std::vector<float>{4, 6}));
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Mean))->values, (std::vector<float>{1, 5.5F}));  // (1.5 + 0.5) / 2
    EXPECT_EQ(statistics->find(request(kFirst, Reduction::Min))->rows, 1);
}

TEST(Collect, SamplesWithOtherChannelsHaveNoStatisticsInCommon) {
    const SampleList samples({{floats({1, 2, 1}, {1, 2})}, {floats({1, 3, 1}, {1, 2, 3})}});
    const StatisticRequest perChannel{nameOf(kGraph, kFirst), Reduction::Max, Granularity::PerChannel, 1, 0};
    const auto statistics = collected({perChannel}, samples, {.threads = 1, .samples = {0, 1}});
    ASSERT_TRUE(statistics) << statistics.error().message();
    EXPECT_EQ(*statistics->odd(perChannel.tensor), (OddTensor{Oddity::Uneven, 0}));
}

TEST(Collect, AStoppedRunIsCancelled) {
    std::stop_source stop;
    stop.request_stop();
    const auto statistics =
        collected({request(kFirst, Reduction::Max)}, ramp(3), {.threads = 1, .samples = {0, 1, 2}}, {}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(statistics);
    EXPECT_EQ(statistics.error().code(), ErrorCode::Cancelled);
}

TEST(Collect, ShowsTheGrowingAndTheFinalDistributionOfEachTensor) {
    std::map<graph::Output, std::vector<std::shared_ptr<const Histogram>>> seen;
    std::atomic<int> inside = 0;
    CollectOptions options{.threads = 2, .samples = ramp(30).all()};
    options.histogramGrew = [&](graph::Output tensor, std::shared_ptr<const Histogram> histogram) {
        EXPECT_EQ(++inside, 1) << "called from two threads at once";
        seen[tensor].push_back(std::move(histogram));
        --inside;
    };
    ASSERT_TRUE(collected({request(kFirst, Reduction::Max), request(kSecond, Reduction::Max)}, ramp(30), options));
    for (const graph::Output tensor : {kFirst, kSecond}) {
        ASSERT_GE(seen[tensor].size(), 2u) << "one as it begins, one at the end";
        EXPECT_LT(seen[tensor].front()->total(), 60) << "a snapshot does not change afterwards";
        EXPECT_EQ(seen[tensor].back()->total(), 60);
    }
    EXPECT_EQ(seen[kFirst].back()->min(), -58);
    EXPECT_EQ(seen[kFirst].back()->max(), 29);
}

}  // namespace
}  // namespace rf::calibration
