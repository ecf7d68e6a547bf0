// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/piecewise_program.h"

#include <map>
#include <mutex>

#include "core/engine/registry/engine_registry.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::engine {
namespace {

using test::floats;
using test::SampleList;

/// Two inputs, a skip over several layers, two results in another order than they are computed, a result that is an input.
graph::Graph network() {
    return test::graphFrom(
        "x = Parameter {shape: 1,4; element_type: f32} : f32 1x4\ny = Parameter {shape: 1,4; element_type: f32} : f32 1x4\n"
        "k = Const : f32 1x1\na = Multiply(x, k) {auto_broadcast: numpy} : f32 1x4\nb = Sigmoid(a) : f32 1x4\n"
        "c = Add(b, y) {auto_broadcast: numpy} : f32 1x4\nd = Tanh(c) : f32 1x4\ne = Add(d, a) {auto_broadcast: numpy} : f32 1x4\n"
        "f = Multiply(e, y) {auto_broadcast: numpy} : f32 1x4\nr1 = Result(f)\nr2 = Result(b)\nr3 = Result(y)",
        {{"k", {0.7f}}});
}

SampleList samples() {
    std::vector<std::vector<Tensor>> list;
    for (int i = 0; i < 9; ++i) {
        const auto value = static_cast<float>(i);
        list.push_back({floats({1, 4}, {value, 0.3f * value, -value, 1}), floats({1, 4}, {0.5f, value, 2, -0.1f * value})});
    }
    return SampleList(std::move(list));
}

class Recorder : public Observer {
public:
    void observe(std::int64_t sample, TensorView tensor) override {
        const std::lock_guard lock(m_mutex);
        EXPECT_TRUE(m_seen.emplace(sample, toFloats(tensor)).second);
    }
    const std::map<std::int64_t, std::vector<float>>& seen() const { return m_seen; }

private:
    std::mutex m_mutex;
    std::map<std::int64_t, std::vector<float>> m_seen;
};

struct Seen {
    std::map<std::int64_t, std::vector<std::vector<float>>> results;
    std::vector<std::map<std::int64_t, std::vector<float>>> probes;
    bool operator==(const Seen&) const = default;
};

std::vector<std::vector<float>> values(std::span<const Tensor> tensors) {
    std::vector<std::vector<float>> values;
    for (const Tensor& tensor : tensors) values.push_back(toFloats(tensor.view()));
    return values;
}

/// Everything that a run shows, with pieces of this size; 0: uncut.
Seen run(const Engine& engine, std::size_t pieceSize) {
    const graph::Graph graph = network();
    std::vector<Recorder> recorders(4);
    std::vector<Probe> probes;
    for (const char* name : {"d", "x", "a", "f"}) probes.push_back({{*graph.find(name), 0}, &recorders[probes.size()]});
    const auto program = pieceSize == 0 ? engine.compile(graph, probes, {.threads = 2}, {}).value()
                                        : compileInPieces(engine, graph, probes, {.threads = 2}, {}, pieceSize).value();
    Seen seen;
    const auto sink = [&](std::int64_t sample, std::span<const Tensor> outputs) -> Result<void> {
        EXPECT_TRUE(seen.results.emplace(sample, values(outputs)).second);
        return {};
    };
    const SampleList source = samples();
    EXPECT_TRUE(program->run(source, source.all(), sink, {}));
    for (const Recorder& recorder : recorders) seen.probes.push_back(recorder.seen());
    return seen;
}

class PiecewiseProgram : public testing::TestWithParam<std::string> {
protected:
    const std::shared_ptr<const Engine> m_engine = get(GetParam()).value();
};

TEST_P(PiecewiseProgram, ShowsWhatTheWholeNetworkShows) {
    const Seen whole = run(*m_engine, 0);
    ASSERT_EQ(whole.results.size(), 9u);
    for (const std::size_t size : {1u, 2u, 3u, 5u}) EXPECT_EQ(run(*m_engine, size), whole) << "pieces of " << size;
}

TEST_P(PiecewiseProgram, RunsOnceLikeTheWholeNetwork) {
    const std::vector<Tensor> inputs = samples().sample(3)->inputs;
    const auto whole = m_engine->compile(network(), {}, {}, {}).value()->infer(inputs);
    const auto pieces = compileInPieces(*m_engine, network(), {}, {}, {}, 2).value()->infer(inputs);
    ASSERT_TRUE(whole && pieces);
    EXPECT_EQ(values(*pieces), values(*whole));
}

TEST_P(PiecewiseProgram, NamesTheInputThatDoesNotFit) {
    const auto program = compileInPieces(*m_engine, network(), {}, {}, {}, 2).value();
    const std::vector<Tensor> inputs{floats({1, 4}, {1, 2, 3, 4}), floats({1, 3}, {1, 2, 3})};
    EXPECT_EQ(program->infer(inputs).error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(program->infer(inputs).error().message(), testing::HasSubstr("input 'y' takes the shape 1x4, but the data has 1x3"));
}

INSTANTIATE_TEST_SUITE_P(Engines, PiecewiseProgram, testing::ValuesIn(names()),
                         [](const auto& test) { return test.param.substr(0, test.param.find(':')); });

/// Asks to stop while it compiles.
class StoppingEngine : public Engine {
public:
    explicit StoppingEngine(std::stop_source& stop) : m_stop(stop) {}
    EngineInfo info() const override { return {}; }
    Result<std::unique_ptr<Program>> compile(const graph::Graph& graph, std::span<const Probe> probes, const CompileOptions& options,
                                             const Progress& progress) const override {
        ++compiled;
        auto program = get("reference").value()->compile(graph, probes, options, progress);
        m_stop.request_stop();
        return program;
    }
    mutable int compiled = 0;

private:
    std::stop_source& m_stop;
};

TEST(CompileInPieces, StopsBetweenPieces) {
    std::stop_source stop;
    const StoppingEngine engine(stop);
    const auto program = compileInPieces(engine, network(), {}, {}, Progress(stop.get_token(), {}), 1);
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code(), ErrorCode::Cancelled);
    EXPECT_EQ(engine.compiled, 1);
}

}  // namespace
}  // namespace rf::engine
