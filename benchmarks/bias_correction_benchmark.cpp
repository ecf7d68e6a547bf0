// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What fast and exact bias correction cost and what they bring, on a network with depthwise convolutions and
// squeeze-and-excitation. Without arguments that is a MobileNetV3-like network with seeded random weights on rendered
// pictures, judged by its own float outputs. With --model=<file.xml> --data=<calibration> --test=<data> [--labels=<file>]
// it is that model. --samples=N calibrates on N of them (default 300).
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

#include "benchmarks/squeeze_excite_network.h"
#include "core/calibration/collect.h"
#include "core/data/open.h"
#include "core/engine/registry/engine_registry.h"
#include "core/ir/ir.h"
#include "core/metrics/tensor_distance.h"
#include "core/quantization/algorithm.h"
#include "core/quantization/prepare.h"
#include "core/quantization/weight_compression.h"
#include "core/tensor/convert.h"

using namespace rf;
using quantization::AlgorithmName;

namespace {

struct Setup {
    graph::Graph model;
    std::shared_ptr<const data::SampleSource> calibration, test;
    std::shared_ptr<const engine::Engine> engine;
    std::int64_t samples = 300;
};

/// Seconds of the fastest of three runs: the one that other programs disturbed least.
double fastest(const std::function<void()>& work) {
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

std::vector<std::int64_t> firstOf(const data::SampleSource& source, std::int64_t count) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(std::min(count, source.size())));
    std::iota(indices.begin(), indices.end(), std::int64_t{0});
    return indices;
}

std::vector<Tensor> outputsOf(const Setup& setup, const graph::Graph& graph, engine::Arithmetic arithmetic,
                              const data::SampleSource& source, const std::vector<std::int64_t>& samples) {
    std::vector<Tensor> outputs(samples.size());
    const auto program = setup.engine->compile(graph, {}, {0, arithmetic}, {}).value();
    const auto keep = [&](std::int64_t sample, std::span<const Tensor> results) -> Result<void> {
        outputs[static_cast<std::size_t>(sample)] = results[0];
        return {};
    };
    program->run(source, samples, keep, Progress()).value();
    return outputs;
}

graph::Graph quantized(const Setup& setup, const graph::Graph& prepared, const std::vector<quantization::AlgorithmEntry>& algorithms) {
    quantization::Settings settings;
    settings.algorithms = algorithms;
    settings.sampling.subsetSize = setup.samples;
    const auto profile = quantization::hardwareProfile(settings.device).value();
    const auto steps = quantization::plan(settings, profile).value();
    quantization::State state = quantization::start(prepared, steps, settings, profile).value();
    for (const quantization::Step& step : steps) {
        const quantization::StepNeeds needs = quantization::needsOf(step, state, setup.calibration->size()).value();
        calibration::Statistics statistics;
        if (!needs.requests.empty())
            statistics =
                calibration::collect(needs.graph, needs.requests, *setup.calibration, *setup.engine, {0, needs.samples, {}}, Progress())
                    .value();
        const auto collectTensors = [&](const calibration::TensorRequest& request, const Progress& progress) {
            return calibration::collectTensors(request, *setup.calibration, *setup.engine, 0, progress);
        };
        state = quantization::applyStep(step, needs, statistics, std::move(state), collectTensors, Progress()).value();
    }
    return quantization::compressWeights(state.model, Progress()).value();
}

std::int64_t largest(const Tensor& scores) {
    const std::vector<float> values = toFloats(scores.view());
    return std::distance(values.begin(), std::max_element(values.begin(), values.end()));
}

