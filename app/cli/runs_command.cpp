// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/overwrite_option.h"
#include "app/cli/store_option.h"
#include "app/cli/store_texts.h"
#include "core/base/atomic_file.h"

namespace rf::cli {

namespace {

using storage::RunRecord;
using Json = nlohmann::ordered_json;

/// A text of the store that is JSON by itself, where it is.
Json embedded(const std::string& text) {
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json(text) : json;
}

Json summaryOf(const RunRecord& run) {
    Json steps = Json::array();
    for (const auto& step : run.steps) steps.push_back({{"number", step.number}, {"name", step.name}, {"ended", step.ended}});
    return {{"run", run.id.value()}, {"status", word(run.status)}, {"command", run.start.command}, {"model", run.start.model},
            {"began", run.began},    {"ended", run.ended},         {"program", run.start.version}, {"steps", std::move(steps)}};
}

Json wholeOf(const RunRecord& run) {
    Json json = summaryOf(run);
    json["settings"] = embedded(run.start.project);
    const bool isReport = run.status == storage::RunStatus::Finished;
    if (!run.report.empty()) json[isReport ? "report" : "error"] = embedded(run.report);
    return json;
}

std::string lineOf(const RunRecord& run) {
    return fmt::format("{:>5}  {:<11}  {}  {:<8}  {:>5}  {}", run.id.value(), word(run.status), timeText(run.began), run.start.command,
                       run.steps.size(), run.start.model);
}

/// The runs that a store has kept.
class RunsCommand : public Command {
public:
    void declare(CLI::App& app) override {
        m_store.declare(app, false);
        declareJson(app);
        app.require_subcommand(1);
        app.fallthrough();
        m_list = app.add_subcommand("list", "List the runs, the newest first");
        m_show = app.add_subcommand("show", "Print settings, steps and report of a run");
        m_export = app.add_subcommand("export", "Write a run with settings, steps and report as JSON");
        m_remove = app.add_subcommand("remove", "Remove runs from the store; the models that they wrote stay");
        for (CLI::App* one : {m_show, m_export}) one->add_option("RUN", m_run, "Number of the run, see 'runs list'")->required();
        m_remove->add_option("RUN", m_removed, "Numbers of runs")->required();
        m_export->add_option("FILE", m_file, "The file to write")->required();
        m_overwrite.declare(*m_export);
    }

    Result<void> run() override {
        RF_TRY(const auto store, m_store.open([this](const Error& warning) { printWarning(warning, json()); }));
        if (m_list->parsed()) return list(*store);
        if (m_show->parsed()) return show(*store);
        return m_export->parsed() ? exportRun(*store) : remove(*store);
    }

private:
    Result<void> list(storage::Store& store) const {
        RF_TRY(const auto runs, store.runs());
        if (json()) {
            Json all = Json::array();
            for (const RunRecord& run : runs) all.push_back(summaryOf(run));
            fmt::print("{}\n", all.dump(2));
        } else if (runs.empty()) {
            fmt::print("{} has no runs\n", store.file().string());
        } else {
            fmt::print("{:>5}  {:<11}  {:<19}  {:<8}  {:>5}  {}\n", "run", "status", "began", "command", "steps", "model");
            for (const RunRecord& run : runs) fmt::print("{}\n", lineOf(run));
        }
        return {};
    }

    Result<RunRecord> find(storage::Store& store) const {
        RF_TRY(auto run, store.run(storage::RunId(m_run)));
        if (run) return *std::move(run);
        return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: there is no run %2; 'runs list' shows which there are"), store.file(), m_run);
    }

    Result<void> show(storage::Store& store) const {
        RF_TRY(const RunRecord run, find(store));
        const Json whole = wholeOf(run);
        if (json()) {
            fmt::print("{}\n", whole.dump(2));
            return {};
        }
        fmt::print("Run {}: {} of {}, {}\nBegan {}, ended {}, Rangefinder {}\n", run.id.value(), run.start.command, run.start.model,
                   word(run.status), timeText(run.began), timeText(run.ended), run.start.version);
        for (const auto& step : run.steps) fmt::print("Step {}: {}, done {}\n", step.number + 1, step.name, timeText(step.ended));
        for (const char* part : {"error", "settings", "report"})
            if (whole.contains(part))
                fmt::print("\n{}:\n{}\n", part, whole[part].is_string() ? whole[part].get<std::string>() : whole[part].dump(2));
        return {};
    }

    Result<void> exportRun(storage::Store& store) const {
        RF_TRY(const RunRecord run, find(store));
        RF_TRY_VOID(exporting::checkFile(m_file, m_overwrite.earlier(), {store.file()}));
        AtomicFiles files;
        RF_TRY_VOID(files.add(m_file, wholeOf(run).dump(2) + "\n"));
        RF_TRY_VOID(files.commit());
        if (json())
            fmt::print("{}\n", Json{{"run", m_run}, {"file", m_file}}.dump());
        else
            fmt::print("Run {} written to {}\n", m_run, m_file);
        return {};
    }

    Result<void> remove(storage::Store& store) const {
        for (const std::int32_t run : m_removed) RF_TRY_VOID(store.remove(storage::RunId(run)));
        if (json())
            fmt::print("{}\n", Json{{"removed", m_removed}}.dump());
        else
            for (const std::int32_t run : m_removed) fmt::print("Run {} removed\n", run);
        return {};
    }

    StoreOption m_store;
    OverwriteOption m_overwrite;
    CLI::App *m_list = nullptr, *m_show = nullptr, *m_export = nullptr, *m_remove = nullptr;
    std::int32_t m_run = 0;
    std::vector<std::int32_t> m_removed;
    std::string m_file;
};

}  // namespace

std::unique_ptr<Command> runsCommand() { return std::make_unique<RunsCommand>(); }

}  // namespace rf::cli
