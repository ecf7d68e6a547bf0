// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "core/calibration/collect.h"
#include "core/data/open.h"
#include "core/engine/registry/engine_registry.h"
#include "core/ir/ir.h"
#include "core/pipeline/evaluate.h"
#include "core/quantization/prepare.h"
#include "core/search/accuracy_aware.h"
#include "tests/core/quantization/golden_corpus.h"
#include "tests/support/pch.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

/// POT's recorded searches on ResNet8, question by question. They were made on the first 200 test pictures of CIFAR-10. Where
/// activations have 8 bits POT's networks ran with int8 kernels, which turn a picture or two after some steps; there the way is followed
/// with the recorded answers, and our own answers are compared in the first round.
namespace rf {
namespace {

using Json = nlohmann::json;
using namespace quantization;

constexpr std::size_t kPictures = 200, kRecordBytes = 3073;

std::shared_ptr<const data::SampleSource> pictures(const test::TempDir& folder, const graph::Graph& model) {
    std::string records = test::readFile(test::sharedDir() / "data/resnet8_cifar10/cifar10/test_1000.bin");
    records.resize(kPictures * kRecordBytes);
    return data::open({{{"", folder.write("pictures.bin", records).string(), ""}}, {}, 0}, engine::inputsOf(model)).value();
}

Settings settingsOf(const Json& golden) {
    Settings settings = test::goldenSettings(golden);
    settings.sampling.subsetSize = golden["params"]["stat_subset_size"].get<std::int64_t>();
    return settings;
}

/// Questions about ResNet8, answered by running it.
class ResNetOracle : public search::Oracle {
public:
    explicit ResNetOracle(const Settings& settings) {
        const auto xml = test::sharedDir() / "data/resnet8_cifar10/mlperf_tiny_resnet8_cifar10.xml";
        m_prepared = prepare(ir::read(xml, {}, Progress()).value(), prepareOptions(settings), Progress()).value();
        m_source = pictures(m_folder, m_prepared);
        m_engine = engine::get({}).value();
        quantize(settings);
    }

    const std::vector<search::MetricInfo>& metrics() const override { return m_metrics; }
    std::int64_t samples() const override { return m_source->size(); }

    Result<search::Answer> ask(const search::Question& question, const Progress& progress) override {
        RF_TRY(const State state, stateOf(question.candidate));
        pipeline::EvaluateOptions options;
        options.arithmetic = engine::Arithmetic::Exact;
        options.perSample = question.perSample;
        options.mustReach = question.mustReach;
        options.samples = question.samples;
        if (options.samples) std::sort(options.samples->begin(), options.samples->end());
        RF_TRY(const auto evaluation, pipeline::evaluate(state.model, *m_source, "accuracy@1", *m_engine, options, progress));
        search::Answer answer;
        answer.values = {evaluation.value};
        answer.gaveUp = evaluation.gaveUp;
        answer.quantizedShare = static_cast<double>(quantizableLayers(state)) / m_layers;
        answer.perSample.emplace_back();
        for (const pipeline::SampleRow& row : evaluation.rows) answer.perSample[0].push_back(row.scores[0].value.value());
        asked.emplace_back(question, evaluation.value);
        return answer;
    }
    Result<std::vector<search::Group>> groups(const search::Candidate& candidate, const Progress&) override {
        RF_TRY(const State state, stateOf(candidate));
        return revertGroups(state);
    }
    int floatLayers(const search::Candidate& candidate) const {
        return static_cast<int>(m_layers) - quantizableLayers(stateOf(candidate).value());
    }

    /// The candidate of POT's result: everything out that it has not.
    search::Candidate without(const Json& golden) const {
        const auto left = golden["final_fakequantize"].get<std::vector<std::string>>();
        search::Candidate candidate{settingsOf(golden), {}, {}};
        for (const Quantizer& quantizer : m_quantized.placement.quantizers)
            if (std::find(left.begin(), left.end(), quantizer.name) == left.end()) candidate.inFloat.push_back(quantizer.name);
        return candidate;
    }

