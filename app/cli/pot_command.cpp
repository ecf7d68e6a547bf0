// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/pot_log.h"
#include "app/cli/pot_project.h"
#include "app/cli/pot_search_log.h"
#include "app/cli/read_config.h"
#include "app/cli/store_option.h"
#include "core/base/atomic_file.h"
#include "core/base/file_identity.h"
#include "core/base/version.h"
#include "core/config/names.h"
#include "core/config/project_files.h"
#include "core/export/earlier_result.h"
#include "core/pipeline/stored_run.h"

namespace rf::cli {

namespace {

// Names before a colon are padded to this.
constexpr int kNameWidth = 27;
// Where POT put the model after every step of a search.
constexpr const char* kIntermediateFolder = "accuracy_aware_intermediate";

const char* potStageName(pipeline::Stage stage) {
    switch (stage) {
        case pipeline::Stage::Prepare: return "Preparing the model";
        case pipeline::Stage::Calibrate: return "Computing statistics";
        case pipeline::Stage::Quantize: return "Quantizing";
        case pipeline::Stage::Compare: return "Comparing layers";
        case pipeline::Stage::Evaluate: return "Evaluating";
    }
    return "";
}

class LogListener : public pipeline::Listener {
public:
    LogListener(PotLog& log, PotSearchLog& search) : m_log(log), m_search(search) {}
    void stageEntered(pipeline::Stage stage) override { m_log.info(potStageName(stage)); }
    Result<void> searchStepDone(const pipeline::SearchProgress& progress) override { return m_search.stepDone(progress); }

private:
    PotLog& m_log;
    PotSearchLog& m_search;
};

/// POT replaced what an earlier run had left in its folders, and scripts rely on that.
exporting::Target targetIn(const std::filesystem::path& folder, const config::Project& project) {
    return {folder / "optimized", config::resultName(project), exporting::Earlier::Replace};
}

/// The command line of POT: its options, its folders, its log.
class PotCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("-c,--config", m_options.config, "Configuration in POT's format");
        app.add_option("-q,--quantize", m_options.quantize, "Quantize with a built-in configuration: default or accuracy_aware")
            ->check(CLI::IsMember({"default", "accuracy_aware"}));
        app.add_option("--preset", m_options.preset, "With --quantize: performance or mixed")
            ->check(CLI::IsMember({"performance", "mixed"}));
        app.add_option("-m,--model", m_options.model, config::optionHelp("--model"));
        app.add_option("-w,--weights", m_options.weights, "The .bin of the model");
        app.add_option("-n,--name", m_options.name, config::optionHelp("--name"));
        app.add_option("--engine", m_options.engine, "accuracy_checker or simplified; replaces what the configuration says")
            ->check(CLI::IsMember({"accuracy_checker", "simplified"}));
        app.add_option("--ac-config", m_options.acConfig, "With --quantize: Accuracy Checker's configuration");
        app.add_option("--max-drop", m_options.maxDrop, "With --quantize accuracy_aware: how much of the metric may be lost");
        app.add_flag("-e,--evaluate", m_options.evaluate, "Measure the metric of the result and write accuracies.json");
        app.add_option("--output-dir", m_outputDir, "Folder for the results")->capture_default_str();
        app.add_flag("-d,--direct-dump", m_directDump,
                     "Write into --output-dir itself, without folders named after the model and the time");
        app.add_option("--log-level", m_level, "What is printed: CRITICAL, ERROR, WARNING, INFO or DEBUG; log.txt has everything")
            ->check(CLI::IsMember(std::vector<std::string>(kPotLevels.begin(), kPotLevels.end())))
            ->capture_default_str();
        app.add_flag("--progress-bar", m_console.progressBar, "Print a bar instead of lines");
        app.add_flag("--stream-output", m_console.streamOutput, "Print each state of the bar on a line of its own");
        app.add_flag("--keep-uncompressed-weights", m_options.keepUncompressedWeights, config::optionHelp("--keep-uncompressed-weights"));
        app.add_option("--data-source", m_options.dataSource, config::optionHelp("--data-source"));
        m_store.declare(app, true);
    }

