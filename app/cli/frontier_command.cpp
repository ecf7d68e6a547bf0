// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/json_number.h"
#include "app/cli/overwrite_option.h"
#include "app/cli/store_option.h"
#include "app/cli/store_texts.h"
#include "core/base/atomic_file.h"
#include "core/base/mapped_file.h"
#include "core/config/config.h"
#include "core/export/report.h"
#include "core/metrics/registry.h"
#include "core/results/frontier_output.h"

namespace rf::cli {

namespace {

using results::RatedStep;
using results::SearchRecord;
using Json = nlohmann::ordered_json;

/// A search, and the configuration that it was started with where that is known.
struct KeptSearch {
    SearchRecord record;
    std::optional<config::Project> project;
};

/// The candidates of a search that no other beats.
class FrontierCommand : public Command {
public:
    void declare(CLI::App& app) override {
        m_store.declare(app, false);
        declareJson(app);
        app.add_option("RUN", m_run, "Number of a run, see 'runs list', or the report.json of an exported model")->required();
        app.add_option("--csv", m_csv, "Write all candidates as a table");
        app.add_option("--svg", m_svg, "Draw accuracy over latency");
        const auto number = app.add_option("--candidate", m_candidate, "Number of a candidate of the table");
        app.add_option("--configuration", m_configuration, "Write the configuration that gives this candidate, for 'optimize'")
            ->needs(number);
        m_overwrite.declare(app);
    }

    Result<void> run() override {
        RF_TRY(const KeptSearch kept, read());
        const std::vector<RatedStep> steps = results::ratedSteps(kept.record);
        RF_TRY_VOID(writeFiles(kept, steps));
        return json() ? printJson(kept.record, steps) : print(kept.record, steps);
    }

private:
    Result<KeptSearch> read() {
        const bool isNumber = !m_run.empty() && std::all_of(m_run.begin(), m_run.end(), [](unsigned char c) { return std::isdigit(c); });
        if (isNumber && m_run.size() < 10) return readRun(std::stoi(m_run));
        RF_TRY(const auto file, MappedFile::open(m_run));
        const std::string text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
        RF_TRY(SearchRecord record, exporting::searchIn(text, m_run));
        m_inputs.push_back(m_run);
        return KeptSearch{std::move(record), std::nullopt};
    }

    Result<KeptSearch> readRun(int number) {
        RF_TRY(const auto store, m_store.open([this](const Error& warning) { printWarning(warning, json()); }));
        RF_TRY(const auto run, store->run(storage::RunId(number)));
        if (!run)
            return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: there is no run %2; 'runs list' shows which there are"), store->file(),
                        number);
        const std::string name = "run " + m_run;
        if (run->status != storage::RunStatus::Finished)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 has not finished: it is %2"), name, word(run->status));
        RF_TRY(SearchRecord record, exporting::searchIn(run->report, name));
        RF_TRY(config::Project project, config::readText(run->start.project, "/", name + ".json"));
        m_inputs.push_back(store->file());
        return KeptSearch{std::move(record), std::move(project)};
    }

    Result<void> writeFiles(const KeptSearch& kept, const std::vector<RatedStep>& steps) const {
        AtomicFiles files;
        const auto add = [&](const std::string& file, const std::string& text) -> Result<void> {
            RF_TRY_VOID(exporting::checkFile(file, m_overwrite.earlier(), m_inputs));
            return files.add(file, text);
        };
        if (!m_csv.empty()) RF_TRY_VOID(add(m_csv, results::frontierCsv(kept.record)));
        if (!m_svg.empty()) RF_TRY_VOID(add(m_svg, results::frontierSvg(kept.record)));
        if (!m_configuration.empty()) {
            RF_TRY(const std::string text, configurationOf(kept, steps));
            RF_TRY_VOID(add(m_configuration, text));
        }
        return files.commit();
    }