    std::vector<std::pair<search::Question, double>> asked;

protected:
    Result<State> stateOf(const search::Candidate& candidate) const {
        State state = m_quantized;
        if (!candidate.settings) {
            state = {};
            state.floatModel = state.model = m_prepared;
        }
        for (const std::string& quantizer : candidate.inFloat) { RF_TRY(state, revert(std::move(state), quantizer)); }
        return state;
    }

private:
    void quantize(const Settings& settings) {
        const HardwareProfile profile = hardwareProfile(settings.device).value();
        const auto steps = plan(settings, profile).value();
        State state = start(m_prepared, steps, settings, profile).value();
        for (const Step& step : steps) {
            const StepNeeds needs = needsOf(step, state, m_source->size()).value();
            calibration::Statistics statistics;
            if (!needs.requests.empty())
                statistics =
                    calibration::collect(needs.graph, needs.requests, *m_source, *m_engine, {1, needs.samples, {}}, Progress()).value();
            const auto tensors = [&](const calibration::TensorRequest& request, const Progress& progress) {
                return calibration::collectTensors(request, *m_source, *m_engine, 1, progress);
            };
            state = applyStep(step, needs, statistics, std::move(state), tensors, Progress()).value();
        }
        m_quantized = state;
        m_layers = quantizableLayers(state);
    }
    test::TempDir m_folder;
    graph::Graph m_prepared;
    std::shared_ptr<const data::SampleSource> m_source;
    std::shared_ptr<const engine::Engine> m_engine;
    State m_quantized;
    double m_layers = 0;
    std::vector<search::MetricInfo> m_metrics{{"accuracy@1"}};
};

/// The same network, but what it scores is what POT has written down.
class RecordedOracle : public ResNetOracle {
public:
    explicit RecordedOracle(const Json& golden) : ResNetOracle(settingsOf(golden)) {
        for (const Json& event : golden["trajectory"]) {
            if (event["event"] == "evaluate") m_values.push_back(event["metrics"]["accuracy@top1"]);
            if (event["event"] == "ranking") m_scores.push_back(event["scores"].get<std::map<std::string, double>>());
        }
    }
    Result<search::Answer> ask(const search::Question& question, const Progress&) override {
        const bool ranks = question.samples.has_value();
        if (!ranks && !asked.empty() && asked.back().first.samples) ++m_ranking;
        search::Answer answer;
        answer.values = {ranks ? m_scores.at(m_ranking).at(question.candidate.inFloat.back()) : m_values.at(m_value++)};
        answer.perSample = {std::vector<double>(kPictures, 1.0)};
        asked.emplace_back(question, answer.values[0]);
        return answer;
    }

private:
    std::vector<double> m_values;
    std::vector<std::map<std::string, double>> m_scores;
    std::size_t m_value = 0, m_ranking = 0;
};

class Deaf : public search::SearchListener {
public:
    Result<void> stepDone(const search::SearchStep&) override { return {}; }
};

search::AccuracyControl controlOf(const Json& golden) {
    const Json& params = golden["params"];
    search::AccuracyControl control;
    control.maximalDrop = params["maximal_drop"];
    control.rankingSubsetSize = params["ranking_subset_size"].get<std::int64_t>();
    if (params.contains("max_iter_num")) control.maxIterations = params["max_iter_num"].get<std::int64_t>();
    return control;
}

Json goldenSearch(const std::string& name) { return test::readJson(test::sharedDir() / "golden/accuracy_aware" / (name + ".json")); }

search::SearchOutcome searched(ResNetOracle& oracle, const Json& golden, Compatibility compatibility,
                               std::optional<std::int64_t> iterations = {}) {
    Deaf listener;
    search::AccuracyControl control = controlOf(golden);
    if (iterations) control.maxIterations = iterations;
    return search::accuracyAware(control, settingsOf(golden), compatibility, oracle, listener, {}, Progress()).value();
}

/// Walks through what was asked beside what was recorded.
class Comparison {
public:
    enum class Subsets { InOrder, Ignored };
    Comparison(const ResNetOracle& oracle, Subsets subsets) : m_asked(oracle.asked), m_subsets(subsets) {}

    void follow(const Json& event) {
        const std::string what = event["event"];
        if (what == "evaluate") evaluate(event["metrics"]["accuracy@top1"]);
        if (what == "ranking") rank(event);
        if (what == "order") { EXPECT_EQ(m_order, event["fakequantize"].get<std::vector<std::string>>()); }
        if (what == "revert") { EXPECT_EQ(lastStart(m_next), event["start"].get<std::string>()); }
    }
    bool isAtEnd() const { return m_next == m_asked.size(); }

private:
    std::string lastStart(std::size_t at) const {
        if (at >= m_asked.size() || m_asked[at].first.candidate.inFloat.empty()) return {};
        return m_asked[at].first.candidate.inFloat.back();
    }
    void evaluate(double expected) {
        ASSERT_LT(m_next, m_asked.size());
        EXPECT_FALSE(m_asked[m_next].first.samples);
        EXPECT_NEAR(m_asked[m_next++].second, expected, 1e-9);
    }
    void rank(const Json& event) {
        std::map<std::string, double> scores;
        std::vector<std::pair<double, std::string>> order;
        for (; m_next < m_asked.size() && m_asked[m_next].first.samples; ++m_next) {
            if (m_subsets == Subsets::InOrder) compareSubset(*m_asked[m_next].first.samples, event["subset"]);
            scores[lastStart(m_next)] = m_asked[m_next].second;
            order.emplace_back(m_asked[m_next].second, lastStart(m_next));
        }
        ASSERT_EQ(scores.size(), event["scores"].size());
        for (const auto& [start, score] : event["scores"].items()) EXPECT_NEAR(scores[start], score.get<double>(), 1e-4) << start;
        std::sort(order.rbegin(), order.rend());
        m_order.clear();
        for (const auto& entry : order) m_order.push_back(entry.second);
    }

