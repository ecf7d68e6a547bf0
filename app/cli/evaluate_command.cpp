// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/json_number.h"
#include "app/cli/overwrite_option.h"
#include "app/cli/read_config.h"
#include "app/cli/validators.h"
#include "core/base/atomic_file.h"
#include "core/config/config.h"
#include "core/config/project_files.h"
#include "core/engine/registry/engine_registry.h"
#include "core/metrics/registry.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

namespace {

using Json = nlohmann::ordered_json;

// Wider tables are no longer read by people; --json has them whole.
constexpr std::int64_t kMostShownClasses = 20;

std::string metricHelp() {
    std::string text = "TYPE[@VALUE][:KEY=VALUE,…], repeat for several; the default is accuracy@1.";
    for (const metrics::MetricType& type : metrics::metricTypes()) {
        text += fmt::format("\n{}: {}", type.type, type.summary);
        for (const metrics::ParameterInfo& parameter : type.parameters)
            text += fmt::format("\n    {}{}{}", parameter.name, parameter.standard.empty() ? "" : "=", parameter.standard);
    }
    return text;
}

Json confusionJson(const metrics::ConfusionTable& table) {
    Json rows = Json::array();
    for (std::int64_t truth = 0; truth < table.classes(); ++truth) {
        Json row = Json::array();
        for (std::int64_t predicted = 0; predicted < table.classes(); ++predicted) row.push_back(table.count(truth, predicted));
        rows.push_back(std::move(row));
    }
    return rows;
}

void printConfusion(const metrics::ConfusionTable& table) {
    const std::int64_t shown = std::min(table.classes(), kMostShownClasses);
    fmt::print("\nlabel \\ predicted\n      ");
    for (std::int64_t predicted = 0; predicted < shown; ++predicted) fmt::print("{:>6}", predicted);
    fmt::print("   recall\n");
    for (std::int64_t truth = 0; truth < shown; ++truth) {
        fmt::print("{:>6}", truth);
        for (std::int64_t predicted = 0; predicted < shown; ++predicted) fmt::print("{:>6}", table.count(truth, predicted));
        const std::int64_t all = table.ofClass(truth);
        fmt::print("  {}\n",
                   all > 0 ? fmt::format("{:>6.2f} %", 100.0 * static_cast<double>(table.count(truth, truth)) / static_cast<double>(all))
                           : "     –");
    }
    if (shown < table.classes()) fmt::print("({} more classes; --json has the whole table)\n", table.classes() - shown);
}

class EvaluateCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("--config", m_config, "A configuration whose model, test data and metrics are taken where no option says otherwise");
        app.add_option("--model", m_model, config::optionHelp("--model"));
        app.add_option("--weights", m_weights, config::optionHelp("--weights"));
        m_data.declare(app, false);
        app.add_option("--metric", m_metrics, metricHelp())->allow_extra_args(false);
        app.add_option("--reference", m_reference, "The float model, for metrics that compare with it (nmse, sqnr, cosine)");
        app.add_flag("--confusion", m_confusion, "Classification: how often each class was taken for each");
        app.add_option("--per-sample", m_perSample, "Write what is said of each sample to this file (CSV)");
        app.add_option("--engine", m_engine, "openvino:CPU or reference; see the subcommand engines");
        app.add_option("--threads", m_threads, "Threads to run on; 0 stands for all processors")->check(nonNegative());
        m_overwrite.declare(app);
        m_permission.declare(app);
        declareJson(app);
    }

    Result<void> run() override {
        RF_TRY(const config::Project project, this->project());
        if (!m_perSample.empty()) RF_TRY_VOID(checkSamplesFile(project));
        ConsoleProgress console(json());
        const auto parts = console.progress().split({1, 1, 30});
        console.stage("Reading the model");
        RF_TRY(const auto graph, pipeline::load(project, parts[0]));
        std::optional<graph::Graph> reference;
        if (!m_reference.empty()) {
            config::Project floatProject;
            floatProject.model = m_reference;
            RF_TRY(reference, pipeline::load(floatProject, parts[1]));
        }
        RF_TRY(const auto source, data::open(*project.testData, engine::inputsOf(graph), {m_permission.permission(), parts[2].token()}));
        RF_TRY(const auto engine, engine::get(project.engine));
        console.stage("Evaluating");
        pipeline::EvaluateOptions options{m_threads, engine::Arithmetic::Deployed, reference ? &*reference : nullptr,
                                          m_permission.permission(), !m_perSample.empty()};
        RF_TRY(const auto result, pipeline::evaluate(graph, *source, project.metrics, *engine, options, parts[2]));
        console.close();
        if (!m_perSample.empty()) RF_TRY_VOID(writeSamples(project, result));
        if (m_confusion && !result.confusion)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "--confusion: needs class numbers as labels and an output with one score per class"));
        if (json())
            printJson(result);
        else
            print(result);
        return {};
    }

