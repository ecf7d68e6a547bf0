// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/tensor_request.h"

#include "core/engine/reference/reference_engine.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::calibration {
namespace {

using test::floats;
using test::SampleList;

const graph::Graph kSmallNetwork = test::graphFrom(R"(
    a = Parameter : f32 1x2
    b = Parameter : f32 1x2
    sum = Add(a, b) : f32 1x2
    positive = ReLU(sum) : f32 1x2
    out = Result(positive))");

graph::Output tensor(const char* name) { return {*kSmallNetwork.find(name), 0}; }

/// Counts how often a sample is read.
class Counting : public data::PlainSource {
public:
    std::int64_t size() const override { return m_samples.size(); }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override {
        ++reads;
        return m_samples.sample(index);
    }
    mutable int reads = 0;

private:
    SampleList m_samples{{{floats({1, 2}, {1, 2}), floats({1, 2}, {10, -20})},
                          {floats({1, 2}, {3, 4}), floats({1, 2}, {-30, 40})},
                          {floats({1, 2}, {5, 6}), floats({1, 2}, {50, 60})}}};
};

std::vector<std::vector<float>> valuesOf(const std::vector<Tensor>& tensors) {
    std::vector<std::vector<float>> values;
    for (const Tensor& one : tensors) values.push_back(toFloats(one.view()));
    return values;
}

using Values = std::vector<std::vector<float>>;

std::vector<std::vector<Tensor>> collected(const TensorRequest& request, const data::SampleSource& source) {
    return collectTensors(request, source, *engine::referenceEngine(), 1, Progress()).value();
}

TEST(CollectTensors, RunsTheNetworkOnTheSamplesAskedFor) {
    const Counting source;
    const auto answers = collected({kSmallNetwork, {tensor("positive"), tensor("b"), tensor("sum")}, {2, 1}}, source);
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(valuesOf(answers[0]), (Values{{55, 66}, {0, 44}}));
    EXPECT_EQ(valuesOf(answers[1]), (Values{{50, 60}, {-30, 40}})) << "an input is its own answer";
    EXPECT_EQ(valuesOf(answers[2]), (Values{{55, 66}, {-27, 44}}));
    EXPECT_EQ(source.reads, 2) << "every sample once";
}

TEST(CollectTensors, StartsFromWhatIsKnown) {
    const Counting source;
    const auto answers = collected({kSmallNetwork, {tensor("positive")}, {0}, {{tensor("sum"), {floats({1, 2}, {-7, 8})}}}}, source);
    EXPECT_EQ(valuesOf(answers.at(0)), (Values{{0, 8}}));
    EXPECT_EQ(source.reads, 0) << "no data is needed for that";
}

TEST(CollectTensors, KnownInputsTakeThePlaceOfTheData) {
    const Counting source;
    const auto answers = collected({kSmallNetwork, {tensor("sum")}, {1}, {{tensor("a"), {floats({1, 2}, {100, 200})}}}}, source);
    EXPECT_EQ(valuesOf(answers.at(0)), (Values{{70, 240}})) << "b comes from sample 1";
    EXPECT_EQ(source.reads, 1);
}

TEST(CollectTensors, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto answers =
        collectTensors({kSmallNetwork, {tensor("sum")}, {0, 1}}, Counting(), *engine::referenceEngine(), 1, Progress(stop.get_token(), {}));
    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().code(), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace rf::calibration
