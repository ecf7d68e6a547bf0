// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "app/cli/device_text.h"
#include "app/cli/format_option.h"
#include "app/cli/ignore_options.h"
#include "app/cli/odd_text.h"
#include "app/cli/overwrite_option.h"
#include "app/cli/read_config.h"
#include "app/cli/search_options.h"
#include "app/cli/search_output.h"
#include "app/cli/store_option.h"
#include "app/cli/validators.h"
#include "core/config/config.h"
#include "core/config/names.h"
#include "core/config/project_files.h"
#include "core/export/report.h"
#include "core/pipeline/search.h"
#include "core/pipeline/stored_run.h"
#include "core/results/advice.h"

namespace rf::cli {

namespace {

const char* stageName(pipeline::Stage stage) {
    switch (stage) {
        case pipeline::Stage::Prepare: return "Preparing the model";
        case pipeline::Stage::Calibrate: return "Collecting statistics";
        case pipeline::Stage::Quantize: return "Quantizing";
        case pipeline::Stage::Compare: return "Comparing layers";
        case pipeline::Stage::Evaluate: return "Evaluating";
    }
    return "";
}

class ConsoleListener : public pipeline::Listener {
public:
    ConsoleListener(ConsoleProgress& console, SearchOutput& search) : m_console(console), m_search(search) {}
    void stageEntered(pipeline::Stage stage) override { m_console.stage(stageName(stage)); }
    Result<void> searchStepDone(const pipeline::SearchProgress& progress) override { return m_search.stepDone(progress); }

private:
    ConsoleProgress& m_console;
    SearchOutput& m_search;
};

class OptimizeCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("--config", m_config,
                       "Configuration in POT's format (JSON or YAML), with our additions; the options below override it");
        app.add_option("--model", m_model, config::optionHelp("--model"));
        app.add_option("--weights", m_weights, config::optionHelp("--weights"));
        m_data.declare(app, false);
        app.add_option("--preset", m_preset, config::optionHelp("--preset"));
        app.add_option("--range-estimator", m_rangeEstimator, config::optionHelp("--range-estimator"));
        app.add_option("--subset", m_subset, config::optionHelp("--subset"))->check(CLI::PositiveNumber);
        app.add_option("--error-samples", m_errorSamples, config::optionHelp("--error-samples"))->check(nonNegative());
        m_ignored.declare(app);
        app.add_option("--device", m_device, config::optionHelp("--device"));
        app.add_option("--seed", m_seed, config::optionHelp("--seed"));
        app.add_option("--metric", m_metrics, config::optionHelp("--metric") + " (repeat for several; see evaluate --help)")
            ->allow_extra_args(false);
        app.add_option("--test-data", m_testData, config::optionHelp("--test-data"));
        app.add_option("--test-labels", m_testLabels, "Labels of --test-data");
        m_search.declare(app);
        app.add_option("--engine", m_engine, config::optionHelp("--engine"));
        app.add_option("--threads", m_threads, "Threads to run on; 0 stands for all processors. Never changes a result")
            ->check(nonNegative());
        app.add_option("--output", m_output, "Folder for the model, report.json and config.json")->required();
        m_format.declare(app);
        m_overwrite.declare(app);
        m_permission.declare(app);
        m_store.declare(app, true);
        app.add_flag("--resume", m_resume, "Go on after the last finished step of an interrupted run of the same model, settings and data");
        declareJson(app);
    }

    Result<void> run() override {
        if (m_resume && m_store.isOff())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "--resume needs the store that --no-store leaves out"));
        RF_TRY(const config::Project project, this->project());
        // The best model so far of the search that is gone on with is in the way.
        const bool replaces = m_resume && config::searches(project);
        const exporting::Target target{m_output, config::resultName(project),
                                       replaces ? exporting::Earlier::Replace : m_overwrite.earlier(), m_format.format()};
        RF_TRY_VOID(exporting::checkTarget(target, project));  // not only when the run is over
        const auto warn = [&](const Error& warning) { printWarning(warning, json()); };
        RF_TRY(const auto store, m_store.open(warn));
        pipeline::StoredRun run({store, "optimize", m_resume});
        ConsoleProgress console(json());
        const auto parts = console.progress().split({1, 60, 1});
        console.stage("Reading the model");
        RF_TRY(auto model, pipeline::load(project, parts[0]));
        RF_TRY_VOID(m_format.check(model));
        SearchOutput search(console, target);
        ConsoleListener listener(console, search);
        RF_TRY(const auto outcome,
               run.optimize({std::move(model), project, m_permission.permission(), !m_preset.empty() || !m_config.empty()}, listener,
                            parts[1]));
        console.stage("Writing");
        RF_TRY_VOID(pipeline::save(outcome, search.target(), parts[2]));
        run.finish(outcome.report);
        console.close();
        for (const Error& warning : run.takeWarnings()) warn(warning);
        if (json())
            fmt::print("{}", exporting::toJson(outcome.report));
        else
            printSummary(outcome, run);
        if (!outcome.report.isSearchTargetMet()) {
            fmt::print(stderr, "{}\n", pipeline::shortfall(outcome.report).message());
            m_exitCode = kLimitMissed;
        }
        return {};
    }
    int exitCode() const override { return m_exitCode; }

