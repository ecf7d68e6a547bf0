// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search_measure.h"

#include <algorithm>

#include "core/metrics/metric.h"
#include "core/quantization/output_distance.h"

namespace rf::pipeline {

namespace {

using metrics::MetricSpec;

/// One score per class, as metrics::classScores() finds them.
bool scoresClasses(const Shape& shape) {
    if (shape.empty() || (shape.size() > 1 && shape[0] != 1)) return false;
    return std::count_if(shape.begin(), shape.end(), [](std::int64_t length) { return length != 1; }) == 1;
}

SearchMeasure distanceTo(const graph::Graph& model, double limit) {
    const std::vector<graph::NodeId> results = model.results();
    const auto shapeOf = [&](graph::NodeId result) { return model.type(model.node(result).inputs.front()).shape; };
    SearchMeasure measure{{MetricSpec{}}, {}};
    measure.metrics[0].limit = limit;
    if (std::ranges::any_of(results, [&](graph::NodeId result) { return scoresClasses(shapeOf(result)); })) {
        measure.metrics[0].type = "agreement";
        measure.reason = "agreement: no labels to measure with, and the network gives one score per class";
    } else if (results.size() == 1 && shapeOf(results[0]).size() == 3 &&
               quantization::outputKind(model, results[0]) != quantization::OutputKind::Values) {
        measure.metrics[0].type = "ctc_agreement";
        measure.reason = "ctc_agreement: no labels to measure with, and the network gives probabilities of classes step by step";
    } else {
        measure.metrics[0].type = "nmse";
        measure.reason = "nmse: no labels to measure with, and the network's outputs are no scores of classes";
    }
    return measure;
}

bool hasClasses(const data::SampleSource& data) {
    if (!data.hasLabels() || data.records() == 0) return false;
    const auto first = data.annotation(0);
    return first && std::holds_alternative<data::ClassIndex>(*first);
}

/// The name that a metric has once it is created; empty for text that names none.
std::string nameOf(const std::string& text) {
    const auto metric = text.empty() ? Result<std::unique_ptr<metrics::Metric>>(nullptr) : metrics::create(text);
    return metric && *metric ? (*metric)->name() : std::string();
}

}  // namespace

Result<SearchMeasure> searchMeasure(const config::Project& project, const graph::Graph& model, const data::SampleSource& data) {
    if (!project.metrics.empty()) return SearchMeasure{project.metrics, {}};
    SearchMeasure measure;
    const std::vector<search::MetricTarget> targets = project.accuracyControl ? project.accuracyControl->metrics
                                                      : project.search        ? project.search->metrics
                                                                              : std::vector<search::MetricTarget>();
    for (const search::MetricTarget& target : targets) { RF_TRY(measure.metrics.emplace_back(), metrics::parseSpec(target.name)); }
    if (!measure.metrics.empty()) return measure;
    double limit = project.accuracyControl ? project.accuracyControl->maximalDrop : search::AccuracyControl{}.maximalDrop;
    if (project.search) limit = project.search->accuracyLoss / 100;
    measure = distanceTo(model, limit);
    if (measure.metrics[0].type != "agreement" || !hasClasses(data)) return measure;
    return SearchMeasure{{MetricSpec{"accuracy", {}, {}}},
                         "accuracy: the data has classes as labels, and the network gives one score per class"};
}

Result<search::AccuracyControl> withMetricNames(search::AccuracyControl control, const std::vector<MetricSpec>& measured) {
    std::vector<std::string> names;
    for (const MetricSpec& spec : measured) names.push_back(nameOf(metrics::toText(spec)));
    for (search::MetricTarget& target : control.metrics) {
        const auto known = [&](const std::string& name) { return std::ranges::find(names, name) != names.end(); };
        if (known(target.name)) continue;
        // Accuracy Checker's users choose names of their own; with one metric there is no doubt which is meant.
        if (const std::string name = nameOf(target.name); known(name))
            target.name = name;
        else if (const std::string byType = nameOf(target.type); known(byType))
            target.name = byType;
        else if (names.size() == 1)
            target.name = names.front();
    }
    return control;
}

}  // namespace rf::pipeline
