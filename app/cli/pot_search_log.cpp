// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pot_search_log.h"

#include <fmt/ranges.h>

#include "core/ir/ir.h"
#include "core/pipeline/search.h"

namespace rf::cli {

namespace {

std::string valuesText(const std::vector<search::MetricInfo>& metrics, const std::vector<double>& values) {
    std::string text = "{";
    for (std::size_t i = 0; i < metrics.size() && i < values.size(); ++i)
        text += fmt::format("{}'{}': {}", i > 0 ? ", " : "", metrics[i].name, values[i]);
    return text + "}";
}

/// What POT said before the metrics of a model.
const char* headingOf(const search::SearchStep& step) {
    if (step.what == "float") return "Baseline metrics";
    if (step.what == "quantized") return "Fully quantized metrics";
    if (step.what == "mixed") return "Metrics of the model in mixed mode";
    if (step.what == "tuned") return "Metrics of the model with tuned parameters";
    return "Metrics of the model";
}

}  // namespace

Result<void> PotSearchLog::stepDone(const pipeline::SearchProgress& progress) {
    const search::SearchStep& step = progress.step();
    if (!step.layers.empty()) m_log.info(fmt::format("Reverted layers: {}", fmt::join(step.layers, ", ")));
    m_log.info(fmt::format("{}: {}", headingOf(step), valuesText(progress.metrics(), step.answer.values)));
    if (step.what == "float") return {};
    m_log.info("Accuracy drop: " + valuesText(progress.metrics(), step.drops));
    RF_TRY(const pipeline::Outcome outcome, progress.outcome(Progress()));
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    if (error) return fail(ErrorCode::Io, RF_TEXT("core", "%1 can't be made: %2"), m_folder, error.message());
    return ir::write(outcome.quantized, m_folder / "intermediate_model.xml", Progress());
}

void PotSearchLog::end(const results::Report& report) {
    const results::SearchSummary& search = *report.search;
    if (!search.record.targetMet) {
        m_log.info("It was not possible to reach the requested accuracy drop");
        m_log.info(pipeline::shortfall(report).message());
    }
    m_log.info(fmt::format("{} operations were reverted back to the floating-point precision: {}", search.layersInFloat.size(),
                           fmt::join(search.layersInFloat, ", ")));
}

}  // namespace rf::cli