private:
    Result<config::Project> project() const {
        config::Project project;
        if (!m_config.empty()) { RF_TRY(project, readConfig(m_config)); }
        const auto absolute = [](const std::string& path) { return std::filesystem::absolute(path).lexically_normal(); };
        if (!m_model.empty()) {
            project.model = absolute(m_model);
            project.weights.clear();  // those of the configuration are another model's
        }
        if (!m_weights.empty()) project.weights = absolute(m_weights);
        if (project.model.empty())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "no model is named; give --model MODEL.xml or --config FILE"));
        RF_TRY_VOID(overrideQuantization(project.quantization));
        RF_TRY_VOID(m_search.applyTo(project));
        RF_TRY_VOID(overrideData(project));
        if (!m_engine.empty()) project.engine = m_engine;
        project.threads = m_threads;
        if (m_errorSamples) project.errorSamples = *m_errorSamples;
        return project;
    }

    Result<void> overrideQuantization(quantization::Settings& settings) const {
        if (!m_preset.empty()) {
            const auto preset = config::valueOf<quantization::Preset>(m_preset);
            if (!preset)
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core", "--preset: unknown value '%1'; use auto, performance, mixed or accuracy"), m_preset);
            settings.preset = *preset;
        }
        if (!m_rangeEstimator.empty()) {
            const auto estimator = config::valueOf<quantization::EstimatorPreset>(m_rangeEstimator);
            if (!estimator)
                return fail(ErrorCode::InvalidArgument,
                            RF_TEXT("core", "--range-estimator: unknown value '%1'; use auto, mean, max, l2 or quantile"),
                            m_rangeEstimator);
            settings.activations.rangeEstimator = quantization::RangeEstimator{.preset = estimator, .min = {}, .max = {}};
        }
        if (m_subset > 0) settings.sampling.subsetSize = m_subset;
        if (!m_device.empty()) settings.device = m_device;
        if (m_seed) settings.sampling.seed = *m_seed;
        m_ignored.addTo(settings.ignored);
        return {};
    }

    Result<void> overrideData(config::Project& project) const {
        if (!m_data.sources.empty()) project.data.seed = project.quantization.sampling.seed;
        RF_TRY_VOID(m_data.applyTo(project.data));
        if (!m_metrics.empty()) {
            project.metrics.clear();
            for (const std::string& text : m_metrics) { RF_TRY(project.metrics.emplace_back(), metrics::parseSpec(text)); }
        }
        RF_TRY_VOID(config::checkRunnable(project));
        printUnmeasured(project);
        if (project.data.sources.empty())
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "no calibration data is named; give --data SRC (synthetic:100 for a trial without data)"));
        DataOptions test{{}, m_testLabels, m_data.preprocess, m_data.skipLimit};
        if (!m_testData.empty()) {
            test.sources = {m_testData};
            project.testData.emplace();
        } else if (!m_testLabels.empty() && !project.testData) {
            return fail(
                ErrorCode::InvalidArgument,
                RF_TEXT("core", "--test-labels: no test data is named; give --test-data too, or --labels for the calibration data"));
        }
        return project.testData ? test.applyTo(*project.testData) : Result<void>();
    }

    void printSummary(const pipeline::Outcome& outcome, const pipeline::StoredRun& run) const {
        const results::Report& report = outcome.report;
        if (m_resume && !report.search) printResumed(run);
        if (outcome.nothingToQuantize)
            fmt::print(
                "Nothing to quantize: every layer that the device quantizes is quantized already or left out; the model is as it was\n");
        else
            fmt::print("{} quantizers, calibrated with {} samples on {}\n", report.quantizers.size(), report.provenance.samples,
                       report.provenance.engine);
        if (report.rangeChoices) fmt::print("{}\n", rangeSentence(*report.rangeChoices));
        if (!report.fused.empty()) fmt::print("{}\n", fusedSentence(report.fused));
        if (report.transformer.makeTransformer())
            fmt::print(
                "Recognised as a transformer ({} attentions, {} norms) and quantized by the rules for transformers; model_type None in a "
                "configuration switches that off\n",
                report.transformer.attentions, report.transformer.norms);
        fmt::print("{}", oddText(report));
        for (const auto& rule : report.rules)
            fmt::print("{}: {} layers, {} quantizers fewer{}\n", rule.rule, rule.matchedNodes, rule.removedQuantizers, warning(rule));
        if (report.search) printSearch(report);
        for (const auto& score : report.scores)
            fmt::print("{}: float {}, int8 {} of {} samples{}\n", score.metric, metrics::formatted(score.reference.value_or(0), score.unit),
                       metrics::formatted(score.value, score.unit), score.samples,
                       score.isWithinLimit() ? "" : "  (more is lost than the limit allows)");
        printWorst(report.errors);
        fmt::print("{}", deviceText(report, false));
        for (const results::Advice& one : results::advice(report))
            fmt::print("{} in float: about {} (estimated from isolated errors): --ignore {}\n", one.layer,
                       metrics::formatted(one.expected, one.unit), shellWord(one.layer));
        if (report.presetHint) fmt::print("{}: --preset mixed\n", hintSentence(*report.presetHint));
        fmt::print("Written to {}\n", m_output);
    }

    // "Operators that were written out: 12 HSwish, 6 MVN"
    static std::string fusedSentence(const std::vector<graph::FusedOperators>& fused) {
        std::string text = "Operators that were written out:";
        for (const auto& [type, count] : fused) text += fmt::format("{}{} {}", text.back() == ':' ? " " : ", ", count, type);
        return text;
    }

    static void printResumed(const pipeline::StoredRun& run) {
        if (const std::size_t steps = run.stepsTakenOver(); steps > 0)
            fmt::print("Went on with run {} after {} finished {}\n", run.id()->value(), steps, steps == 1 ? "step" : "steps");
        else
            fmt::print("There was no interrupted run to go on with; this one began at the beginning\n");
    }

    // "Ranges: max for 12 tensors, l2 for 2 (outputs of all with max 26.1 dB, mean 18.3 dB …)"
    static std::string rangeSentence(const results::RangeChoices& choices) {
        std::string text = "Ranges: ";
        for (const auto& [preset, tensors] : choices.taken)
            text += fmt::format("{}{} for {} tensors", text.size() > 8 ? ", " : "", config::estimatorWord(preset), tensors);
        text += "; outputs ";
        for (std::size_t i = 0; i < choices.tried.size(); ++i) {
            const auto& tried = choices.tried[i];
            text += fmt::format("{}{:.1f} dB with {}", i > 0 ? ", " : "", -10.0 * std::log10(tried.nmse),
                                tried.preset ? config::estimatorWord(*tried.preset) : "one for each tensor");
        }
        return text;
    }

    static std::string hintSentence(const results::PresetHint& hint) {
        if (hint.metric == "nmse")
            return fmt::format("Mixed would come {:.1f} dB nearer to the float model (on {} samples)", hint.gain, hint.samples);
        return fmt::format("Mixed would lose {} less of {} (on {} samples)", metrics::formatted(hint.gain, hint.unit), hint.metric,
                           hint.samples);
    }

    static const char* warning(const quantization::RuleEffect& rule) {
        if (rule.matchedNodes == 0) return "  (warning: no layer matches this rule)";
        return rule.hasEffect() ? "" : "  (warning: this rule has no effect)";
    }

    // Names that a shell would take apart stand in quotes.
    static std::string shellWord(const std::string& word) {
        constexpr const char* kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.:-";
        if (word.find_first_not_of(kPlain) == std::string::npos) return word;
        std::string quoted = "'";
        for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
        return quoted + "'";
    }

    static void printWorst(std::vector<analysis::LayerError> errors) {
        std::erase_if(errors, [](const auto& error) { return !error.isolated; });
        constexpr std::ptrdiff_t kShown = 3;
        const auto count = std::min<std::ptrdiff_t>(kShown, std::ssize(errors));
        std::partial_sort(errors.begin(), errors.begin() + count, errors.end(),
                          [](const auto& a, const auto& b) { return a.isolated->sqnr() < b.isolated->sqnr(); });
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const auto& error = errors[static_cast<std::size_t>(i)];
            fmt::print("{} {} ({}): {:.1f} dB by itself\n", i == 0 ? "Most damaged:" : "             ", error.layer, error.type,
                       error.isolated->sqnr());
        }
    }

    std::string m_config, m_model, m_weights, m_preset, m_rangeEstimator, m_device, m_testData, m_testLabels, m_engine, m_output;
    DataOptions m_data;
    IgnoreOptions m_ignored;
    FormatOption m_format;
    OverwriteOption m_overwrite;
    PermissionOption m_permission;
    StoreOption m_store;
    SearchOptions m_search;
    int m_exitCode = kSuccess;
    bool m_resume = false;
    std::vector<std::string> m_metrics;
    std::int64_t m_subset = 0;
    std::optional<std::uint64_t> m_seed;
    std::optional<std::int64_t> m_errorSamples;
    int m_threads = 0;
};

}  // namespace

std::unique_ptr<Command> optimizeCommand() { return std::make_unique<OptimizeCommand>(); }

}  // namespace rf::cli
