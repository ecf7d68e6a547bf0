// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/frontier_output.h"

#include <algorithm>
#include <cmath>

#include "core/base/csv.h"
#include "core/search/frontier.h"

namespace rf::results {

namespace {

metrics::Better betterOf(const SearchRecord& record) { return record.metrics.empty() ? metrics::Better::Higher : record.metrics[0].better; }

std::string numberCell(double value) { return std::isfinite(value) ? fmt::format("{:.9g}", value) : std::string(); }

}  // namespace

std::vector<RatedStep> ratedSteps(const SearchRecord& record) {
    const std::vector<bool> isOn = search::onFrontier(record.steps, betterOf(record));
    std::vector<RatedStep> rated;
    for (std::size_t i = 0; i < record.steps.size(); ++i) {
        const search::SearchStep& step = record.steps[i];
        const bool isKnown =
            std::any_of(rated.begin(), rated.end(), [&](const RatedStep& before) { return before.step.candidate == step.candidate; });
        if (step.answer.gaveUp || step.answer.values.empty() || isKnown) continue;
        rated.push_back({i + 1, isOn[i], step});
    }
    return rated;
}

std::optional<double> targetValue(const SearchRecord& record) {
    const auto isFloat = [](const search::SearchStep& step) { return step.what == "float" && !step.answer.values.empty(); };
    const auto original = std::find_if(record.steps.begin(), record.steps.end(), isFloat);
    if (original == record.steps.end() || record.limits.empty() || std::isnan(record.limits[0])) return std::nullopt;
    const double value = original->answer.values[0], limit = record.limits[0];
    if (std::isinf(value)) return limit;  // the limit is the least value itself
    return betterOf(record) == metrics::Better::Higher ? value - limit : value + limit;
}

std::string frontierCsv(const SearchRecord& record) {
    std::string text = "number,what";
    for (const search::MetricInfo& metric : record.metrics) text += "," + csvCell(metric.name);
    text += ",latency_ms,bytes,quantized_share,on_frontier,accepted\n";
    for (const auto& [number, onFrontier, step] : ratedSteps(record)) {
        text += fmt::format("{},{}", number, csvCell(step.what));
        for (std::size_t i = 0; i < record.metrics.size(); ++i)
            text += "," + (i < step.answer.values.size() ? numberCell(step.answer.values[i]) : std::string());
        text += "," + (step.answer.latency ? numberCell(step.answer.latency->milliseconds) : std::string());
        text += fmt::format(",{},{},{:d},{:d}\n", step.answer.bytes, numberCell(step.answer.quantizedShare), onFrontier, step.accepted);
    }
    return text;
}

}  // namespace rf::results