    /// The order of equals is compared in the first ranking only.
    void compareSubset(std::vector<std::int64_t> samples, const Json& event) {
        auto expected = event.get<std::vector<std::int64_t>>();
        if (!m_order.empty()) {
            std::sort(samples.begin(), samples.end());
            std::sort(expected.begin(), expected.end());
        }
        EXPECT_EQ(samples, expected);
    }

    const std::vector<std::pair<search::Question, double>>& m_asked;
    Subsets m_subsets;
    std::size_t m_next = 0;
    std::vector<std::string> m_order;
};

class GoldenSearch : public testing::TestWithParam<const char*> {};

TEST_P(GoldenSearch, TakesPotsWay) {
    RF_REQUIRE_SHARED();
    const Json golden = goldenSearch(GetParam());
    RecordedOracle oracle(golden);
    const search::SearchOutcome outcome = searched(oracle, golden, Compatibility::Pot);
    Comparison comparison(oracle, Comparison::Subsets::Ignored);
    for (const Json& event : golden["trajectory"]) comparison.follow(event);
    EXPECT_TRUE(comparison.isAtEnd());
    std::vector<std::string> left;
    const auto groups = oracle.groups(outcome.best, Progress()).value();
    for (const search::Group& group : groups) left.insert(left.end(), group.quantizers.begin(), group.quantizers.end());
    std::sort(left.begin(), left.end());
    EXPECT_EQ(left, golden["final_fakequantize"].get<std::vector<std::string>>());
}

TEST_P(GoldenSearch, ScoresTheFirstRoundAsPot) {
    RF_REQUIRE_SHARED();
    const Json golden = goldenSearch(GetParam());
    ResNetOracle oracle(settingsOf(golden));
    searched(oracle, golden, Compatibility::Pot, 1);
    Comparison comparison(oracle, Comparison::Subsets::InOrder);
    for (const Json& event : golden["trajectory"])
        if (!comparison.isAtEnd()) comparison.follow(event);
    EXPECT_TRUE(comparison.isAtEnd());
}

INSTANTIATE_TEST_SUITE_P(Recorded, GoldenSearch, testing::Values("resnet8_int8_drop_m0005", "resnet8_w4_drop001", "resnet8_w4a4_drop002"));

// Activations of four bits run as written on every processor.
TEST(GoldenSearchOfFourBits, IsRepeatedWithOurOwnAnswers) {
    RF_REQUIRE_SHARED();
    const Json golden = goldenSearch("resnet8_w4a4_drop002");
    ResNetOracle oracle(settingsOf(golden));
    searched(oracle, golden, Compatibility::Pot);
    Comparison comparison(oracle, Comparison::Subsets::InOrder);
    for (const Json& event : golden["trajectory"]) comparison.follow(event);
    EXPECT_TRUE(comparison.isAtEnd());
}

TEST(GoldenSearchOfFourBits, HasNoFewerLayersInFloatThanOurOwn) {
    RF_REQUIRE_SHARED();
    for (const char* name : {"resnet8_w4_drop001", "resnet8_w4a4_drop002"}) {
        const Json golden = goldenSearch(name);
        ResNetOracle oracle(settingsOf(golden));
        const search::SearchOutcome own = searched(oracle, golden, Compatibility::Default);
        const int potLayers = oracle.floatLayers(oracle.without(golden)), ownLayers = oracle.floatLayers(own.best);
        EXPECT_TRUE(own.targetMet) << name;
        EXPECT_LE(ownLayers, potLayers) << name;
        RecordProperty(name, fmt::format("layers {} and {}, accuracy {}, {} questions", potLayers, ownLayers, own.answer.values[0],
                                         oracle.asked.size()));
    }
}

}  // namespace
}  // namespace rf
