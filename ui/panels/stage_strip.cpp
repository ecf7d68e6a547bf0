// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stage_strip.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kMark = 12, kMarkGap = 6, kArrow = 20, kHeight = 28;

}  // namespace

StageStrip::StageStrip(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench) {
    setFont(textFont(TextSize::Body));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto& document = workbench.document();
    connect(&document, &ProjectDocument::modelChanged, this, &StageStrip::update);
    connect(&document, &ProjectDocument::projectChanged, this, &StageStrip::update);
    connect(&document, &ProjectDocument::outcomeChanged, this, [this] {
        m_exported = false;
        update();
    });
    connect(&workbench, &Workbench::activityChanged, this, &StageStrip::update);
    connect(&workbench, &Workbench::dataFactsChanged, this, &StageStrip::update);
    connect(&workbench, &Workbench::exported, this, [this] {
        m_exported = true;
        update();
    });
    update();
}

std::vector<StageStrip::Step> StageStrip::steps() const {
    auto& document = m_workbench.document();
    const auto problems = m_workbench.problems();
    const bool isBroken = std::any_of(problems.begin(), problems.end(), [](const RunProblem& problem) { return problem.blocks; });
    const bool hasModel = document.model() != nullptr;
    const bool hasData = hasModel && !document.project().data.sources.empty();
    const Mark result = !document.outcome() ? Mark::Open : document.isOutOfDate() ? Mark::Stale : Mark::Done;
    std::vector<Step> steps{{tr("Model"), m_workbench.isOpening() ? Mark::Active
                                          : hasModel              ? Mark::Done
                                                                  : Mark::Open},
                            {tr("Data"), !hasData   ? Mark::Open
                                         : isBroken ? Mark::Broken
                                                    : Mark::Done},
                            {tr("Quantize"), m_workbench.isRunning() ? Mark::Active : result}};
    if (!document.project().metrics.empty()) {
        const bool measured = document.outcome() && !document.outcome()->report.scores.empty();
        steps.push_back({tr("Evaluate"), measured && !m_workbench.isRunning() ? result : Mark::Open});
    }
    steps.push_back({tr("Export"), m_workbench.isExporting() ? Mark::Active : m_exported ? result : Mark::Open});
    return steps;
}

void StageStrip::update() {
    m_steps = steps();
    QStringList spoken;
    for (const Step& step : m_steps) spoken << (step.mark == Mark::Done ? tr("%1: done").arg(step.name) : step.name);
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    QWidget::update();
}

QSize StageStrip::sizeHint() const {
    int width = 0;
    for (const Step& step : m_steps) width += kMark + kMarkGap + fontMetrics().horizontalAdvance(step.name) + kArrow + 2 * kMarkGap;
    return {width, kHeight};
}

void StageStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeFor(palette());
    double x = 0;
    const double middle = height() / 2.0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const QRectF mark(x, middle - kMark / 2.0, kMark, kMark);
        const QColor color = step.mark == Mark::Done     ? theme.good
                             : step.mark == Mark::Stale  ? theme.warn
                             : step.mark == Mark::Broken ? theme.bad
                             : step.mark == Mark::Active ? theme.accent
                                                         : theme.muted;
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(step.mark == Mark::Active ? QBrush(color) : Qt::NoBrush);
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1));
        if (step.mark == Mark::Done) painter.drawPolyline(QPolygonF{{x + 3.5, middle}, {x + 5.5, middle + 2}, {x + 8.5, middle - 2}});
        if (step.mark == Mark::Stale || step.mark == Mark::Broken) painter.drawLine(QPointF(x + 6, middle - 3), QPointF(x + 6, middle + 3));
        x += kMark + kMarkGap;
        painter.setPen(step.mark == Mark::Open ? theme.muted : theme.text);
        const double width = fontMetrics().horizontalAdvance(step.name);
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter, step.name);
        x += width + kMarkGap;
        if (i + 1 < m_steps.size()) {
            painter.setPen(QPen(theme.line, 1));
            painter.drawLine(QPointF(x, middle), QPointF(x + kArrow, middle));
        }
        x += kArrow + kMarkGap;
    }
}

}  // namespace rf::ui
