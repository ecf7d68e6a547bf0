// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/engine/registry/engine_registry.h"
#include "core/graph/validate.h"
#include "core/ir/ir.h"
#include "core/quantization/algorithm.h"
#include "core/quantization/limits.h"
#include "core/quantization/prepare.h"
#include "core/quantization/stored_precision.h"
#include "core/quantization/weight_compression.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"
#include "tests/core/quantization/golden_run.h"
#include "tests/support/pch.h"
#include "tests/support/shared_data.h"

namespace rf {
namespace {

using graph::Graph;
using graph::NodeId;
using test::originalName;
using Json = nlohmann::json;
using Problems = std::vector<std::string>;
using test::originalName;

using Borders = std::array<std::vector<float>, 4>;

struct Limits {
    bool isWeight = false;
    Borders borders;
    std::int64_t levels = 0;
    std::vector<double> largestBehind;  ///< ours only: see GoldenRun
};

std::map<std::string, Limits> goldenLimits(const Json& golden) {
    std::map<std::string, Limits> limits;
    for (const Json& quantizer : golden["fake_quantize"]) {
        Limits entry;
        entry.isWeight = quantizer["is_weight"].get<bool>();
        entry.levels = quantizer["levels"].get<std::int64_t>();
        const std::array keys{"input_low", "input_high", "output_low", "output_high"};
        for (std::size_t i = 0; i < 4; ++i) {
            const char* key = quantizer.contains(keys[i]) ? keys[i] : keys[i - 2];
            entry.borders[i] = quantizer[key]["data"].get<std::vector<float>>();
        }
        for (const Json& consumer : quantizer["consumers"]) {
            const std::string name = consumer[0].get<std::string>();
            // A "fake output" is the Result that POT gives an output nobody reads while it works; its stored models have none.
            if (name.find("/Fake_output_") != std::string::npos) continue;
            limits[originalName(name) + ":" + std::to_string(consumer[2].get<int>())] = entry;
        }
    }
    return limits;
}

Limits limitsOf(const Graph& graph, const quantization::Quantizer& quantizer) {
    Limits limits;
    limits.isWeight = quantizer.group == quantization::Group::Weights;
    for (int port = 1; port <= 4; ++port)
        limits.borders[static_cast<std::size_t>(port - 1)] = toFloats(graph.producer({quantizer.node, port}).value.view());
    return limits;
}

void addLimits(const test::GoldenRun& run, const quantization::Placement& placement, const std::string& prefix,
               std::map<std::string, Limits>& limits) {
    const Graph& graph = prefix.empty() ? run.model : placement.graph;
    for (const quantization::Quantizer& quantizer : placement.quantizers) {
        Limits own = limitsOf(graph, quantizer);
        if (const auto behind = run.largestBehind.find(quantizer.name); behind != run.largestBehind.end())
            own.largestBehind = behind->second;
        for (const graph::Input use : graph.consumers(graph::Output{quantizer.node, 0}))
            limits[originalName(prefix + graph.node(use.node).name) + ":" + std::to_string(use.port)] = own;
    }
    for (const quantization::BodyPlacement& body : placement.bodies)
        addLimits(run, body.placement, prefix + graph.node(body.node).name + "|", limits);
}

std::map<std::string, Limits> ourLimits(const test::GoldenRun& run) {
    std::map<std::string, Limits> limits;
    addLimits(run, run.placement, "", limits);
    return limits;
}

double at(const std::vector<float>& values, std::size_t i) { return values.size() == 1 ? values[0] : values[i]; }

bool sameBorders(const Borders& expected, const Borders& actual, double tolerance) {
    for (std::size_t border = 0; border < 4; ++border) {
        const std::size_t pair = border / 2 * 2, count = std::max(expected[border].size(), actual[border].size());
        if (expected[border].size() != actual[border].size() && expected[border].size() != 1 && actual[border].size() != 1) return false;
        for (std::size_t i = 0; i < count; ++i) {
            const double width = std::fabs(at(expected[pair + 1], i) - at(expected[pair], i));
            if (!(std::fabs(at(expected[border], i) - at(actual[border], i)) <= tolerance * width + 1e-6)) return false;
        }
    }
    return true;
}

/// The runtime under POT computed some operators in place, over a tensor whose statistics it had been asked for: in
/// face-detection-retail-0004 the range of fc7_mbox_conf is that of the SoftMax behind it, ±1 where the tensor reaches 28.6.
/// Such a range must be the one of a tensor computed from it.
bool isOverwritten(const Limits& expected, const Limits& actual, double tolerance) {
    const auto levels = static_cast<double>(expected.levels);
    return std::any_of(actual.largestBehind.begin(), actual.largestBehind.end(), [&](double largest) {
        const auto low = static_cast<float>(-largest * levels / (levels - 2)), high = static_cast<float>(largest);
        return sameBorders(expected.borders, {{{low}, {high}, {low}, {high}}}, tolerance);
    });
}

double rangeTolerance(const test::GoldenCase& golden, const Json& json) {
    if (golden.model.find("fp16") != std::string::npos) return 1e-3;
    return json["ops"].size() > 40 ? 1e-4 : 1e-5;  // deep models: another runtime does the inference
}

Problems compareLimits(const std::map<std::string, Limits>& expected, const std::map<std::string, Limits>& actual, bool weights,
                       double tolerance) {
    Problems problems;
    for (const auto& [edge, limits] : expected) {
        if (limits.isWeight != weights) continue;
        const auto found = actual.find(edge);
        if (found == actual.end()) {
            problems.push_back("no quantizer on " + edge);
        } else if (!sameBorders(limits.borders, found->second.borders, tolerance) && !isOverwritten(limits, found->second, tolerance)) {
            problems.push_back(fmt::format("{}: expected [{}, {}], is [{}, {}]", edge, fmt::join(limits.borders[0], " "),
                                           fmt::join(limits.borders[1], " "), fmt::join(found->second.borders[0], " "),
                                           fmt::join(found->second.borders[1], " ")));
        }
    }
    return problems;
}

Problems compareBiases(const Json& golden, const Graph& graph, double tolerance) {
    Problems problems;
    for (const Json& layer : golden["layers"]) {
        const std::string name = layer["name"].get<std::string>();
        if (!layer.contains("bias") || layer["bias"].is_null() || name.find('|') != std::string::npos) continue;
        const auto id = graph.find(originalName(name));
        const auto bias = id ? quantization::findBias(graph, *id) : std::nullopt;
        const auto expected = layer["bias"]["data"].get<std::vector<float>>();
        std::vector<float> actual;
        if (bias) actual = toFloats(graph.node(bias->constant).value.view());
        float largest = 1e-3f, worst = actual.size() == expected.size() ? 0.0f : INFINITY;
        for (const float value : expected) largest = std::max(largest, std::fabs(value));
        for (std::size_t i = 0; i < expected.size() && i < actual.size(); ++i) worst = std::max(worst, std::fabs(expected[i] - actual[i]));
        if (!(worst <= tolerance * largest + 1e-6))
            problems.push_back(
                fmt::format("bias of {} (corrected: {}): off by {} of {}", name, layer["bias_corrected"].dump(), worst, largest));
    }
    return problems;
}

struct Tally {
    int passed = 0, failed = 0;
    void count(bool passes) { ++(passes ? passed : failed); }
};

/// For GNA the original first runs OpenVINO's passes for that device, which take recurrent cells apart, give unused
/// outputs a reader and rewrite parts of the real models.
bool isTakenApartForGna(const test::GoldenCase& golden) {
    const bool changed = golden.model.starts_with("gru_") || golden.model.starts_with("lstm_");
    return changed && golden.config.find("gna") != std::string::npos;
}

/// The bias is the difference of two means near 500, whose last digit in single precision is 3e-5. The exact bias correction
/// runs the network for one of them, and another runtime gives it two of these digits differently.
bool isNoiseOfSums(const test::GoldenCase& golden) { return golden.model == "act_corner" && golden.config.starts_with("dq_slowbias"); }

bool isComparable(const Json& golden) { return golden["status"] == "ok"; }

/// Folds one configuration into the tally and reports what differs.
void expectSame(Tally& tally, const test::GoldenCase& golden, const char* what, const Problems& problems) {
    tally.count(problems.empty());
    EXPECT_TRUE(problems.empty()) << golden.model << "/" << golden.config << " " << what << "\n  "
                                  << fmt::format("{}", fmt::join(problems, "\n  "));
}

/// Why a comparison that runs networks can't be made with this build's engine; empty when it can.
std::string engineProblem() {
    if (engine::names().front() != "reference") return {};
    return "compared with OpenVINO only: the reference engine lacks recurrent operators and differs on some biases, cause not established";
}

void addWeightLimits(const quantization::Placement& placement, const std::string& prefix, const quantization::Settings& settings,
                     std::map<std::string, Limits>& limits) {
    for (const quantization::Quantizer& quantizer : placement.quantizers) {
        if (quantizer.group != quantization::Group::Weights) continue;
        const auto own = quantization::weightLimits(placement.graph, quantizer, settings);
        ASSERT_TRUE(own) << own.error().message();
        const std::vector<float> low(own->range.low.begin(), own->range.low.end()), high(own->range.high.begin(), own->range.high.end());
        for (const graph::Input use : placement.graph.consumers(graph::Output{quantizer.node, 0}))
            limits[originalName(prefix + placement.graph.node(use.node).name) + ":" + std::to_string(use.port)].borders = {low, high, low,
                                                                                                                           high};
    }
    for (const quantization::BodyPlacement& body : placement.bodies)
        addWeightLimits(body.placement, prefix + placement.graph.node(body.node).name + "|", settings, limits);
}

/// Weights need no data: every weights range of the corpus from the model alone.
TEST(GoldenRanges, WeightsEqualPot) {
    RF_REQUIRE_SHARED();
    Tally tally;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        const Json json = test::readJson(golden.json);
        // Alignment changes weights, which needs data: the test below.
        if (json["status"] != "ok" || json["algorithm"] != "MinMaxQuantization" || isTakenApartForGna(golden)) continue;
        const quantization::Settings settings = test::fullGoldenSettings(json);
        const Graph prepared = quantization::prepare(ir::read(golden.xml, {}, Progress()).value(), {true}, Progress()).value();
        const auto profile = quantization::hardwareProfile(settings.device).value();
        const auto placement = quantization::place(prepared, profile, settings);
        if (!placement) {
            expectSame(tally, golden, "weights", {placement.error().message()});
            continue;
        }
        std::map<std::string, Limits> actual;
        addWeightLimits(*placement, "", settings, actual);
        auto expected = goldenLimits(json);
        for (auto& [edge, limits] : expected) limits.borders = {limits.borders[0], limits.borders[1], limits.borders[0], limits.borders[1]};
        expectSame(tally, golden, "weights", compareLimits(expected, actual, true, 1e-5));
    }
    fmt::print("golden weight ranges: {} passed, {} failed\n", tally.passed, tally.failed);
    EXPECT_GT(tally.passed, 0);
}

/// The whole way: measured, placed, filled, aligned, corrected. Where the test golden_cli takes all results through the command line,
/// one of RF_GOLDEN_STEP is enough here, to see a difference in a debugger.
TEST(GoldenRanges, EqualPotFromEndToEnd) {
    RF_REQUIRE_SHARED();
    if (const std::string problem = engineProblem(); !problem.empty()) GTEST_SKIP() << problem;
    Tally weights, activations, biases, graphs;
    int comparable = 0;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        const Json json = test::readJson(golden.json);
        if (!isComparable(json) || isTakenApartForGna(golden) || comparable++ % RF_GOLDEN_STEP != 0) continue;
        const auto run = test::runLikeGolden(golden, json);
        if (!run) {
            expectSame(activations, golden, "run", {run.error().message()});
            continue;
        }
        expectSame(graphs, golden, "graph", graph::validate(run->model));
        const auto expected = goldenLimits(json), actual = ourLimits(*run);
        const double tolerance = rangeTolerance(golden, json);
        expectSame(weights, golden, "weights", compareLimits(expected, actual, true, tolerance));
        expectSame(activations, golden, "activations", compareLimits(expected, actual, false, tolerance));
        expectSame(biases, golden, "biases", compareBiases(json, run->model, tolerance > 1e-4 || isNoiseOfSums(golden) ? 1e-3 : 1e-4));
    }
    fmt::print("golden end to end: weights {} passed, {} failed; activations {} passed, {} failed; biases {} passed, {} failed\n",
               weights.passed, weights.failed, activations.passed, activations.failed, biases.passed, biases.failed);
    EXPECT_GT(activations.passed, 0);
}

