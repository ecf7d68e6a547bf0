// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/result_summary.h"

#include <algorithm>
#include <unordered_set>

namespace rf::ui {

namespace {

/// The least SQNR among the layers that outputs of the network come from.
std::optional<double> sqnrOfOutputs(const graph::Graph& graph, const std::vector<analysis::LayerError>& errors) {
    std::unordered_set<std::string> outputs;
    for (const graph::NodeId id : graph.nodes())
        if (const graph::Node& node = graph.node(id); node.isResult() && !node.inputs.empty())
            outputs.insert(graph.node(node.inputs.front().node).name);
    std::optional<double> least;
    for (const analysis::LayerError& error : errors)
        if (outputs.contains(error.layer)) least = std::min(least.value_or(error.accumulated.sqnr()), error.accumulated.sqnr());
    return least;
}

const analysis::LayerError* worstOf(const std::vector<analysis::LayerError>& errors) {
    const analysis::LayerError* worst = nullptr;
    for (const analysis::LayerError& error : errors)
        if (error.isolated && (!worst || error.isolated->sqnr() < worst->isolated->sqnr())) worst = &error;
    return worst;
}

}  // namespace

std::int64_t constantBytes(const graph::Graph& graph) {
    std::int64_t bytes = 0;
    for (const graph::NodeId id : graph.nodes())
        if (const graph::Node& node = graph.node(id); node.isConstant()) bytes += static_cast<std::int64_t>(node.value.bytes().size());
    return bytes;
}

ResultSummary summaryOf(const graph::Graph& model, const pipeline::Outcome& outcome) {
    ResultSummary summary;
    const results::Report& report = outcome.report;
    if (!report.scores.empty()) summary.score = report.scores.front();
    summary.outputSqnr = sqnrOfOutputs(outcome.floatModel, report.errors);
    summary.floatBytes = constantBytes(model);
    summary.int8Bytes = constantBytes(outcome.exported);
    if (const analysis::LayerError* worst = worstOf(report.errors)) {
        summary.worstLayer = worst->layer;
        summary.worstSqnr = worst->isolated->sqnr();
    }
    // What costs most of the accuracy matters more than what is noisiest.
    if (const auto all = results::advice(report); !all.empty()) {
        summary.advice = all.front();
        summary.worstLayer = all.front().layer;
        for (const analysis::LayerError& error : report.errors)
            if (error.layer == summary.worstLayer && error.isolated) summary.worstSqnr = error.isolated->sqnr();
    }
    return summary;
}

}  // namespace rf::ui
