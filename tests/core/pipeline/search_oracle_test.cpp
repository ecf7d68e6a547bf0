// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search_oracle.h"

#include <atomic>

#include "core/engine/registry/engine_registry.h"
#include "core/pipeline/held_source.h"
#include "core/pipeline/optimize.h"
#include "tests/support/shared_data.h"

namespace rf::pipeline {
namespace {

/// Counts the samples that are read.
class CountedSource : public data::ForwardingSource {
public:
    using ForwardingSource::ForwardingSource;
    Result<data::Sample> sample(std::int64_t index) const override {
        ++read;
        return ForwardingSource::sample(index);
    }
    mutable std::atomic<int> read = 0;
};

std::shared_ptr<const data::SampleSource> demoData(const char* name, const graph::Graph& model) {
    data::DataSpec spec;
    spec.sources = {{"", std::string(RF_DEMO_DIR) + "/" + name + "-images.idx.gz", ""}};
    return data::open(spec, engine::inputsOf(model)).value();
}

/// An oracle for the demo's network, with everything that it stands on.
struct Demo {
    explicit Demo(const std::vector<std::string>& specs, OracleOptions options = {}) {
        config::Project project;
        project.model = std::string(RF_DEMO_DIR) + "/glyphs.xml";
        model = load(project, Progress()).value();
        calibration = std::make_shared<CountedSource>(demoData("calib", model));
        resources = {engine::get("").value(), calibration, 0};
        networks = std::make_unique<CandidateNetworks>(model, resources, listener);
        for (const std::string& spec : specs) metrics.push_back(metrics::parseSpec(spec).value());
        test = demoData("test", model);
        oracle = NetworkOracle::create(model, *networks, resources, {test, metrics}, std::move(options)).value();
        settings.sampling.subsetSize = 20;
        settings.rangeEstimator.preset = quantization::EstimatorPreset::Default;  // a choice reads samples once more
    }
    search::Answer ask(const search::Question& question) const { return oracle->ask(question, Progress()).value(); }