private:
    /// The configuration with the options in it; what is evaluated is its test data.
    Result<config::Project> project() const {
        config::Project project;
        if (!m_config.empty()) { RF_TRY(project, readConfig(m_config)); }
        if (!m_model.empty()) {
            project.model = m_model;
            project.weights.clear();  // those of the configuration are another model's
        }
        if (!m_weights.empty()) project.weights = m_weights;
        if (project.model.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no model is named; give --model MODEL.xml or --config FILE"));
        if (!project.testData) project.testData = project.data;
        RF_TRY_VOID(m_data.applyTo(*project.testData));
        if (project.testData->sources.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no data is named; give --data SRC or --config FILE"));
        if (!m_metrics.empty()) {
            project.metrics.clear();
            for (const std::string& text : m_metrics) { RF_TRY(project.metrics.emplace_back(), metrics::parseSpec(text)); }
        }
        RF_TRY_VOID(config::checkMeasurable(project));
        if (project.metrics.empty()) { RF_TRY(project.metrics.emplace_back(), metrics::parseSpec("accuracy@1")); }
        if (!m_engine.empty()) project.engine = m_engine;
        return project;
    }

    Result<void> checkSamplesFile(const config::Project& project) const {
        auto inputs = config::filesOf(project);
        for (const char* ending : {".xml", ".bin"})
            if (!m_reference.empty()) inputs.push_back(std::filesystem::path(m_reference).replace_extension(ending));
        return exporting::checkFile(m_perSample, m_overwrite.earlier(), inputs);
    }

    Result<void> writeSamples(const config::Project& project, const pipeline::Evaluation& result) const {
        RF_TRY_VOID(checkSamplesFile(project));
        AtomicFiles files;
        RF_TRY_VOID(files.add(m_perSample, pipeline::samplesToCsv(result)));
        return files.commit();
    }

    void printJson(const pipeline::Evaluation& result) const {
        Json json{{"metric", result.scores.front().metric},
                  {"value", finite(result.value)},
                  {"samples", result.samples},
                  {"seconds", result.seconds}};
        json["metrics"] = Json::array();
        for (const results::Score& score : result.scores)
            json["metrics"].push_back({{"metric", score.metric},
                                       {"value", finite(score.value)},
                                       {"better", score.better == metrics::Better::Higher ? "higher" : "lower"}});
        if (m_confusion) json["confusion"] = confusionJson(*result.confusion);
        fmt::print("{}\n", json.dump(2));
    }

    void print(const pipeline::Evaluation& result) const {
        for (const results::Score& score : result.scores)
            fmt::print("{}: {} of {} samples ({:.0f} samples/s)\n", score.metric, metrics::formatted(score.value, score.unit),
                       result.samples, static_cast<double>(result.samples) / std::max(result.seconds, 1e-9));
        if (m_confusion) printConfusion(*result.confusion);
    }

    DataOptions m_data;
    OverwriteOption m_overwrite;
    PermissionOption m_permission;
    std::vector<std::string> m_metrics;
    std::string m_config, m_model, m_weights, m_engine, m_reference, m_perSample;
    int m_threads = 0;
    bool m_confusion = false;
};

}  // namespace

std::unique_ptr<Command> evaluateCommand() { return std::make_unique<EvaluateCommand>(); }

}  // namespace rf::cli
