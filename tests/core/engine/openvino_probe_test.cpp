// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <mutex>

#include "core/engine/openvino/openvino_engine.h"
#include "core/engine/reference/reference_engine.h"
#include "core/tensor/convert.h"
#include "tests/support/graph_text.h"
#include "tests/support/sample_list.h"

namespace rf::engine {
namespace {

using test::floats;
using test::graphFrom;
using test::SampleList;

/// Keeps a copy of everything it sees, by sample.
class Recorder : public Observer {
public:
    void observe(std::int64_t sample, TensorView tensor) override {
        const std::lock_guard lock(m_mutex);
        EXPECT_TRUE(m_seen.emplace(sample, Tensor::copyOf(tensor)).second) << "sample " << sample << " seen twice";
    }
    const std::map<std::int64_t, Tensor>& seen() const { return m_seen; }
    std::vector<float> only() const { return m_seen.size() == 1 ? toFloats(m_seen.begin()->second.view()) : std::vector<float>{}; }

private:
    std::mutex m_mutex;
    std::map<std::int64_t, Tensor> m_seen;
};

Result<void> run(const graph::Graph& graph, const std::map<std::string, Recorder*>& probes, const SampleList& samples,
                 const std::vector<std::int64_t>& which, int threads = 1, const Progress& progress = {},
                 const std::shared_ptr<const Engine>& engine = openvinoEngine()) {
    std::vector<Probe> list;
    for (const auto& [name, recorder] : probes) {
        const auto colon = name.find(':');
        const int port = colon == std::string::npos ? 0 : std::stoi(name.substr(colon + 1));
        list.push_back({{*graph.find(name.substr(0, colon)), port}, recorder});
    }
    RF_TRY(const auto program, engine->compile(graph, list, {.threads = threads}, {}));
    return program->run(samples, which, {}, progress);
}

/// What stands behind a convolution "c" and its activation "a", both 1x4x6x6.
class ProbesBeside : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(
    Readers, ProbesBeside,
    testing::Values(
        "r = Transpose(a, order) : f32 1x6x6x4",
        "t = Transpose(c, order) : f32 1x6x6x4\nu = ReLU(t) : f32 1x6x6x4\nv = Transpose(a, order) : f32 1x6x6x4\nr = Concat(u, v) {axis: "
        "3} : f32 1x6x6x8",
        "t = Transpose(c, order) : f32 1x6x6x4\nu = Transpose(a, order) : f32 1x6x6x4\nr = Add(t, u) {auto_broadcast: numpy} : f32 1x6x6x4",
        "m = MaxPool(a) {kernel: 2,2; strides: 2,2; pads_begin: 0,0; pads_end: 0,0; rounding_type: floor} : f32 1x4x3x3\nr = Transpose(m, "
        "order) : f32 1x3x3x4",
        "r = Reshape(a, flat) {special_zero: false} : f32 1x144",
        "t = Transpose(a, order) : f32 1x6x6x4\nr = Reshape(t, flat) {special_zero: false} : f32 1x144",
        "r = Concat(a, c) {axis: 1} : f32 1x8x6x6"));

TEST_P(ProbesBeside, SeeWhatTheReferenceEngineComputes) {
    std::vector<float> weights(4 * 3 * 3 * 3), picture(3 * 6 * 6);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = 0.1f * static_cast<float>(i % 7) - 0.3f;
    for (std::size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<float>(i % 11) - 5.0f;
    const auto graph = graphFrom(
        std::string(
            "x = Parameter {shape: 1,3,6,6; element_type: f32} : f32 1x3x6x6\nw = Const : f32 4x3x3x3\norder = Const : i64 4\nflat = Const "
            ": i64 2\n"
            "c = Convolution(x, w) {strides: 1,1; pads_begin: 1,1; pads_end: 1,1; dilations: 1,1; auto_pad: explicit} : f32 1x4x6x6\n"
            "a = ReLU(c) : f32 1x4x6x6\n") +
            GetParam() + "\nout = Result(r)",
        {{"w", weights}, {"order", {0, 2, 3, 1}}, {"flat", {1, 144}}});
    const SampleList samples({{floats({1, 3, 6, 6}, picture)}});

    Recorder c, a, expectedC, expectedA;
    const auto ran = run(graph, {{"c", &c}, {"a", &a}}, samples, {0});
    ASSERT_TRUE(ran) << ran.error().message();
    const auto reference = run(graph, {{"c", &expectedC}, {"a", &expectedA}}, samples, {0}, 1, {}, referenceEngine());
    ASSERT_TRUE(reference) << reference.error().message();
    EXPECT_THAT(c.only(), testing::Pointwise(testing::FloatNear(1e-4f), expectedC.only()));
    EXPECT_THAT(a.only(), testing::Pointwise(testing::FloatNear(1e-4f), expectedA.only()));
    EXPECT_EQ(c.only().size(), 144u);
}

class ProbeThreads : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Threads, ProbeThreads, testing::Values(1, 2, 3));

TEST_P(ProbeThreads, SeeTheRightSampleOnAnyStream) {
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,2; element_type: f32} : f32 1x2\nten = Const : f32 1x1\n"
        "y = Multiply(x, ten) {auto_broadcast: numpy} : f32 1x2\nz = ReLU(y) : f32 1x2\nout = Result(z)",
        {{"ten", {10}}});
    std::vector<std::vector<Tensor>> data;
    for (int i = 0; i < 50; ++i) data.push_back({floats({1, 2}, {static_cast<float>(i), static_cast<float>(-i)})});
    std::vector<std::int64_t> odd;
    for (std::int64_t i = 49; i > 0; i -= 2) odd.push_back(i);