    graph::Graph model;
    Listener listener;
    std::shared_ptr<CountedSource> calibration;
    std::shared_ptr<const data::SampleSource> test;
    Resources resources;
    std::vector<metrics::MetricSpec> metrics;
    std::unique_ptr<CandidateNetworks> networks;
    std::unique_ptr<NetworkOracle> oracle;
    quantization::Settings settings;
};

std::vector<std::int64_t> firstSamples(std::int64_t count) {
    std::vector<std::int64_t> samples;
    for (std::int64_t i = 0; i < count; ++i) samples.push_back(i);
    return samples;
}

TEST(NetworkOracle, AnswersWhatAnEvaluationOfTheResultGives) {
    const Demo demo({"accuracy@1", "nmse"});
    Listener listener;
    config::Project project;
    project.model = std::string(RF_DEMO_DIR) + "/glyphs.xml";
    project.data.sources = {{"", std::string(RF_DEMO_DIR) + "/calib-images.idx.gz", ""}};
    project.quantization = demo.settings;
    project.errorSamples = 0;
    const auto outcome = optimize({demo.model, project}, listener, Progress());
    ASSERT_TRUE(outcome) << outcome.error().message();
    EvaluateOptions options;
    options.reference = &demo.model;
    options.samples = firstSamples(60);
    const auto evaluation = evaluate(outcome->exported, *demo.test, demo.metrics, *demo.resources.engine, options, Progress());
    ASSERT_TRUE(evaluation) << evaluation.error().message();

    search::Question question{{demo.settings}, firstSamples(60), true};
    const search::Answer answer = demo.ask(question);
    ASSERT_EQ(answer.values.size(), 2u);
    EXPECT_EQ(answer.values[0], evaluation->scores[0].value);
    EXPECT_EQ(answer.values[1], evaluation->scores[1].value);
    EXPECT_EQ(answer.quantizedShare, 1.0);
    EXPECT_FALSE(answer.latency);
    double right = 0;
    for (const double value : answer.perSample[0]) right += value;
    EXPECT_DOUBLE_EQ(right / 60, answer.values[0]);

    // Single samples stand in the order of the question, the values are the same.
    std::reverse(question.samples->begin(), question.samples->end());
    const search::Answer reversed = demo.ask(question);
    EXPECT_EQ(reversed.values, answer.values);
    EXPECT_EQ(reversed.perSample[1].front(), answer.perSample[1].back());
    EXPECT_EQ(reversed.perSample[1].back(), answer.perSample[1].front());
}

TEST(NetworkOracle, FloatModelLosesNothing) {
    const Demo demo({"nmse", "agreement"});
    const search::Answer answer = demo.ask({{}, firstSamples(10)});
    EXPECT_EQ(answer.values, (std::vector<double>{0.0, 1.0}));
    EXPECT_EQ(answer.quantizedShare, 0.0);
    EXPECT_TRUE(demo.oracle->groups({}, Progress())->empty());
}

TEST(NetworkOracle, MeasuresTheDataOnceForAllSettings) {
    Demo demo({"accuracy@1"});
    demo.ask({{demo.settings}, firstSamples(1)});
    const int read = demo.calibration->read;
    EXPECT_EQ(read, 20);  // one pass for channel alignment and for the ranges of the aligned network
    quantization::Settings other = demo.settings;
    other.preset = quantization::Preset::Mixed;
    demo.ask({{other}, firstSamples(1)});
    EXPECT_EQ(demo.calibration->read, read);
    // Quantiles were not measured; the networks are the same.
    other.rangeEstimator.preset = quantization::EstimatorPreset::Quantile;
    demo.ask({{other}, firstSamples(1)});
    const int withQuantiles = demo.calibration->read;
    EXPECT_GT(withQuantiles, read);
    demo.ask({{demo.settings}, firstSamples(2)});
    demo.ask({{other}, firstSamples(2)});
    EXPECT_EQ(demo.calibration->read, withQuantiles);
}

TEST(NetworkOracle, TakesGroupsOutUntilTheFloatModelIsLeft) {
    const Demo demo({"nmse"});
    search::Candidate candidate{demo.settings};
    const auto samples = firstSamples(8);
    search::Answer before = demo.ask({candidate, samples});
    ASSERT_GT(before.values[0], 0);
    const std::int64_t quantizedBytes = before.bytes;
    auto groups = demo.oracle->groups(candidate, Progress()).value();
    ASSERT_GT(groups.size(), 2u);
    while (!groups.empty()) {
        candidate.inFloat.push_back(groups.front().start);
        const search::Answer answer = demo.ask({candidate, samples});
        EXPECT_LT(answer.quantizedShare, before.quantizedShare);
        const auto left = demo.oracle->groups(candidate, Progress()).value();
        EXPECT_LT(left.size(), groups.size());
        before = answer;
        groups = left;
    }
    EXPECT_GT(before.bytes, 2 * quantizedBytes);  // four bytes a weight instead of one
    EXPECT_EQ(before.quantizedShare, 0.0);
    EXPECT_LT(before.values[0], 1e-9);
    candidate.inFloat.emplace_back("no such quantizer");
    const auto wrong = demo.oracle->ask({candidate, samples}, Progress());
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code(), ErrorCode::NotFound);
}

TEST(NetworkOracle, RunsFakeQuantizeInFloatWhenAsked) {
    const Demo deployed({"nmse"}), exact({"nmse"}, {engine::Arithmetic::Exact});
    const auto samples = firstSamples(8);
    const double asDeployed = deployed.ask({{deployed.settings}, samples}).values[0];
    const double asWritten = exact.ask({{exact.settings}, samples}).values[0];
    EXPECT_NEAR(asWritten / asDeployed, 1, 0.5);
    const auto network = exact.networks->get({exact.settings}, Progress()).value();
    EvaluateOptions options{0, engine::Arithmetic::Exact, &exact.model};
    options.samples = samples;
    EXPECT_EQ(asWritten, evaluate(network->state.model, *exact.test, exact.metrics, *exact.resources.engine, options, Progress())->value);
}

// Bodies are placed beside the graph that holds them, and joined with it when their ranges are known.
TEST(CandidateNetworks, CountsTheLayersOfBodies) {
    RF_REQUIRE_SHARED();
    const auto folder = test::sharedDir() / "golden" / "models" / "tensor_iterator";
    Job job;
    job.project.model = (folder / "tensor_iterator.xml").string();
    for (const char* input : {"input", "h"}) job.project.data.sources.push_back({input, (folder / input).string() + ".npy", ""});
    job.model = load(job.project, Progress()).value();
    Listener nobody;
    CandidateNetworks networks(job.model, open(job, Progress()).value(), nobody);
    search::Candidate candidate;
    candidate.settings = quantization::Settings{};
    const auto network = networks.get(candidate, Progress());
    ASSERT_TRUE(network) << network.error().message();
    EXPECT_DOUBLE_EQ((*network)->quantizedShare, 1.0);  // nothing was excluded
}

TEST(HeldSource, ReadsWhatFitsOnce) {
    const auto counted = std::make_shared<CountedSource>(demoData("test", Demo({"nmse"}).model));
    const HeldSource all(counted), some(counted, 2 * std::ssize(counted->sample(0)->inputs[0].bytes()));
    counted->read = 0;
    for (const std::int64_t sample : {0, 1, 2, 0, 1, 2}) EXPECT_TRUE(all.sample(sample));
    EXPECT_EQ(counted->read, 3);
    for (const std::int64_t sample : {0, 1, 2, 0, 1, 2}) EXPECT_TRUE(some.sample(sample));
    EXPECT_EQ(counted->read, 3 + 4);
}

}  // namespace
}  // namespace rf::pipeline