bool zeroIsOnALevel(const Limits& limits, std::int64_t levels) {
    for (std::size_t c = 0; c < limits.borders[0].size(); ++c) {
        const double low = limits.borders[0][c], high = limits.borders[1][c];
        const double position = -low * static_cast<double>(levels - 1) / (high - low);
        if (!(high > low) || std::fabs(position - std::round(position)) > 1e-3) return false;
    }
    return true;
}

/// Our own mode works on every model, those on which the original fails included, and keeps its promise about zero.
TEST(GoldenRanges, OurOwnModeQuantizesEveryModelWithZeroOnALevel) {
    RF_REQUIRE_SHARED();
    if (const std::string problem = engineProblem(); !problem.empty()) GTEST_SKIP() << problem;
    Tally tally;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        if (golden.config != "dq_mixed") continue;
        const auto run = test::runLikeGolden(golden, test::readJson(golden.json), quantization::Compatibility::Default);
        Problems problems;
        if (!run)
            problems.push_back(run.error().message());
        else
            for (const quantization::Quantizer& quantizer : run->placement.quantizers)
                if (!zeroIsOnALevel(limitsOf(run->model, quantizer), quantizer.levels))
                    problems.push_back("zero is not on a level of " + quantizer.name);
        if (run) {
            const auto compressed = quantization::compressWeights(run->model, Progress());
            if (!compressed) problems.push_back(compressed.error().message());
            for (const std::string& problem : graph::validate(compressed ? *compressed : run->model)) problems.push_back(problem);
        }
        expectSame(tally, golden, "own mode", problems);
    }
    fmt::print("own mode: {} passed, {} failed\n", tally.passed, tally.failed);
    EXPECT_GT(tally.passed, 0);
}

