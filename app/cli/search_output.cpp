// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/search_output.h"

#include <fmt/ranges.h>

#include "core/config/config.h"
#include "core/results/search_steps.h"

namespace rf::cli {

namespace {

/// "reverted conv1, conv2: accuracy@1 95.80 % (-0.50), best so far, about 20 s left"
std::string lineOf(const search::SearchStep& step, const std::vector<search::MetricInfo>& metrics) {
    std::string line = step.what;
    if (!step.layers.empty()) line += fmt::format(" {}", fmt::join(step.layers, ", "));
    line += ":";
    for (std::size_t i = 0; i < metrics.size() && i < step.answer.values.size(); ++i) {
        line += fmt::format("{} {} {}", i > 0 ? "," : "", metrics[i].name, metrics::formatted(step.answer.values[i], metrics[i].unit));
        if (i < step.drops.size() && std::isfinite(step.drops[i]) && step.what != "float")
            line += fmt::format(" ({} lost)", metrics::formatted(step.drops[i], metrics[i].unit));
    }
    if (step.answer.gaveUp) line += ", given up";
    if (step.accepted) line += ", within the limits";
    if (step.best) line += ", best so far";
    if (step.secondsLeft) line += fmt::format(", at most {:.0f} s left", *step.secondsLeft);
    return line;
}

}  // namespace

Result<void> SearchOutput::stepDone(const pipeline::SearchProgress& progress) {
    const search::SearchStep& step = progress.step();
    if (m_console.isJson())
        m_console.line("{\"search_step\":" + results::toJson(step, progress.metrics()) + "}");
    else
        m_console.line(lineOf(step, progress.metrics()));
    if (!step.best) return {};
    RF_TRY(const pipeline::Outcome outcome, progress.outcome(Progress()));
    RF_TRY_VOID(pipeline::save(outcome, m_target, Progress()));
    m_target.earlier = exporting::Earlier::Replace;  // its own
    return {};
}

namespace {

// "Chosen: mixed preset, no bias correction", then every setting that was tried.
void printChosenSettings(const results::Report& report) {
    const results::SearchSummary& search = *report.search;
    std::vector<std::string> chosen;
    for (const search::SearchStep& step : search.record.steps)
        if (step.best && step.what != "quantized") chosen.push_back(step.what);
    if (!search.measure.empty()) fmt::print("Compared by {}\n", search.measure);
    fmt::print("Chosen ({}): {}\n", search.instructionSet,
               chosen.empty() ? "preset performance as it is" : fmt::format("{}", fmt::join(chosen, ", ")));
    for (const search::SearchStep& step : search.record.steps) {
        fmt::print("  {}:", step.what == "quantized" ? "preset performance" : step.what);
        for (std::size_t i = 0; i < step.answer.values.size() && i < search.record.metrics.size(); ++i) {
            const search::MetricInfo& metric = search.record.metrics[i];
            fmt::print("{} {} {}", i > 0 ? "," : "", metric.name, metrics::formatted(step.answer.values[i], metric.unit));
        }
        fmt::print("{}\n", step.best ? ", kept" : "");
    }
}

}  // namespace

void printSearch(const results::Report& report) {
    const results::SearchSummary& search = *report.search;
    if (config::choosesSettings(report.project)) return printChosenSettings(report);
    if (!search.measure.empty()) fmt::print("Measured by {}\n", search.measure);
    fmt::print("Tried {} models, run {} ({}); {}\n", search.record.steps.size(),
               search.arithmetic == "exact" ? "in exact arithmetic" : "as they are deployed", search.instructionSet,
               search.record.targetMet ? "the limit is met" : "the limit is not met");
    if (search.layersInFloat.empty())
        fmt::print("No layer had to go back to float\n");
    else
        fmt::print("In float: {}\n", fmt::join(search.layersInFloat, ", "));
}

}  // namespace rf::cli