std::string percent(std::int64_t part, std::int64_t whole) {
    return fmt::format("{:.2f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

/// "SQNR | same answer | accuracy"
std::string judged(const Setup& setup, const std::vector<Tensor>& outputs, const std::vector<Tensor>& reference) {
    metrics::Distance distance;
    std::int64_t same = 0, right = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        distance.add(outputs[i].view(), reference[i].view()).value();
        same += largest(outputs[i]) == largest(reference[i]);
        if (setup.test->hasLabels())
            right += data::Annotation(largest(outputs[i])) == setup.test->annotation(static_cast<std::int64_t>(i)).value();
    }
    const auto count = std::ssize(outputs);
    return fmt::format("{:>9.2f} dB | {:>11} | {:>8}", distance.sqnr(), percent(same, count),
                       setup.test->hasLabels() ? percent(right, count) : "-");
}

void compare(const Setup& setup) {
    const graph::Graph prepared = quantization::prepare(setup.model, {}, Progress()).value();
    const auto calibrationSamples = firstOf(*setup.calibration, setup.samples);
    const auto testSamples = firstOf(*setup.test, setup.test->size());
    const auto reference = outputsOf(setup, setup.model, engine::Arithmetic::Exact, *setup.test, testSamples);
    const double plain = fastest([&] { outputsOf(setup, prepared, engine::Arithmetic::Exact, *setup.calibration, calibrationSamples); });

    fmt::print("{}, {} layers, {} calibration and {} test samples\n", setup.engine->info().name, prepared.size(), calibrationSamples.size(),
               testSamples.size());
    fmt::print("bias correction | time / plain inference | time / none | output SQNR  | same answer | accuracy\n");
    fmt::print("float           | {:>22.2f} | {:>11} | {}\n", 1.0, "-", judged(setup, reference, reference));
    double none = 0.0;
    const std::vector<std::pair<std::string, std::vector<quantization::AlgorithmEntry>>> variants = {
        {"none", {}}, {"fast", {{AlgorithmName::FastBiasCorrection}}}, {"exact", {{AlgorithmName::BiasCorrection}}}};
    for (const auto& [name, correction] : variants) {
        std::vector<quantization::AlgorithmEntry> algorithms = {{AlgorithmName::ActivationChannelAlignment},
                                                                {AlgorithmName::MinMaxQuantization}};
        algorithms.insert(algorithms.end(), correction.begin(), correction.end());
        graph::Graph exported;
        const double seconds = fastest([&] { exported = quantized(setup, prepared, algorithms); });
        if (correction.empty()) none = seconds;
        const auto outputs = outputsOf(setup, exported, engine::Arithmetic::Deployed, *setup.test, testSamples);
        fmt::print("{:<15} | {:>22.2f} | {:>11.2f} | {}\n", name, seconds / plain, seconds / none, judged(setup, outputs, reference));
    }
}

Result<Setup> setupFor(const std::map<std::string, std::string>& options) {
    Setup setup;
    if (options.contains("samples")) setup.samples = std::stoll(options.at("samples"));
    RF_TRY(setup.engine, engine::get(""));
    if (!options.contains("model")) {
        setup.model = benchmarks::squeezeExciteNetwork(1);
        setup.calibration = benchmarks::renderedPictures(setup.samples, 2);
        setup.test = benchmarks::renderedPictures(1000, 3);
        return setup;
    }
    RF_TRY(setup.model, ir::read(options.at("model"), {}, Progress()));
    const auto inputs = engine::inputsOf(setup.model);
    const auto at = [&](const char* key) { return options.contains(key) ? options.at(key) : std::string(); };
    const auto opened = [&](const std::string& location, const std::string& labels) {
        data::Source source;
        source.location = location;
        source.labels = labels;
        data::DataSpec spec;
        spec.sources = {std::move(source)};
        return data::open(spec, inputs);
    };
    RF_TRY(setup.calibration, opened(at("data"), ""));
    RF_TRY(setup.test, opened(at("test"), at("labels")));
    return setup;
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::string> options;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        if (!argument.starts_with("--") || equals == std::string::npos) {
            std::fputs("usage: [--samples=N] [--model=FILE.xml --data=CALIBRATION --test=DATA [--labels=FILE]]\n", stderr);
            return 2;
        }
        options[argument.substr(2, equals - 2)] = argument.substr(equals + 1);
    }
    const auto setup = setupFor(options);
    if (!setup) {
        fmt::print(stderr, "{}\n", setup.error().message());
        return 1;
    }
    compare(*setup);
    return 0;
}