/// The integers behind "<quantizer>/mulpiply_by_scale", through Convert and Subtract.
NodeId integersBehind(const Graph& graph, NodeId multiply) {
    const graph::Node* node = &graph.node(multiply);
    while (!node->isConstant()) node = &graph.node(node->inputs[0].node);
    return node->id;
}

TEST(GoldenRanges, StoredWeightsEqualPotByteForByte) {
    RF_REQUIRE_SHARED();
    if (const std::string problem = engineProblem(); !problem.empty()) GTEST_SKIP() << problem;
    Tally tally;
    for (const test::GoldenCase& golden : test::goldenCases()) {
        const auto folder = test::sharedDir() / "golden" / "ir" / golden.model / golden.config;
        const Json json = test::readJson(golden.json);
        if (!std::filesystem::exists(folder) || !isComparable(json)) continue;
        std::filesystem::path xml;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".xml") xml = entry.path();
        const Graph theirs = ir::read(xml, {}, Progress()).value();
        const auto run = test::runLikeGolden(golden, json);
        ASSERT_TRUE(run) << golden.model << ": " << run.error().message();
        const Graph stored = quantization::inStoredPrecision(run->model, ir::read(golden.xml, {}, Progress()).value());
        const Graph ours = quantization::compressWeights(stored, Progress()).value();
        Problems problems;
        for (const NodeId id : theirs.nodes()) {
            const graph::Node& multiply = theirs.node(id);
            if (!multiply.name.ends_with("/mulpiply_by_scale")) continue;
            const auto own = ours.find(multiply.name);
            if (!own) {
                problems.push_back("no " + multiply.name);
                continue;
            }
            const Tensor& expected = theirs.node(integersBehind(theirs, id)).value;
            const Tensor& actual = ours.node(integersBehind(ours, *own)).value;
            int different = 0;
            const auto a = toInts(expected.view()), b = toInts(actual.view());
            for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) different += std::abs(a[i] - b[i]) > 0;
            if (expected.shape() != actual.shape() || different > 0)
                problems.push_back(fmt::format("{}: {} of {} integers differ", multiply.name, different, a.size()));
            if (theirs.producer({id, 0}).type != ours.producer({*own, 0}).type)
                problems.push_back(multiply.name + ": zero point kept or dropped");
        }
        expectSame(tally, golden, "integers", problems);
    }
    fmt::print("golden integers: {} passed, {} failed\n", tally.passed, tally.failed);
    EXPECT_GT(tally.passed, 0);
}

}  // namespace
}  // namespace rf
