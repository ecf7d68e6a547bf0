// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>

#include "core/calibration/collect.h"
#include "core/data/forwarding_source.h"
#include "core/graph/edit.h"
#include "core/ir/ir.h"
#include "core/pipeline/optimize.h"
#include "core/pipeline/run_io.h"
#include "core/quantization/shared_pass.h"
#include "core/quantization/weight_compression.h"
#include "tests/support/temp_dir.h"

namespace rf::pipeline {
namespace {

quantization::RangeEstimator named(quantization::EstimatorPreset preset) {
    quantization::RangeEstimator estimator;
    estimator.preset = preset;
    return estimator;
}

Job demoJob() {
    Job job;
    job.project.model = std::string(RF_DEMO_DIR) + "/glyphs.xml";
    job.project.data.sources = {{"", std::string(RF_DEMO_DIR) + "/calib-images.idx.gz", ""}};
    job.project.quantization.sampling.subsetSize = 12;
    job.project.quantization.rangeEstimator = named(quantization::EstimatorPreset::Default);
    job.model = load(job.project, Progress()).value();
    return job;
}

/// Counts how often a sample is read.
class Counting : public data::ForwardingSource {
public:
    using ForwardingSource::ForwardingSource;
    Result<data::Sample> sample(std::int64_t index) const override {
        ++reads;
        return below().sample(index);
    }
    mutable std::atomic<int> reads = 0;
};

/// A run with what it works on.
struct Bench {
    explicit Bench(Job newJob) : job(std::move(newJob)) {
        resources = open(job, Progress()).value();
        counting = std::make_shared<Counting>(resources.samples);
        resources.samples = counting;
        planned = plan(job.model, job.project.quantization, Progress()).value();
    }
    RunState next(RunState state) const {
        Listener nobody;
        auto after = runStep(planned, std::move(state), resources, nobody, Progress());
        EXPECT_TRUE(after) << after.error().message();
        return std::move(after).value();
    }
    RunState toTheEnd(RunState state) const {
        while (!isDone(planned, state)) state = next(std::move(state));
        return state;
    }

