// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/json_number.h"
#include "app/cli/overwrite_option.h"
#include "core/analysis/layer_error.h"
#include "core/base/atomic_file.h"
#include "core/config/project_files.h"
#include "core/data/files.h"
#include "core/engine/registry/engine_registry.h"
#include "core/export/report.h"
#include "core/pipeline/deployed_check.h"
#include "core/pipeline/optimize.h"
#include "core/pipeline/saturation_check.h"

namespace rf::cli {

namespace {

std::string cell(double value) { return std::isfinite(value) ? fmt::format("{:10.2f}", value) : fmt::format("{:>10}", "exact"); }

class CompareCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("A", m_reference, "The model to compare with, usually the float one")->required();
        app.add_option("B", m_other, "The model to judge, usually the quantized one")->required();
        m_data.declare(app, true);
        app.add_option("--samples", m_samples, "How many samples to run")->check(CLI::PositiveNumber)->capture_default_str();
        app.add_option("--csv", m_csv, "Also write the table to this file");
        app.add_option("--engine", m_engine, "openvino:CPU or reference; see the subcommand engines");
        app.add_option("--threads", m_threads, "Threads to run on; 0 stands for all processors")->check(CLI::NonNegativeNumber);
        m_overwrite.declare(app);
        declareJson(app);
    }

    Result<void> run() override {
        RF_TRY(const auto spec, m_data.spec(0));
        if (!m_csv.empty()) RF_TRY_VOID(checkCsv(spec));
        ConsoleProgress console(json());
        const auto parts = console.progress().split({1, 1, 30, 10, 20});
        console.stage("Reading the models");
        config::Project project;
        project.model = m_reference;
        RF_TRY(const auto reference, pipeline::load(project, parts[0]));
        project.model = m_other;
        RF_TRY(const auto other, pipeline::load(project, parts[1]));
        RF_TRY(const auto source, data::open(spec, engine::inputsOf(reference), {{}, parts[2].token()}));
        RF_TRY(const auto engine, engine::get(m_engine));

        console.stage("Comparing");
        analysis::LayerErrorOptions options{m_threads,
                                            std::vector<std::int64_t>(static_cast<std::size_t>(std::min(m_samples, source->size()))), true};
        std::iota(options.samples.begin(), options.samples.end(), std::int64_t{0});
        RF_TRY(const auto errors, analysis::layerErrors(reference, other, *source, *engine, options, parts[2]));
        RF_TRY(const auto saturation, pipeline::checkSaturation(other, *source, options.samples, *engine, m_threads, parts[3]));
        RF_TRY(const auto deployed, pipeline::checkDeployed(reference, other, *source, options.samples, *engine, m_threads, parts[4]));
        console.close();
        if (errors.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 and %2 have no layer of the same name; they can't be compared"),
                        m_reference, m_other);
        if (!m_csv.empty()) {
            RF_TRY_VOID(checkCsv(spec));
            AtomicFiles files;
            RF_TRY_VOID(files.add(m_csv, exporting::errorsToCsv(errors)));
            RF_TRY_VOID(files.commit());
        }
        print(errors, saturation, deployed);
        return {};
    }

private:
    Result<void> checkCsv(const data::DataSpec& spec) const {
        auto inputs = data::filesOf(spec);
        for (const std::string& model : {m_reference, m_other}) {
            config::Project project;
            project.model = model;
            std::ranges::move(config::filesOf(project), std::back_inserter(inputs));
        }
        return exporting::checkFile(m_csv, m_overwrite.earlier(), inputs);
    }

