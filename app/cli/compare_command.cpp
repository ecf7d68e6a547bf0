// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/device_text.h"
#include "app/cli/overwrite_option.h"
#include "app/cli/validators.h"
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
        app.add_option("--threads", m_threads, "Threads to run on; 0 stands for all processors")->check(nonNegative());
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
        results::Report report;
        RF_TRY(report.errors, analysis::layerErrors(reference, other, *source, *engine, options, parts[2]));
        RF_TRY(report.saturation, pipeline::checkSaturation(other, *source, options.samples, *engine, m_threads, parts[3]));
        RF_TRY(report.deployed, pipeline::checkDeployed(reference, other, *source, options.samples, *engine, m_threads, parts[4]));
        console.close();
        if (report.errors.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 and %2 have no layer of the same name; they can't be compared"),
                        m_reference, m_other);
        if (!m_csv.empty()) {
            RF_TRY_VOID(checkCsv(spec));
            AtomicFiles files;
            RF_TRY_VOID(files.add(m_csv, exporting::errorsToCsv(report.errors)));
            RF_TRY_VOID(files.commit());
        }
        print(report);
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

    void print(const results::Report& report) const {
        if (json()) {
            const auto all = nlohmann::ordered_json::parse(exporting::toJson(report));
            fmt::print(
                "{}\n",
                nlohmann::ordered_json{{"layers", all["layers"]}, {"saturation", all["saturation"]}, {"deployed", all["deployed"]}}.dump(
                    2));
            return;
        }
        fmt::print("SQNR dB{:>13}{:>10}{:>12}{:>14}  layer\n", "isolated", "cosine", "max abs", "mean shift");
        for (const analysis::LayerError& error : report.errors)
            fmt::print("{}{}{:10.6f}{:12.4g}{:14.4g}  {} ({})\n", cell(error.accumulated.sqnr()),
                       error.isolated ? cell(error.isolated->sqnr()) : std::string(10, ' '), error.accumulated.cosine(),
                       error.accumulated.maxAbs, error.accumulated.meanShift(), error.layer, error.type);
        fmt::print("{}", deviceText(report, true));
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
