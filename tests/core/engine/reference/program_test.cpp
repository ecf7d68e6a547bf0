// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <mutex>
#include <set>
#include <stop_token>

#include "core/engine/reference/reference_engine.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"

namespace rf::engine {
namespace {

using test::graphFrom;

// Sample i is a row of three numbers i-4, i-3, i-2.
class Counting : public data::PlainSource {
public:
    explicit Counting(std::int64_t size) : m_size(size) {}
    std::int64_t size() const override { return m_size; }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override {
        const auto first = static_cast<float>(index - 4);
        const std::vector<float> row{first, first + 1, first + 2};
        return data::Sample{{Tensor::from<float>({1, 3}, row)}, {}};
    }

private:
    std::int64_t m_size;
};

class Recorder : public Observer {
public:
    void observe(std::int64_t sample, TensorView tensor) override {
        const std::lock_guard lock(m_mutex);
        EXPECT_TRUE(seen.emplace(sample, toFloats(tensor)).second) << "sample " << sample << " twice";
    }
    std::map<std::int64_t, std::vector<float>> seen;

private:
    std::mutex m_mutex;
};

graph::Graph small() {
    return graphFrom(R"(
        in = Parameter : f32 1x3
        two = Const : f32 1
        scaled = Multiply(in, two) : f32 1x3
        act = ReLU(scaled) : f32 1x3
        out = Result(act)
    )",
                     {{"two", {2}}});
}

std::unique_ptr<Program> compiled(const graph::Graph& graph, std::vector<Probe> probes = {}, int threads = 2) {
    auto program = referenceEngine()->compile(graph, probes, {threads, Arithmetic::Exact}, {});
    EXPECT_TRUE(program) << program.error().message();
    return std::move(program).value();
}

TEST(ReferenceProgram, RunsEverySampleOnceAndTellsProbesWhichItIs) {
    const graph::Graph graph = small();
    Recorder atInput, atConstant, atMiddle;
    const auto tensor = [&](const char* name) { return graph::Output{*graph.find(name), 0}; };
    const auto program = compiled(graph, {{tensor("in"), &atInput}, {tensor("two"), &atConstant}, {tensor("scaled"), &atMiddle}});
    const std::vector<std::int64_t> which{5, 2, 7};
    std::map<std::int64_t, std::vector<float>> results;
    const auto ran = program->run(
        Counting(8), which,
        [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
            results[sample] = toFloats(outputs[0].view());
            return {};
        },
        Progress());
    ASSERT_TRUE(ran) << ran.error().message();
    const std::map<std::int64_t, std::vector<float>> doubled{{2, {-4, -2, 0}}, {5, {2, 4, 6}}, {7, {6, 8, 10}}};
    EXPECT_EQ(atMiddle.seen, doubled);
    EXPECT_EQ(atInput.seen.at(5), (std::vector<float>{1, 2, 3}));
    EXPECT_EQ(atConstant.seen.at(7), (std::vector<float>{2}));
    EXPECT_EQ(results, (std::map<std::int64_t, std::vector<float>>{{2, {0, 0, 0}}, {5, {2, 4, 6}}, {7, {6, 8, 10}}}));
}

TEST(ReferenceProgram, StopsWithinASample) {
    std::stop_source stop;
    const auto program = compiled(small(), {}, 1);
    std::vector<std::int64_t> which(100);
    int seen = 0;
    const auto ran = program->run(
        Counting(1), which,
        [&](std::int64_t, std::span<const Tensor>) -> Result<void> {
            ++seen;
            stop.request_stop();
            return {};
        },
        Progress(stop.get_token(), {}));
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().code(), ErrorCode::Cancelled);
    EXPECT_EQ(seen, 1);
}

TEST(ReferenceProgram, PassesOnWhatTheSinkRefuses) {
    const std::vector<std::int64_t> which{3};
    const auto refuse = [](std::int64_t, std::span<const Tensor>) -> Result<void> { return fail(ErrorCode::Io, "disk full"); };
    const auto ran = compiled(small())->run(Counting(4), which, refuse, Progress());
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().message(), "disk full");
}