    Result<void> run() override {
        m_console.level = static_cast<PotLevel>(std::ranges::find(kPotLevels, m_level) - kPotLevels.begin());
        RF_TRY(const config::Project project, potProject(m_options));
        RF_TRY_VOID(config::checkRunnable(project));
        if (project.data.sources.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "no calibration data is named; give --engine simplified --data-source FOLDER"));
        const std::filesystem::path target = folder(project);
        RF_TRY_VOID(check(target, project));  // not only when the run is over
        PotLog log(m_console);
        const auto warn = [&](const Error& warning) { log.write(PotLevel::Warning, warning.message()); };
        RF_TRY(const auto store, m_store.open(warn));
        pipeline::StoredRun run({store, "pot"});
        describe(project, log);
        for (const Error& reason : project.origin.unmeasured) log.write(PotLevel::Warning, notMeasured(reason));
        const auto parts = log.progress().split({1, 60, 1});
        RF_TRY(auto model, pipeline::load(project, parts[0]));
        PotSearchLog search(log, target / kIntermediateFolder);
        LogListener listener(log, search);
        RF_TRY(const auto outcome, run.optimize({std::move(model), project}, listener, parts[1]));
        if (outcome.report.search) search.end(outcome.report);
        if (!outcome.report.isSearchTargetMet()) m_exitCode = kLimitMissed;
        for (const auto& score : outcome.report.scores) log.info(fmt::format("{:<{}}: {}", score.metric, kNameWidth, score.value));
        for (const Error& warning : run.takeWarnings()) warn(warning);
        RF_TRY_VOID(save(outcome, target, log, parts[2]));
        run.finish(outcome.report);
        return {};
    }
    int exitCode() const override { return m_exitCode; }

private:
    void describe(const config::Project& project, PotLog& log) const {
        log.info("Rangefinder " + version());
        log.heading("Algorithms");
        for (const std::string& name : config::algorithmNames(project)) log.info(name);
        const quantization::Settings& settings = project.quantization;
        const auto samples = settings.sampling.subsetSize;
        log.info(fmt::format("{:<{}}: {}", "preset", kNameWidth, config::word(settings.preset)));
        log.info(fmt::format("{:<{}}: {}", "target_device", kNameWidth, settings.device));
        log.info(fmt::format("{:<{}}: {}", "stat_subset_size", kNameWidth, samples ? std::to_string(*samples) : "all"));
    }

    // <output-dir>/<model>_<algorithms>/<time>, as POT names it (spec 02, section 7.7).
    std::filesystem::path folder(const config::Project& project) const {
        if (m_directDump) return m_outputDir;
        std::string name = config::resultName(project);
        for (const std::string& algorithm : config::algorithmNames(project)) name += "_" + algorithm;
        const std::time_t now = std::time(nullptr);
        // A run of the same second has its own.
        return freeFolder(std::filesystem::path(m_outputDir) / name / fmt::format("{:%Y-%m-%d_%H-%M-%S}", fmt::localtime(now)));
    }

    /// The log and the accuracies of an earlier run stand beside its result; where there is none they are somebody else's.
    Result<void> check(const std::filesystem::path& folder, const config::Project& project) const {
        const exporting::Target target = targetIn(folder, project);
        RF_TRY_VOID(exporting::checkTarget(target, project));
        const bool hasResult = exporting::hasResult(target.folder);
        for (const char* name : {"log.txt", "accuracies.json"}) {
            RF_TRY_VOID(exporting::checkFile(folder / name, exporting::Earlier::Replace, config::filesOf(project)));
            if (isTaken(folder / name) && !hasResult) return exporting::notOfAnEarlierRun(folder / name, freeFolder(folder));
        }
        return {};
    }

    Result<void> save(const pipeline::Outcome& outcome, const std::filesystem::path& target, PotLog& log, const Progress& progress) const {
        RF_TRY_VOID(check(target, outcome.report.project));
        RF_TRY_VOID(pipeline::save(outcome, targetIn(target, outcome.report.project), progress));
        log.info("Written to " + target.string());
        AtomicFiles files;
        if (m_options.evaluate && !outcome.report.scores.empty()) {
            nlohmann::ordered_json accuracies;
            for (const auto& score : outcome.report.scores) accuracies[score.metric] = score.value;
            RF_TRY_VOID(files.add(target / "accuracies.json", accuracies.dump(2) + "\n"));
        }
        RF_TRY_VOID(files.add(target / "log.txt", log.text()));
        return files.commit();
    }

    PotOptions m_options;
    PotConsole m_console;
    StoreOption m_store;
    std::string m_outputDir = "./results", m_level = "INFO";
    bool m_directDump = false;
    int m_exitCode = kSuccess;
};

}  // namespace

std::unique_ptr<Command> potCommand() { return std::make_unique<PotCommand>(); }

}  // namespace rf::cli
