// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <algorithm>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "core/engine/registry/engine_registry.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

namespace {

class EvaluateCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("--model", m_project.model, "OpenVINO IR (.xml)")->required();
        app.add_option("--weights", m_project.weights, "The .bin, where it is not beside the .xml");
        m_data.declare(app, true);
        app.add_option("--metric", m_metric, "accuracy@1, accuracy@5, …")->capture_default_str();
        app.add_option("--engine", m_project.engine, "openvino:CPU or reference; see the subcommand engines");
        app.add_option("--threads", m_project.threads, "Threads to run on; 0 stands for all processors")->check(CLI::NonNegativeNumber);
        declareJson(app);
    }

    Result<void> run() override {
        ConsoleProgress console(json());
        const auto parts = console.progress().split({1, 30});
        console.stage("Reading the model");
        RF_TRY(const auto graph, pipeline::load(m_project, parts[0]));
        RF_TRY(const auto spec, m_data.spec(0));
        RF_TRY(const auto source, data::open(spec, engine::inputsOf(graph)));
        RF_TRY(const auto engine, engine::get(m_project.engine));
        console.stage("Evaluating");
        RF_TRY(const auto result, pipeline::evaluate(graph, *source, m_metric, *engine, {m_project.threads, engine::Arithmetic::Deployed}, parts[1]));
        console.close();
        if (json())
            fmt::print("{}\n", nlohmann::ordered_json{{"metric", m_metric}, {"value", result.value}, {"samples", result.samples}, {"seconds", result.seconds}}.dump(2));
        else
            fmt::print("{}: {:.2f} % of {} samples ({:.0f} samples/s)\n", m_metric, result.value * 100, result.samples,
                       static_cast<double>(result.samples) / std::max(result.seconds, 1e-9));
        return {};
    }

private:
    config::Project m_project;
    DataOptions m_data;
    std::string m_metric = "accuracy@1";
};

}  // namespace

std::unique_ptr<Command> evaluateCommand() { return std::make_unique<EvaluateCommand>(); }

}  // namespace rf::cli
