// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/evaluate.h"

#include <atomic>

#include "core/engine/registry/engine_registry.h"
#include "tests/support/graph_text.h"

namespace rf::pipeline {
namespace {

/// Samples whose label is the place of their one-hot 1, except those listed as mislabelled.
class OneHots : public data::PlainSource {
public:
    OneHots(std::int64_t size, bool labels, std::int64_t mislabelled) : m_size(size), m_labels(labels), m_mislabelled(mislabelled) {}
    std::int64_t size() const override { return m_size; }
    bool hasLabels() const override { return m_labels; }
    Result<data::Sample> sample(std::int64_t index) const override {
        ++loaded;
        std::vector<float> values(4);
        values[static_cast<std::size_t>(index % 4)] = 1.0f;
        const std::int64_t label = index < m_mislabelled ? (index + 1) % 4 : index % 4;
        return data::Sample{{Tensor::from<float>({1, 4}, values)}, m_labels ? data::Annotation(label) : data::Annotation()};
    }

    std::string name(std::int64_t index) const override { return fmt::format("picture \"{}\"", index); }

    mutable std::atomic<int> loaded = 0;

private:
    std::int64_t m_size;
    bool m_labels;
    std::int64_t m_mislabelled;
};

graph::Graph identity() {
    return test::graphFrom(R"(
        in = Parameter {shape: 1,4; element_type: f32} : f32 1x4
        act = ReLU(in) : f32 1x4
        out = Result(act))");
}

TEST(Evaluate, CountsHitsOverTheWholeData) {
    const auto engine = engine::get("reference").value();
    const auto result = evaluate(identity(), OneHots(20, true, 5), "accuracy@1", *engine, {2, engine::Arithmetic::Exact}, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->value, 0.75);
    EXPECT_EQ(result->samples, 20);
}

TEST(Evaluate, RefusesUnlabelledDataBeforeAnythingRuns) {
    const auto engine = engine::get("reference").value();
    const auto result = evaluate(identity(), OneHots(20, false, 0), "accuracy@1", *engine, {}, Progress());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
}

std::vector<metrics::MetricSpec> specs(const std::vector<std::string>& texts) {
    std::vector<metrics::MetricSpec> specs;
    for (const std::string& text : texts) specs.push_back(metrics::parseSpec(text).value());
    return specs;
}

TEST(Evaluate, MeasuresSeveralMetricsInOnePass) {
    const auto engine = engine::get("reference").value();
    const OneHots source(20, true, 5);
    const auto result = evaluate(identity(), source, specs({"accuracy@1", "accuracy@4", "accuracy_per_class"}), *engine, {2}, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(source.loaded, 20);  // a label doesn't cost a second loading
    ASSERT_EQ(result->scores.size(), 3u);
    EXPECT_EQ(result->scores[0].metric, "accuracy@1");
    EXPECT_EQ(result->scores[0].value, 0.75);
    EXPECT_EQ(result->scores[1].value, 1.0);
    // Samples 0 … 4 are called 1, 2, 3, 0, 1: of classes 0 … 3 there are 5, 6, 5, 4 labels and 4, 4, 4, 3 hits.
    EXPECT_DOUBLE_EQ(result->scores[2].value, (4.0 / 5 + 4.0 / 6 + 4.0 / 5 + 3.0 / 4) / 4);
}

TEST(Evaluate, CountsWhichClassIsTakenForWhich) {
    const auto engine = engine::get("reference").value();
    const auto result = evaluate(identity(), OneHots(20, true, 5), "accuracy@1", *engine, {2}, Progress());
    ASSERT_TRUE(result && result->confusion);
    EXPECT_EQ(result->confusion->classes(), 4);
    EXPECT_EQ(result->confusion->count(1, 0), 2);  // samples 0 and 4
    EXPECT_EQ(result->confusion->count(0, 3), 1);  // sample 3
    EXPECT_EQ(result->confusion->right(), 15);
    EXPECT_TRUE(result->rows.empty());
}

TEST(Evaluate, TellsWhatItSaidOfEachSample) {
    const auto engine = engine::get("reference").value();
    EvaluateOptions options;
    options.perSample = true;
    const auto result = evaluate(identity(), OneHots(2, true, 1), specs({"accuracy@1", "accuracy@4"}), *engine, options, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(samplesToCsv(*result),
              "sample,name,label,prediction,accuracy@1,accuracy@4\n"
              "0,\"picture \"\"0\"\"\",1,0,0,1\n"
              "1,\"picture \"\"1\"\"\",1,1,1,1\n");
}

graph::Graph doubling() {
    return test::graphFrom(R"(
        in = Parameter {shape: 1,4; element_type: f32} : f32 1x4
        two = Const : f32 1
        act = Multiply(in, two) : f32 1x4
        out = Result(act))",
                           {{"two", {2}}});
}

TEST(Evaluate, ComparesWithAReferenceWithoutLabels) {
    const auto engine = engine::get("reference").value();
    const OneHots source(150, false, 0);  // more than are run in turn at once
    const graph::Graph reference = identity();
    const auto result =
        evaluate(doubling(), source, specs({"nmse", "cosine"}), *engine, {2, engine::Arithmetic::Exact, &reference}, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_DOUBLE_EQ(result->scores[0].value, 1.0);  // (2x − x)² / x²
    EXPECT_DOUBLE_EQ(result->scores[1].value, 1.0);
    EXPECT_EQ(source.loaded, 150);  // both networks see what was loaded once
    EXPECT_FALSE(result->confusion);
}

/// The same one-hot samples, `batch` at a time.
class BatchedOneHots : public OneHots {
public:
    BatchedOneHots(std::int64_t size, std::int64_t batch, std::int64_t mislabelled) : OneHots(size, true, mislabelled), m_batch(batch) {}
    std::int64_t size() const override { return OneHots::size() / m_batch; }
    std::int64_t batch() const override { return m_batch; }
    std::int64_t records() const override { return OneHots::size(); }
    Result<data::Annotation> annotation(std::int64_t record) const override { return OneHots::sample(record).value().annotation; }
    Result<data::Sample> sample(std::int64_t index) const override {
        std::vector<float> values;
        for (std::int64_t i = 0; i < m_batch; ++i) {
            const Tensor one = OneHots::sample(index * m_batch + i).value().inputs.front();
            values.insert(values.end(), one.as<float>().begin(), one.as<float>().end());
        }
        return data::Sample{{Tensor::from<float>({m_batch, 4}, values)}, {}};
    }

private:
    std::int64_t m_batch;
};

TEST(Evaluate, ScoresEachRecordOfABatch) {
    const auto engine = engine::get("reference").value();
    const graph::Graph network = test::graphFrom(R"(
        in = Parameter {shape: 5,4; element_type: f32} : f32 5x4
        act = ReLU(in) : f32 5x4
        out = Result(act))");
    EvaluateOptions options;
    options.perSample = true;
    const auto result = evaluate(network, BatchedOneHots(22, 5, 6), "accuracy@1", *engine, options, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->value, 16.0 / 22);  // the last two, which fill no batch, included
    EXPECT_EQ(result->samples, 22);
    ASSERT_TRUE(result->confusion);
    EXPECT_EQ(result->confusion->right(), 16);
    ASSERT_EQ(result->rows.size(), 22u);
    EXPECT_EQ(result->rows[7].name, "picture \"7\"");
    EXPECT_EQ(result->rows[7].annotation, data::Annotation(std::int64_t{3}));
}

TEST(Evaluate, ScoresOnlyTheSamplesAskedFor) {
    const auto engine = engine::get("reference").value();
    const OneHots source(20, true, 5);
    EvaluateOptions options;
    options.perSample = true;
    options.samples = {0, 7, 19};
    const auto result = evaluate(identity(), source, "accuracy@1", *engine, options, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->value, 2.0 / 3);
    EXPECT_EQ(result->samples, 3);
    EXPECT_EQ(source.loaded, 3);
    ASSERT_EQ(result->rows.size(), 3u);
    EXPECT_EQ(result->rows[1].sample, 7);
    EXPECT_EQ(result->rows[1].name, "picture \"7\"");

    options.samples = {1, 4};  // of five each, the second one not full
    const graph::Graph network = test::graphFrom(R"(
        in = Parameter {shape: 5,4; element_type: f32} : f32 5x4
        act = ReLU(in) : f32 5x4
        out = Result(act))");
    const auto batched = evaluate(network, BatchedOneHots(22, 5, 6), "accuracy@1", *engine, options, Progress());
    ASSERT_TRUE(batched) << batched.error().message();
    EXPECT_EQ(batched->value, 6.0 / 7);  // record 5 is mislabelled
    ASSERT_EQ(batched->rows.size(), 7u);
    EXPECT_EQ(batched->rows[5].sample, 4);
}

TEST(Evaluate, GivesUpOnlyWhenTheValueIsOutOfReach) {
    // The first 5 of 20 are wrong: after 4 of them 16/20 are still possible, after 5 only 15/20.
    const auto engine = engine::get("reference").value();
    EvaluateOptions options;
    options.threads = 2;
    options.mustReach = {0.75};
    const auto reached = evaluate(identity(), OneHots(20, true, 5), "accuracy@1", *engine, options, Progress());
    ASSERT_TRUE(reached) << reached.error().message();
    EXPECT_FALSE(reached->gaveUp);
    EXPECT_EQ(reached->value, 0.75);
    options.mustReach = {0.8};
    const auto missed = evaluate(identity(), OneHots(20, true, 5), "accuracy@1", *engine, options, Progress());
    ASSERT_TRUE(missed) << missed.error().message();
    EXPECT_TRUE(missed->gaveUp);
    EXPECT_EQ(missed->samples, 5);
    EXPECT_EQ(missed->value, 0.0);
    options.mustReach = {std::nullopt};
    EXPECT_FALSE(evaluate(identity(), OneHots(20, true, 20), "accuracy@1", *engine, options, Progress())->gaveUp);
}

TEST(Evaluate, TakesKnownOutputsOfTheReference) {
    const auto engine = engine::get("reference").value();
    EvaluateOptions options{1, engine::Arithmetic::Exact};
    const graph::Graph reference = identity();
    options.reference = &reference;
    // The known outputs are half of what the network gives: noise (2x − x)², signal x².
    KnownOutputs known;
    for (std::int64_t i = 0; i < 3; ++i) known[i] = OneHots(3, false, 0).sample(i).value().inputs;
    options.referenceOutputs = &known;
    const auto result = evaluate(doubling(), OneHots(3, false, 0), "nmse", *engine, options, Progress());
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_DOUBLE_EQ(result->value, 1.0);
}

TEST(Evaluate, RefusesLabelsForOutputsThatHoldABatchAsAWhole) {
    const auto engine = engine::get("reference").value();
    const graph::Graph network = test::graphFrom(R"(
        in = Parameter {shape: 5,4; element_type: f32} : f32 5x4
        shape = Const : i64 2
        all = Reshape(in, shape) {special_zero: false} : f32 1x20
        out = Result(all))",
                                                 {{"shape", {1, 20}}});
    const auto result = evaluate(network, BatchedOneHots(20, 5, 6), "accuracy@1", *engine, {}, Progress());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message(),
              "an output of 1x20 can't be divided among the 5 samples of a batch; reshape the model to a batch of 1");
}

TEST(Evaluate, AsksForAReferenceBeforeAnythingRuns) {
    const auto engine = engine::get("reference").value();
    const OneHots source(2, true, 0);
    const auto result = evaluate(identity(), source, "sqnr", *engine, {}, Progress());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message(), "sqnr compares with the float model, and none is given; name it with --reference");
    EXPECT_EQ(source.loaded, 0);
}

TEST(Evaluate, EndsAProgramThatIsWaitedForWhenStopped) {
    const auto engine = engine::get("reference").value();
    std::stop_source stop;
    EvaluateOptions options;
    // The program greets and then never answers; asking for leave is the sign that it is about to start.
    options.permission = [&](const process::CommandLine&) { return stop.request_stop(); };
    const auto result = evaluate(identity(), OneHots(2, true, 0), R"(command:["/bin/sh","-c","read -r line; sleep 1000"])", *engine,
                                 options, Progress(stop.get_token(), [](const ProgressReport&) {}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace rf::pipeline