    Result<std::string> configurationOf(const KeptSearch& kept, const std::vector<RatedStep>& steps) const {
        const auto found = std::find_if(steps.begin(), steps.end(), [&](const RatedStep& rated) { return rated.number == m_candidate; });
        if (found == steps.end())
            return fail(ErrorCode::NotFound, RF_TEXT("core", "there is no candidate %1; the table shows which there are"), m_candidate);
        const search::Candidate& candidate = found->step.candidate;
        if (!candidate.settings)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "candidate %1 is the float model, which has no settings"), m_candidate);
        if (!candidate.inFloat.empty() || !candidate.widened.empty())
            return fail(ErrorCode::Unsupported,
                        RF_TEXT("core", "candidate %1 has layers that were changed after quantization, which no configuration says"),
                        m_candidate);
        config::Project project = kept.project.value_or(config::Project{});
        project.quantization = *candidate.settings;
        project.accuracyControl.reset();
        project.tuning.reset();
        project.search.reset();
        return config::write(project);
    }

    Result<void> printJson(const SearchRecord& record, const std::vector<RatedStep>& steps) const {
        Json all = Json::array();
        for (const RatedStep& rated : steps) {
            Json line{{"number", rated.number}, {"on_frontier", rated.onFrontier}};
            line.update(Json::parse(results::toJson(rated.step, record.metrics)));
            all.push_back(std::move(line));
        }
        const auto target = results::targetValue(record);
        fmt::print("{}\n", Json{{"target", target ? finite(*target) : Json()}, {"candidates", std::move(all)}}.dump(2));
        return {};
    }

    Result<void> print(const SearchRecord& record, const std::vector<RatedStep>& steps) const {
        const auto unit = record.metrics.empty() ? metrics::Unit::Number : record.metrics[0].unit;
        const std::string metric = record.metrics.empty() ? "value" : record.metrics[0].name;
        std::vector<RatedStep> best;
        std::copy_if(steps.begin(), steps.end(), std::back_inserter(best), [](const RatedStep& rated) { return rated.onFrontier; });
        const auto latency = [](const RatedStep& rated) {
            return rated.step.answer.latency ? rated.step.answer.latency->milliseconds : INFINITY;
        };
        std::stable_sort(best.begin(), best.end(), [&](const RatedStep& a, const RatedStep& b) { return latency(a) < latency(b); });
        fmt::print("{:>6}  {:<10}  {:>14}  {:>10}  {:>10}  {:>9}  {}\n", "number", "step", metric, "ms", "weights", "quantized",
                   "accepted");
        for (const RatedStep& rated : best) {
            const search::Answer& answer = rated.step.answer;
            const std::string time =
                answer.latency ? fmt::format("{:.3f}{}", answer.latency->milliseconds, answer.latency->predicted ? "*" : "") : "-";
            fmt::print("{:>6}  {:<10}  {:>14}  {:>10}  {:>10}  {:>7.0f} %  {}\n", rated.number, rated.step.what,
                       metrics::formatted(answer.values[0], unit), time, sizeText(answer.bytes), 100 * answer.quantizedShare,
                       rated.step.accepted || rated.step.what == "float" ? "yes" : "no");
        }
        if (std::any_of(best.begin(), best.end(),
                        [](const RatedStep& rated) { return rated.step.answer.latency && rated.step.answer.latency->predicted; }))
            fmt::print("* predicted from measured layers\n");
        fmt::print("{} of {} candidates are beaten by none\n", best.size(), steps.size());
        if (const auto target = results::targetValue(record)) fmt::print("Target: {} {}\n", metric, metrics::formatted(*target, unit));
        return {};
    }

    StoreOption m_store;
    OverwriteOption m_overwrite;
    std::string m_run, m_csv, m_svg, m_configuration;
    std::size_t m_candidate = 0;
    std::vector<std::filesystem::path> m_inputs;
};

}  // namespace

std::unique_ptr<Command> frontierCommand() { return std::make_unique<FrontierCommand>(); }

}  // namespace rf::cli
