// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/registry/engine_registry.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::engine {
namespace {

using test::floats;

/// Samples 1, 2, 3 … and a state that begins with 100.
class Running : public test::SampleList {
public:
    explicit Running(std::vector<data::StateLink> links)
        : SampleList([] {
              std::vector<std::vector<Tensor>> samples;
              for (int i = 1; i <= 6; ++i) samples.push_back({floats({1}, {static_cast<float>(i)}), floats({1}, {100})});
              return samples;
          }()),
          m_links(std::move(links)) {}
    std::vector<data::StateLink> states() const override { return m_links; }

private:
    std::vector<data::StateLink> m_links;
};

/// The running sum of the samples, and twice of it.
graph::Graph runningSum() {
    return test::graphFrom(
        "x = Parameter {shape: 1; element_type: f32} : f32 1\nstate = Parameter {shape: 1; element_type: f32} : f32 1\n"
        "sum = Add(x, state) {auto_broadcast: numpy} : f32 1\ntwice = Add(sum, sum) {auto_broadcast: numpy} : f32 1\n"
        "r1 = Result(twice)\nr2 = Result(sum)");
}

Result<std::vector<float>> sums(const std::string& engine, const std::vector<data::StateLink>& links,
                                const std::vector<std::int64_t>& which) {
    RF_TRY(const auto chosen, get(engine));
    RF_TRY(const auto program, chosen->compile(runningSum(), {}, {}, {}));
    std::vector<float> seen;
    RF_TRY_VOID(program->run(Running(links), which,
                             [&](std::int64_t, std::span<const Tensor> outputs) -> Result<void> {
                                 seen.push_back(toFloats(outputs[1].view()).front());
                                 return {};
                             },
                             {}));
    return seen;
}

class Sequence : public testing::TestWithParam<std::string> {};

TEST_P(Sequence, FeedsWhatTheSampleBeforeGave) {
    const auto run = [](const data::StateLink& link, const std::vector<std::int64_t>& which) {
        return sums(GetParam(), {link}, which).value();
    };
    EXPECT_EQ(run({1, "sum", 0}, {0, 1, 2, 3}), (std::vector<float>{101, 103, 106, 110}));
    EXPECT_EQ(run({1, "r2", 3}, {0, 1, 2, 3, 4, 5}), (std::vector<float>{101, 103, 106, 104, 109, 115}));  // sequences of three
    EXPECT_EQ(run({1, "sum", 0}, {1, 2, 4, 5}), (std::vector<float>{102, 105, 105, 111}));                 // 4 does not follow 2
}

TEST_P(Sequence, GoesOnWhereTheCallBeforeEnded) {
    const auto program = get(GetParam()).value()->compile(runningSum(), {}, {}, {}).value();
    const Running source({{1, "sum", 0}});
    std::vector<float> seen;
    const auto keep = [&](std::int64_t, std::span<const Tensor> outputs) -> Result<void> {
        seen.push_back(toFloats(outputs[1].view()).front());
        return {};
    };
    for (const std::vector<std::int64_t>& part : {std::vector<std::int64_t>{0, 1}, {2, 3}, {0}})
        ASSERT_TRUE(program->run(source, part, keep, {}));
    EXPECT_EQ(seen, (std::vector<float>{101, 103, 106, 110, 101}));
}

TEST_P(Sequence, NamesTheOutputsWhereOneIsUnknown) {
    EXPECT_EQ(sums(GetParam(), {{1, "sun", 0}}, {0}).error().message(), "state: the model has no output 'sun'; did you mean 'sum'?");
    EXPECT_EQ(sums(GetParam(), {{1, "probability", 0}}, {0}).error().message(),
              "state: the model has no output 'probability'; its outputs are twice, sum");
}

INSTANTIATE_TEST_SUITE_P(Engines, Sequence, testing::ValuesIn(names()),
                         [](const auto& test) { return test.param.substr(0, test.param.find(':')); });

}  // namespace
}  // namespace rf::engine
