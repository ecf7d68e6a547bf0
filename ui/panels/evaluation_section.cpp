// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/evaluation_section.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QStringList>

#include "core/metrics/metric.h"
#include "ui/dialogs/choose_file.h"
#include "ui/edits.h"
#include "ui/panels/data_section.h"
#include "ui/text/names.h"
#include "ui/text/score_text.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/setting_help.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

EvaluationSection::EvaluationSection(Workbench& workbench, Settings& settings, QWidget* parent)
    : Section(tr("Accuracy"), parent),
      m_workbench(workbench),
      m_metric(new QComboBox),
      m_problem(new QLabel),
      m_data(new PathField(tr("Choose"))),
      m_scores(new QLabel) {
    m_metric->setObjectName(QStringLiteral("metric"));
    m_metric->setAccessibleName(tr("Metric"));
    m_metric->addItem(metricName({}), QString());
    for (const std::string& name : metrics::names()) m_metric->addItem(metricName(name), QString::fromStdString(name));
    m_data->setObjectName(QStringLiteral("testData"));
    setSettingHelp(*m_metric, "metric");
    setSettingHelp(*m_data, "test_data");
    m_scores->setTextFormat(Qt::PlainText);
    m_scores->setWordWrap(true);
    setTextStyle(*m_scores, TextStyle::Body);
    m_problem->setObjectName(QStringLiteral("metricProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    setTextStyle(*m_problem, TextStyle::Problem);
    body().addWidget(m_metric);
    body().addWidget(m_problem);
    body().addWidget(m_data);
    body().addWidget(m_scores);

    auto& document = workbench.document();
    const auto chosen = [&workbench, &document](const QString& path) {
        if (workbench.isData(path.toStdString())) setTestData(document, path.toStdString());
    };
    connect(m_metric, &QComboBox::activated, this,
            [this, &document] { setMetrics(document, m_metric->currentData().toString().split(u'\n', Qt::SkipEmptyParts)); });
    connect(m_data, &PathField::chooseFileRequested, this,
            [this, &settings, chosen] { choosePath(*this, settings, Choose::File, tr("Choose test data"), {}, chosen); });
    connect(m_data, &PathField::chooseFolderRequested, this,
            [this, &settings, chosen] { choosePath(*this, settings, Choose::Folder, tr("Choose a folder of images"), {}, chosen); });
    connect(m_data, &PathField::cleared, this, [&document] { setTestData(document, {}); });
    connect(&document, &ProjectDocument::projectChanged, this, &EvaluationSection::showSettings);
    connect(&document, &ProjectDocument::projectChanged, this, &EvaluationSection::showScores);
    connect(&document, &ProjectDocument::outcomeChanged, this, &EvaluationSection::showScores);
    connect(&workbench, &Workbench::dataFactsChanged, this, &EvaluationSection::showSettings);
    showSettings();
    showScores();
}

void EvaluationSection::showSettings() {
    const config::Project& project = m_workbench.document().project();
    showMetrics(project.metrics);
    m_data->setVisible(!project.metrics.empty());
    const bool hasData = project.testData && !project.testData->sources.empty();
    const QString location = hasData ? QString::fromStdString(project.testData->sources.front().location) : QString();
    m_data->setLocation(location, tr("The calibration data"));
    auto [text, isProblem] = factsLine(location, m_workbench.testFacts());
    const auto problems = m_workbench.problems();
    if (const RunProblem* overlap = problemOf(problems, ProblemField::Test); overlap && !isProblem) {
        text += u'\n' + overlap->text;
        isProblem = true;
    }
    m_data->setFacts(hasData ? text : tr("Data that was not used for calibration gives an honest number."), isProblem);
    const RunProblem* metric = problemOf(problems, ProblemField::Metric);
    m_problem->setText(metric ? metric->text : QString());
    m_problem->setVisible(metric != nullptr);
}

// Several metrics of a configuration are one entry, which stays chosen until the user takes another.
void EvaluationSection::showMetrics(const std::vector<metrics::MetricSpec>& specs) {
    QStringList texts, names;
    for (const metrics::MetricSpec& spec : specs) {
        const std::string text = metrics::toText(spec);
        texts << QString::fromStdString(text);
        names << metricName(text);
    }
    const QSignalBlocker blocker(m_metric);
    const QString metric = texts.join(u'\n');
    if (m_metric->findData(metric) < 0) m_metric->addItem(names.join(QStringLiteral(", ")), metric);
    m_metric->setCurrentIndex(m_metric->findData(metric));
}

void EvaluationSection::showScores() {
    const auto& document = m_workbench.document();
    QStringList lines;
    if (document.outcome())
        for (const results::Score& score : document.outcome()->report.scores)
            lines << scoreText(score) << tr("%1 on %n samples", nullptr, static_cast<int>(score.samples)).arg(metricName(score.metric));
    if (!lines.isEmpty() && document.isOutOfDate()) lines << tr("For earlier settings");
    m_scores->setText(lines.join(u'\n'));
    m_scores->setVisible(!lines.isEmpty());
    setTextStyle(*m_scores, document.isOutOfDate() ? TextStyle::Warning : TextStyle::Body);
}

}  // namespace rf::ui
