// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "app/cli/benchmark_output.h"
#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/validators.h"
#include "core/engine/registry/engine_registry.h"
#include "core/pipeline/latency.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

namespace {

constexpr std::int64_t kMostSamples = 4;  // whose values are not all alike; the time seldom depends on them

class BenchmarkCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("MODEL", m_models, "The models to time; the first, usually the float one, is what the others are compared with")
            ->required();
        app.add_option("--hint", m_purpose, "latency: one run at a time; throughput: as many at once as the device does best")
            ->transform(CLI::CheckedTransformer(
                std::map<std::string, engine::Purpose>{{"latency", engine::Purpose::Latency}, {"throughput", engine::Purpose::Throughput}}))
            ->default_str("latency");
        app.add_option("--threads", m_threads, "Threads to run on; 0 stands for as many as the device takes by itself")
            ->check(nonNegative());
        app.add_option("--seconds", m_seconds, "About how long to measure")->check(CLI::Range(0.1, 86400.0))->capture_default_str();
        m_data.declare(app, false);
        app.add_flag("!--no-layers", m_layers, "Leave out what each layer takes");
        app.add_option("--engine", m_engine, "openvino:CPU or reference; see the subcommand engines");
        declareJson(app);
    }

    Result<void> run() override {
        ConsoleProgress console(json());
        const auto parts = console.progress().split({1, 30});
        console.stage("Reading the models");
        RF_TRY(const auto networks, load(parts[0]));
        RF_TRY(const auto inputs, this->inputs(networks.front(), parts[0].token()));
        RF_TRY(const auto engine, engine::get(m_engine));
        console.stage("Measuring");
        RF_TRY(const auto result, pipeline::benchmark(networks, inputs, *engine, {m_purpose, m_threads, m_seconds, m_layers}, parts[1]));
        console.close();
        const BenchmarkFacts facts{m_models, engine->info(), m_purpose, m_threads, assumed(networks.front(), inputs.front())};
        fmt::print("{}", json() ? benchmarkJson(facts, result) : benchmarkText(facts, result));
        return {};
    }

private:
    Result<std::vector<graph::Graph>> load(const Progress& progress) const {
        std::vector<graph::Graph> networks;
        const auto parts = progress.equalParts(m_models.size());
        for (std::size_t i = 0; i < m_models.size(); ++i) {
            config::Project project;
            project.model = m_models[i];
            RF_TRY(networks.emplace_back(), pipeline::load(project, parts[i]));
        }
        return networks;
    }

    Result<std::vector<std::vector<Tensor>>> inputs(const graph::Graph& network, const std::stop_token& token) const {
        RF_TRY(data::DataSpec spec, m_data.spec(0));
        const bool random = spec.sources.empty();
        if (random) spec.sources.push_back({{}, fmt::format("synthetic:{}", kMostSamples)});
        auto source = data::open(spec, engine::inputsOf(network), {{}, token});
        if (!source && random)
            return std::move(source).error().during(
                RF_TEXT("core", "no data is named, so random inputs are made; --data \"INPUT[1x3x224x224]=synthetic:4\" sets a shape"));
        if (!source) return std::move(source).error();
        return pipeline::timingInputs(**source, kMostSamples);
    }

    /// What unknown shapes became, an input a sentence.
    std::vector<std::string> assumed(const graph::Graph& network, const std::vector<Tensor>& inputs) const {
        std::vector<std::string> sentences;
        const std::vector<data::InputInfo> expected = engine::inputsOf(network);
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (!elementCount(expected[i].shape))
                sentences.push_back(
                    fmt::format("input '{}' takes {}; timed with {}", expected[i].name, text(expected[i].shape), text(inputs[i].shape())));
        if (m_data.sources.empty()) sentences.push_back("inputs are random numbers; --data names real ones");
        return sentences;
    }

    std::vector<std::string> m_models;
    DataOptions m_data;
    std::string m_engine;
    engine::Purpose m_purpose = engine::Purpose::Latency;
    int m_threads = 0;
    double m_seconds = 10;
    bool m_layers = true;
};

}  // namespace

std::unique_ptr<Command> benchmarkCommand() { return std::make_unique<BenchmarkCommand>(); }

}  // namespace rf::cli
