// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/evaluate.h"

#include "core/engine/registry/engine_registry.h"
#include "tests/support/graph_text.h"

namespace rf::pipeline {
namespace {

/// Samples whose label is the place of their one-hot 1, except those listed as mislabelled.
class OneHots : public data::SampleSource {
public:
    OneHots(std::int64_t size, bool labels, std::int64_t mislabelled) : m_size(size), m_labels(labels), m_mislabelled(mislabelled) {}
    std::int64_t size() const override { return m_size; }
    bool hasLabels() const override { return m_labels; }
    Result<data::Sample> sample(std::int64_t index) const override {
        std::vector<float> values(4);
        values[static_cast<std::size_t>(index % 4)] = 1.0f;
        const std::int64_t label = index < m_mislabelled ? (index + 1) % 4 : index % 4;
        return data::Sample{{Tensor::from<float>({1, 4}, values)}, m_labels ? data::Annotation(label) : data::Annotation()};
    }

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

}  // namespace
}  // namespace rf::pipeline