TEST(ReferenceProgram, NamesTheInputThatDoesNotFit) {
    const std::vector<float> four(4);
    const std::vector<Tensor> inputs{Tensor::from<float>({1, 4}, four)};
    const auto result = compiled(small())->infer(inputs);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(result.error().message(), testing::HasSubstr("'in'"));
}

TEST(ReferenceProgram, TakesAnySizeWhereTheGraphIsDynamic) {
    const graph::Graph graph = graphFrom("in = Parameter : f32 ?x2\nact = ReLU(in) : f32 ?x2\nout = Result(act)");
    const std::vector<float> values{-1, 1, -2, 2};
    const std::vector<Tensor> inputs{Tensor::from<float>({2, 2}, values)};
    const auto result = compiled(graph)->infer(inputs);
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(toFloats(result->at(0).view()), (std::vector<float>{0, 1, 0, 2}));
}

TEST(ReferenceProgram, ReadsHalfPrecisionWeights) {
    // 0.1 as binary16 is 0.0999755859375.
    const graph::Graph graph = graphFrom(R"(
        in = Parameter : f32 1x1
        w = Const : f16 1x1
        wide = Convert(w) {destination_type: f32} : f32 1x1
        fc = MatMul(in, wide) : f32 1x1
        out = Result(fc)
    )",
                                         {{"w", {0.1f}}});
    const std::vector<Tensor> inputs{Tensor::from<float>({1, 1}, std::vector<float>{1.0f})};
    EXPECT_EQ(toFloats(compiled(graph)->infer(inputs)->at(0).view()), std::vector<float>{0.0999755859375f});
}

TEST(ReferenceEngine, RefusesAnOperatorItDoesNotHave) {
    const graph::Graph graph = graphFrom("in = Parameter : f32 1x3\nodd = NonZero(in) : i64 2x?\nout = Result(odd)");
    const auto program = referenceEngine()->compile(graph, {}, {}, {});
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code(), ErrorCode::Unsupported);
    EXPECT_THAT(program.error().message(), testing::AllOf(testing::HasSubstr("'odd'"), testing::HasSubstr("NonZero")));
}

TEST(ReferenceEngine, DoesNotMindWhatNobodyNeeds) {
    const graph::Graph graph =
        graphFrom("in = Parameter : f32 1x3\nodd = NonZero(in) : i64 2x?\nact = ReLU(in) : f32 1x3\nout = Result(act)");
    EXPECT_TRUE(referenceEngine()->compile(graph, {}, {}, {}));
}

// A network with every kernel that adds many numbers.
graph::Graph summing() {
    return graphFrom(
        R"(
        in = Parameter : f32 1x3
        column = Const : i64 4
        image = Reshape(in, column) : f32 1x3x1x1
        repeats = Const : i64 4
        tiled = Tile(image, repeats) : f32 1x3x9x9
        weights = Const : f32 8x3x3x3
        conv = Convolution(tiled, weights) {strides: 1,1} : f32 1x8x7x7
        axes = Const : i64 2
        mean = ReduceMean(conv, axes) : f32 1x8
        soft = SoftMax(mean) {axis: 1} : f32 1x8
        out = Result(soft)
    )",
        {{"column", {1, 3, 1, 1}}, {"repeats", {1, 1, 9, 9}}, {"axes", {2, 3}}, {"weights", [] {
                                                                                     std::vector<float> values;
                                                                                     for (int i = 0; i < 8 * 27; ++i)
                                                                                         values.push_back(static_cast<float>(i * 37 % 101) /
                                                                                                          997.0f);
                                                                                     return values;
                                                                                 }()}});
}

TEST(ReferenceProgram, GivesTheSameBytesForAnyNumberOfThreads) {
    std::vector<std::int64_t> which;
    for (std::int64_t i = 0; i < 40; ++i) which.push_back(i);
    const auto resultsWith = [&](int threads) {
        std::map<std::int64_t, Tensor> results;
        const auto ran = compiled(summing(), {}, threads)
                             ->run(
                                 Counting(40), which,
                                 [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
                                     results[sample] = outputs[0];
                                     return {};
                                 },
                                 Progress());
        EXPECT_TRUE(ran) << ran.error().message();
        return results;
    };
    const auto single = resultsWith(1);
    EXPECT_EQ(single.size(), 40u);
    EXPECT_TRUE(single == resultsWith(4));
}

}  // namespace
}  // namespace rf::engine