    Recorder y, z;
    const auto ran = run(graph, {{"y", &y}, {"z", &z}}, SampleList(data), odd, GetParam());
    ASSERT_TRUE(ran) << ran.error().message();
    ASSERT_EQ(y.seen().size(), odd.size());
    ASSERT_EQ(z.seen().size(), odd.size());
    for (const std::int64_t i : odd) {
        const auto value = static_cast<float>(10 * i);
        EXPECT_EQ(y.seen().at(i), floats({1, 2}, {value, -value}));
        EXPECT_EQ(z.seen().at(i), floats({1, 2}, {value, 0}));
    }
}

TEST(OpenVinoProbe, SeesInputsConstantsAndEveryOutputOfASplit) {
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,4; element_type: f32} : f32 1x4\naxis = Const : i64\nhalf = Const : f32 1x2\n"
        "s = Split(x, axis) {num_splits: 2} : f32 1x2 | f32 1x2\n"
        "sum = Add(s:0, half) {auto_broadcast: numpy} : f32 1x2\nr0 = Result(sum)\nr1 = Result(s:1)",
        {{"axis", {1}}, {"half", {0.5f, 0.25f}}});
    Recorder x, half, first, second;
    const auto ran =
        run(graph, {{"x", &x}, {"half", &half}, {"s:0", &first}, {"s:1", &second}}, SampleList({{floats({1, 4}, {1, 2, 3, 4})}}), {0});
    ASSERT_TRUE(ran) << ran.error().message();
    EXPECT_EQ(x.only(), (std::vector<float>{1, 2, 3, 4}));
    EXPECT_EQ(half.only(), (std::vector<float>{0.5f, 0.25f}));
    EXPECT_EQ(first.only(), (std::vector<float>{1, 2}));
    EXPECT_EQ(second.only(), (std::vector<float>{3, 4}));
}

TEST(OpenVinoProbe, SeesIntegersAndHalfPrecision) {
    const auto graph = graphFrom(
        "i = Parameter {shape: 3; element_type: i64} : i64 3\nh = Parameter {shape: 2; element_type: f16} : f16 2\n"
        "k = Add(i, i) {auto_broadcast: numpy} : i64 3\ng = ReLU(h) : f16 2\nr0 = Result(k)\nr1 = Result(g)");
    Recorder k, g;
    const SampleList samples({{Tensor::from<std::int64_t>({3}, std::vector<std::int64_t>{1, -2, 3}),
                               fromFloats(ElementType::F16, {2}, std::vector{1.5f, -1.0f})}});
    const auto ran = run(graph, {{"k", &k}, {"g", &g}}, samples, {0});
    ASSERT_TRUE(ran) << ran.error().message();
    EXPECT_EQ(k.only(), (std::vector<float>{2, -4, 6}));
    EXPECT_EQ(g.only(), (std::vector<float>{1.5f, 0}));
}