    Job job;
    Resources resources;
    std::shared_ptr<Counting> counting;
    Plan planned;
};

/// The model of a finished run as it would stand in its two files.
std::string bytesOf(const RunState& state) {
    const auto image = ir::serialize(quantization::compressWeights(state.network.model, Progress()).value()).value();
    std::string bytes = image.xml;
    for (const auto part : image.weights) bytes.append(reinterpret_cast<const char*>(part.data()), part.size());
    return bytes;
}

quantization::Settings settingsOf(bool fastBias, quantization::Compatibility compatibility) {
    quantization::Settings settings;
    settings.sampling.subsetSize = 12;
    settings.biasCorrection.fast = fastBias;
    settings.compatibility = compatibility;
    return settings;
}

class EveryRun : public testing::TestWithParam<std::tuple<bool, quantization::Compatibility>> {
protected:
    static Bench bench() {
        Job job = demoJob();
        job.project.quantization = settingsOf(std::get<0>(GetParam()), std::get<1>(GetParam()));
        return Bench(std::move(job));
    }
};
INSTANTIATE_TEST_SUITE_P(RunState, EveryRun,
                         testing::Combine(testing::Bool(),
                                          testing::Values(quantization::Compatibility::Default, quantization::Compatibility::Pot)));

// What is chosen by itself is what the same choice gives when the user writes it down.
TEST(RangeChoice, MakesTheModelThatTheSameEstimatorsByNameMake) {
    Job job = demoJob();
    job.project.quantization.activations.rangeEstimator = named(quantization::EstimatorPreset::Automatic);
    const Bench automatic(job);
    const RunState chosen = automatic.toTheEnd(begin(automatic.planned));
    const auto& tried = chosen.network.triedEstimators;
    ASSERT_GE(tried.size(), 4u);
    for (const auto& one : tried) EXPECT_GT(one.nmse, 0.0);

    auto& settings = job.project.quantization;
    settings.activations.rangeEstimator = named(quantization::EstimatorPreset::Default);
    for (const quantization::Quantizer& quantizer : chosen.network.placement.quantizers) {
        const bool isChosen =
            quantizer.group != quantization::Group::Weights && quantizer.scheme.granularity == calibration::Granularity::PerTensor;
        EXPECT_EQ(quantizer.chosen.has_value(), isChosen) << quantizer.name;
        if (quantizer.chosen) settings.overrides.push_back({quantizer.name, named(*quantizer.chosen), {}, {}});
    }
    const Bench byName(job);
    EXPECT_EQ(bytesOf(byName.toTheEnd(begin(byName.planned))), bytesOf(chosen));
}

TEST(RangeChoice, IsKeptInTheStateOfARun) {
    Job job = demoJob();
    job.project.quantization.activations.rangeEstimator = named(quantization::EstimatorPreset::Automatic);
    const Bench bench(job);
    const RunState done = bench.toTheEnd(begin(bench.planned));
    const std::string bytes = toBytes(done, bench.planned);
    const RunState read = fromBytes(std::as_bytes(std::span(bytes)), bench.planned).value();
    EXPECT_EQ(read.network.triedEstimators, done.network.triedEstimators);
    for (std::size_t i = 0; i < read.network.placement.quantizers.size(); ++i)
        EXPECT_EQ(read.network.placement.quantizers[i].chosen, done.network.placement.quantizers[i].chosen);
    EXPECT_EQ(bytesOf(read), bytesOf(done));
}

TEST_P(EveryRun, StoppedAfterAnyStepAndReadAnewGivesTheSameBytes) {
    const test::TempDir folder;
    const std::string expected = [] {
        const Bench whole = bench();
        return bytesOf(whole.toTheEnd(begin(whole.planned)));
    }();
    ASSERT_EQ(bench().planned.steps.size(), 2u);
    for (const std::size_t stopAfter : {0u, 1u, 2u}) {
        const auto file = folder / "run.state";
        {
            const Bench first = bench();
            RunState state = begin(first.planned);
            while (state.step < stopAfter) state = first.next(std::move(state));
            ASSERT_TRUE(write(state, first.planned, file));
        }
        const Bench second = bench();  // nothing of the first is left
        const auto state = read(file, second.planned);
        ASSERT_TRUE(state) << state.error().message();
        EXPECT_EQ(state->step, stopAfter);
        EXPECT_TRUE(bytesOf(second.toTheEnd(*state)) == expected) << "stopped after step " << stopAfter;
    }
}

// What is carried over the alignment of channels is what a pass over the aligned network measures, but for rounding.
TEST(SharedPass, SaysOfTheAlignedNetworkWhatAPassOverItSays) {
    const Bench bench(demoJob());
    const RunState aligned = bench.next(begin(bench.planned));
    const auto needs = quantization::needsOf(bench.planned.steps[1], aligned.network, bench.resources.samples->size()).value();
    const RunState done = bench.next(aligned);
    EXPECT_EQ(bench.counting->reads, 12);
    const calibration::Statistics& carried = done.measured[1].statistics;
    const auto measured = calibration::collect(needs.graph, needs.requests, *bench.resources.samples, *bench.resources.engine,
                                               {0, needs.samples, {}}, Progress())
                              .value();
    const auto changed = quantization::alignedTensors(bench.planned.steps[0], aligned.network, aligned.measured[0].statistics).value();
    std::size_t ofChanged = 0;
    for (const auto& request : needs.requests) {
        const calibration::PerSample *own = carried.find(request), *anew = measured.find(request);
        ASSERT_TRUE(own && anew) << request.tensor.text();
        ASSERT_EQ(own->values.size(), anew->values.size()) << request.tensor.text();
        ofChanged += changed.contains(request.tensor) ? 1 : 0;
        float largest = 0.0f;
        for (const float value : anew->values) largest = std::max(largest, std::fabs(value));
        for (std::size_t i = 0; i < own->values.size(); ++i)
            ASSERT_NEAR(own->values[i], anew->values[i], 2e-5f * largest) << request.tensor.text() << " number " << i;
    }
    EXPECT_GE(ofChanged, 3u);
}

/// Wants to see distributions.
class Watching : public Listener {
public:
    bool wantsHistograms() const override { return true; }
    void histogramGrew(graph::Output tensor, std::shared_ptr<const calibration::Histogram> histogram) override {
        const std::lock_guard lock(m_mutex);
        m_last[tensor] = std::move(histogram);
    }
    double max(graph::Output tensor) const { return static_cast<double>(m_last.at(tensor)->max()); }

private:
    std::mutex m_mutex;
    std::map<graph::Output, std::shared_ptr<const calibration::Histogram>> m_last;
};

TEST(SharedPass, DistributionsAreThoseOfTheAlignedNetworkAndChangeNoResult) {
    const Bench bench(demoJob());
    Watching watching;
    RunState state = begin(bench.planned);
    while (!isDone(bench.planned, state)) state = runStep(bench.planned, std::move(state), bench.resources, watching, Progress()).value();
    const auto changed = quantization::alignedTensors(bench.planned.steps[0], state.network, state.measured[0].statistics).value();
    std::size_t drawn = 0;
    for (const auto& [request, values] : state.measured[1].statistics.data().values) {
        if (request.reduction != calibration::Reduction::Max || request.granularity != calibration::Granularity::PerTensor) continue;
        const auto tensor = calibration::find(state.network.floatModel, request.tensor);
        ASSERT_TRUE(tensor) << request.tensor.text();
        const double largest = *std::ranges::max_element(values.values);
        EXPECT_NEAR(watching.max(*tensor), largest, 1e-4 * std::fabs(largest) + 1e-6) << request.tensor.text();
        drawn += changed.contains(request.tensor) ? 1 : 0;
    }
    EXPECT_GE(drawn, 1u);
    EXPECT_TRUE(bytesOf(state) == bytesOf(bench.toTheEnd(begin(bench.planned))));
}

TEST(RunState, KnowsWhatAnotherPresetNeeds) {
    const Bench first(demoJob());
    const RunState performance = first.toTheEnd(begin(first.planned));
    EXPECT_EQ(first.counting->reads, 12) << "one pass for both steps";

    Job job = demoJob();
    job.project.quantization.preset = quantization::Preset::Mixed;
    const Bench second(job), alone(job);
    const RunState mixed = second.toTheEnd(begin(second.planned, performance.measured));
    EXPECT_EQ(second.counting->reads, 0);
    EXPECT_TRUE(bytesOf(mixed) == bytesOf(alone.toTheEnd(begin(alone.planned)))) << "and the result is that of a run of its own";
    EXPECT_FALSE(bytesOf(mixed) == bytesOf(performance));
}

TEST(RunState, StatisticsOfAnotherNetworkAreMeasuredAgain) {
    const Bench first(demoJob());
    const RunState before = first.toTheEnd(begin(first.planned));
    Job job = demoJob();
    job.project.quantization.algorithms = {{quantization::AlgorithmName::MinMaxQuantization}};
    const Bench second(job), alone(job);
    // Step 1 of this run measures the network as it is, step 2 of the other one the aligned network.
    const RunState after = second.toTheEnd(begin(second.planned, {before.measured.at(1)}));
    EXPECT_EQ(second.counting->reads, 12);
    EXPECT_TRUE(bytesOf(after) == bytesOf(alone.toTheEnd(begin(alone.planned))));
}

TEST(RunState, MoreSamplesAreMeasuredAgain) {
    const Bench first(demoJob());
    const RunState before = first.toTheEnd(begin(first.planned));
    Job job = demoJob();
    job.project.quantization.sampling.subsetSize = 13;
    const Bench second(job);
    second.toTheEnd(begin(second.planned, before.measured));
    EXPECT_EQ(second.counting->reads, 13);
}

TEST(Plan, PlacesBeforeAnyDataAndOnceForAllSteps) {
    const Bench bench(demoJob());
    ASSERT_TRUE(bench.planned.placement());
    EXPECT_GT(bench.planned.placement()->quantizers.size(), 10u);
    EXPECT_EQ(bench.counting->reads, 0);
    const RunState done = bench.toTheEnd(begin(bench.planned));
    std::vector<std::string> planned, placed;
    for (const auto& quantizer : bench.planned.placement()->quantizers) planned.push_back(quantizer.name);
    for (const auto& quantizer : done.network.placement.quantizers) placed.push_back(quantizer.name);
    EXPECT_EQ(placed, planned);
}

std::string stateBytes(const Bench& bench) { return toBytes(bench.next(begin(bench.planned)), bench.planned); }
Result<RunState> readBytes(const std::string& bytes, const Plan& plan) { return fromBytes(std::as_bytes(std::span(bytes)), plan); }

TEST(RunState, DamagedIsRefused) {
    const Bench bench(demoJob());
    const std::string bytes = stateBytes(bench);
    ASSERT_GT(bytes.size(), 1000u);
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 97) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x40);
        EXPECT_FALSE(readBytes(changed, bench.planned)) << "byte " << at;
        EXPECT_FALSE(readBytes(bytes.substr(0, at), bench.planned)) << "cut off at " << at;
    }
}

TEST(RunState, OfOtherSettingsOrAnotherModelIsRefused) {
    const std::string bytes = stateBytes(Bench(demoJob()));
    Job otherSettings = demoJob();
    otherSettings.project.quantization.preset = quantization::Preset::Mixed;
    Job otherModel = demoJob();
    graph::Editor editor(otherModel.model);
    editor.update(otherModel.model.results()[0], [](graph::Node& node) { node.name += "_"; });
    for (const Job& job : {otherSettings, otherModel}) {
        const auto state = readBytes(bytes, Bench(job).planned);
        ASSERT_FALSE(state);
        EXPECT_EQ(state.error().code(), ErrorCode::InvalidArgument);
    }
}

}  // namespace
}  // namespace rf::pipeline
