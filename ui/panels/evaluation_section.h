// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/metrics/metric_spec.h"
#include "ui/widgets/section.h"

class QComboBox;

namespace rf::ui {

class PathField;
class Settings;
class Workbench;

/// The metric of the float and the int8 model, its data, and the scores of the shown run.
class EvaluationSection : public Section {
    Q_OBJECT

public:
    EvaluationSection(Workbench& workbench, Settings& settings, QWidget* parent = nullptr);

private:
    void showSettings();
    void showMetrics(const std::vector<metrics::MetricSpec>& specs);
    void showScores();

    Workbench& m_workbench;
    QComboBox* m_metric;
    QLabel* m_problem;  // of the metric
    PathField* m_data;
    QLabel* m_scores;
};

}  // namespace rf::ui