    void print(const std::vector<analysis::LayerError>& errors, const pipeline::SaturationCheck& saturation,
               const pipeline::DeployedCheck& deployed) const {
        if (json()) {
            results::Report report;
            report.errors = errors;
            fmt::print("{}\n", nlohmann::ordered_json{{"layers", nlohmann::ordered_json::parse(exporting::toJson(report))["layers"]},
                                                      {"saturation", saturationJson(saturation)},
                                                      {"deployed", deployedJson(deployed)}}
                                   .dump(2));
            return;
        }
        fmt::print("SQNR dB{:>13}{:>10}{:>12}{:>14}  layer\n", "isolated", "cosine", "max abs", "mean shift");
        for (const analysis::LayerError& error : errors)
            fmt::print("{}{}{:10.6f}{:12.4g}{:14.4g}  {} ({})\n", cell(error.accumulated.sqnr()),
                       error.isolated ? cell(error.isolated->sqnr()) : std::string(10, ' '), error.accumulated.cosine(),
                       error.accumulated.maxAbs, error.accumulated.meanShift(), error.layer, error.type);
        print(saturation);
        print(deployed);
    }

    static void print(const pipeline::DeployedCheck& deployed) {
        fmt::print("\nSQNR dB of outputs: exact   as this machine runs them\n");
        for (const pipeline::DeployedOutput& output : deployed.outputs)
            fmt::print("{:>26}{}  {}{}\n", cell(output.exact.sqnr()), cell(output.deployed.sqnr()), output.name,
                       output.isClearlyWorse() ? ": clearly worse than its FakeQuantize say" : "");
        for (const pipeline::DeployedCause& cause : deployed.causes)
            fmt::print(
                "{} ({}) is computed in another way: {:.1f} dB between the two, {:.1f} dB with it in float. Leave it in float (--ignore {})"
                ", or set saturation_fix: all\n",
                cause.layer, cause.type, cause.with, cause.without, cause.layer);
    }

    static nlohmann::ordered_json deployedJson(const pipeline::DeployedCheck& deployed) {
        nlohmann::ordered_json json{{"clearly_worse", deployed.isClearlyWorse()},
                                    {"outputs", nlohmann::ordered_json::array()},
                                    {"causes", nlohmann::ordered_json::array()}};
        for (const pipeline::DeployedOutput& output : deployed.outputs)
            json["outputs"].push_back({{"output", output.name},
                                       {"exact_sqnr_db", finite(output.exact.sqnr())},
                                       {"deployed_sqnr_db", finite(output.deployed.sqnr())},
                                       {"clearly_worse", output.isClearlyWorse()}});
        for (const pipeline::DeployedCause& cause : deployed.causes)
            json["causes"].push_back(
                {{"layer", cause.layer}, {"type", cause.type}, {"db_with", finite(cause.with)}, {"db_without", finite(cause.without)}});
        return json;
    }

    static void print(const pipeline::SaturationCheck& saturation) {
        if (saturation.clipped.empty()) return;
        fmt::print("\nOn processors without VNNI {} of {} int8 layers cut off sums that don't fit into 16 bits:\n",
                   saturation.clipped.size(), saturation.checked);
        for (const pipeline::LayerClipping& layer : saturation.clipped)
            fmt::print("{:9.4f} % of results  {} ({})\n", 100 * layer.clipping.share(), layer.layer, layer.type);
        fmt::print("The setting saturation_fix: all keeps weights small enough; --ignore NAME leaves a layer in float.\n");
    }

    static nlohmann::ordered_json saturationJson(const pipeline::SaturationCheck& saturation) {
        nlohmann::ordered_json json{
            {"checked", saturation.checked}, {"samples", saturation.samples}, {"layers", nlohmann::ordered_json::array()}};
        for (const pipeline::LayerClipping& layer : saturation.clipped)
            json["layers"].push_back({{"layer", layer.layer}, {"type", layer.type}, {"share", layer.clipping.share()}});
        return json;
    }

    std::string m_reference, m_other, m_csv, m_engine;
    DataOptions m_data;
    OverwriteOption m_overwrite;
    std::int64_t m_samples = 32;
    int m_threads = 0;
};

}  // namespace

std::unique_ptr<Command> compareCommand() { return std::make_unique<CompareCommand>(); }

}  // namespace rf::cli
