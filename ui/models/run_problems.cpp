// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_problems.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/data/command_source.h"
#include "core/metrics/registry.h"
#include "ui/text/error_text.h"
#include "ui/text/names.h"

namespace rf::ui {

namespace {

struct Problems {
    Q_DECLARE_TR_FUNCTIONS(RunProblems)
};

bool isProgram(const data::DataSpec& spec) { return std::any_of(spec.sources.begin(), spec.sources.end(), data::isCommand); }

bool hasTestData(const config::Project& project) { return project.testData && !project.testData->sources.empty(); }

bool needsLabels(const metrics::MetricSpec& spec) {
    const auto type = metrics::metricType(spec.type);
    return type && (*type)->needs == metrics::Needs::Annotations;
}

}  // namespace

std::vector<RunProblem> runProblems(const config::Project& project, const KnownData& data) {
    std::vector<RunProblem> problems;
    if (data.calibration && data.calibration->error)
        problems.push_back({ProblemField::Calibration, errorText(*data.calibration->error), true});
    if (project.metrics.empty()) return problems;
    const bool isApart = hasTestData(project);
    if (isApart && data.test && data.test->error) problems.push_back({ProblemField::Test, errorText(*data.test->error), true});
    const std::optional<DataFacts>& scored = isApart ? data.test : data.calibration;
    const auto metric = std::find_if(project.metrics.begin(), project.metrics.end(), needsLabels);
    if (metric != project.metrics.end() && scored && !scored->error && !scored->hasLabels)
        problems.push_back({ProblemField::Metric,
                            Problems::tr("%1 needs labels, and the data has none. Choose labels, other data, or a metric without labels.")
                                .arg(metricName(metrics::toText(*metric))),
                            true});
    if (isApart && data.shared && *data.shared > 0)
        problems.push_back({ProblemField::Test,
                            Problems::tr("%n samples are calibration data, too. Choose other data for an honest number.", nullptr,
                                         static_cast<int>(*data.shared)),
                            false});
    return problems;
}

bool isBeingLookedAt(const config::Project& project, const KnownData& data) {
    const bool calibration = !project.data.sources.empty() && !isProgram(project.data) && !data.calibration;
    const bool test = !project.metrics.empty() && hasTestData(project) && !isProgram(*project.testData) && !data.test;
    return calibration || test;
}

const RunProblem* problemOf(const std::vector<RunProblem>& problems, ProblemField field) {
    const auto found =
        std::find_if(problems.begin(), problems.end(), [field](const RunProblem& problem) { return problem.field == field; });
    return found == problems.end() ? nullptr : &*found;
}

}  // namespace rf::ui