TEST(OpenVinoProbe, SeesTheShapeOfEachSampleWhereItIsDynamic) {
    const auto graph = graphFrom("x = Parameter {shape: ?,2; element_type: f32} : f32 ?x2\ny = ReLU(x) : f32 ?x2\nout = Result(y)");
    Recorder y;
    const auto ran = run(graph, {{"y", &y}}, SampleList({{floats({1, 2}, {1, -1})}, {floats({2, 2}, {1, 2, -3, 4})}}), {0, 1});
    ASSERT_TRUE(ran) << ran.error().message();
    EXPECT_EQ(y.seen().at(0), floats({1, 2}, {1, 0}));
    EXPECT_EQ(y.seen().at(1), floats({2, 2}, {1, 2, 0, 4}));
}

TEST(OpenVinoProbe, SeesTheInputOfWhatWouldOtherwiseBeFused) {
    // A convolution, its bias and its activation are one kernel; each of the three tensors can be watched all the same.
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,1,2,2; element_type: f32} : f32 1x1x2x2\nw = Const : f32 1x1x1x1\nb = Const : f32 1x1x1x1\n"
        "c = Convolution(x, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x1x2x2\n"
        "a = Add(c, b) {auto_broadcast: numpy} : f32 1x1x2x2\nr = ReLU(a) : f32 1x1x2x2\nout = Result(r)",
        {{"w", {2}}, {"b", {-3}}});
    Recorder c, a, r;
    const auto ran = run(graph, {{"c", &c}, {"a", &a}, {"r", &r}}, SampleList({{floats({1, 1, 2, 2}, {1, 2, -1, 3})}}), {0});
    ASSERT_TRUE(ran) << ran.error().message();
    EXPECT_EQ(c.only(), (std::vector<float>{2, 4, -2, 6}));
    EXPECT_EQ(a.only(), (std::vector<float>{-1, 1, -5, 3}));
    EXPECT_EQ(r.only(), (std::vector<float>{0, 1, 0, 3}));
}

TEST(OpenVinoProbe, SeesChannelsInTheirPlace) {
    // Three channels of 2x2, scaled by 1, 10 and 100: an order of elements that only [N, C, H, W] gives.
    const auto graph = graphFrom(
        "x = Parameter {shape: 1,1,2,2; element_type: f32} : f32 1x1x2x2\nw = Const : f32 3x1x1x1\n"
        "c = Convolution(x, w) {strides: 1,1; pads_begin: 0,0; pads_end: 0,0; dilations: 1,1; auto_pad: explicit} : f32 1x3x2x2\nout = "
        "Result(c)",
        {{"w", {1, 10, 100}}});
    Recorder c;
    const auto ran = run(graph, {{"c", &c}}, SampleList({{floats({1, 1, 2, 2}, {1, 2, 3, 4})}}), {0});
    ASSERT_TRUE(ran) << ran.error().message();
    EXPECT_EQ(c.seen().at(0), floats({1, 3, 2, 2}, {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400}));
}

TEST(OpenVinoProbe, RefusesALayerThatLeadsNowhere) {
    const auto graph =
        graphFrom("x = Parameter {shape: 1; element_type: f32} : f32 1\ndead = Exp(x) : f32 1\ny = ReLU(x) : f32 1\nout = Result(y)");
    Recorder recorder;
    const auto ran = run(graph, {{"dead", &recorder}}, SampleList({{floats({1}, {1})}}), {0});
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().message(), "layer 'dead' leads to no result of the network, so it can't be watched");
}

TEST(OpenVinoProbe, AStopRequestedInsideASampleEndsTheRun) {
    class Stopper : public Observer {
    public:
        explicit Stopper(std::stop_source& stop) : m_stop(stop) {}
        void observe(std::int64_t, TensorView) override {
            ++seen;
            m_stop.request_stop();
        }
        int seen = 0;

    private:
        std::stop_source& m_stop;
    };
    const auto graph = graphFrom("x = Parameter {shape: 1; element_type: f32} : f32 1\ny = ReLU(x) : f32 1\nout = Result(y)");
    std::stop_source stop;
    Stopper stopper(stop);
    const std::vector<Probe> probes{{{*graph.find("y"), 0}, &stopper}};
    const auto program = openvinoEngine()->compile(graph, probes, {.threads = 1}, {}).value();
    const SampleList samples({{floats({1}, {1})}, {floats({1}, {2})}, {floats({1}, {3})}});
    const auto ran = program->run(samples, samples.all(), {}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(ran);
    EXPECT_EQ(ran.error().code(), ErrorCode::Cancelled);
    EXPECT_EQ(stopper.seen, 1);
}

}  // namespace
}  // namespace rf::engine
