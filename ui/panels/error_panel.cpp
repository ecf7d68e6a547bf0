// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/error_panel.h"

#include <QSet>
#include <QVBoxLayout>

#include "ui/charts/layer_error_chart.h"
#include "ui/workbench.h"

namespace rf::ui {

ErrorPanel::ErrorPanel(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench), m_chart(new LayerErrorChart) {
    m_chart->setAccessibleName(tr("Error of every layer"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_chart);
    connect(&workbench.document(), &ProjectDocument::outcomeChanged, this, &ErrorPanel::showErrors);
    connect(&workbench.selection(), &Selection::changed, this, &ErrorPanel::showSelection);
    connect(&workbench.search(), &LayerSearch::changed, this, &ErrorPanel::showFound);
    connect(m_chart, &LayerErrorChart::layerClicked, this, [this](int layer) {
        const auto& outcome = m_workbench.document().outcome();
        if (!outcome || layer < 0) return m_workbench.selection().clear();
        m_workbench.selection().select({QString::fromStdString(outcome->report.errors[static_cast<std::size_t>(layer)].layer)});
    });
    showErrors();
}

void ErrorPanel::showErrors() {
    const auto& outcome = m_workbench.document().outcome();
    if (!outcome || outcome->report.errors.empty()) {
        m_chart->setPlaceholder(tr("Press Run (F5) to see which layers lose precision."));
        return;
    }
    std::vector<LayerErrorPoint> points;
    for (const analysis::LayerError& error : outcome->report.errors) {
        LayerErrorPoint point{QString::fromStdString(error.layer), QString::fromStdString(error.type), error.accumulated.sqnr(), {}};
        if (error.isolated) point.isolated = error.isolated->sqnr();
        points.push_back(std::move(point));
    }
    m_chart->setLayers(std::move(points));
    showFound();
    showSelection();
}

void ErrorPanel::showFound() {
    const auto& outcome = m_workbench.document().outcome();
    const LayerSearch& search = m_workbench.search();
    if (!outcome || !search.isActive()) return m_chart->setFound(std::nullopt);
    const QSet<QString> names(search.found().begin(), search.found().end());
    std::unordered_set<int> found;
    for (std::size_t i = 0; i < outcome->report.errors.size(); ++i)
        if (names.contains(QString::fromStdString(outcome->report.errors[i].layer))) found.insert(static_cast<int>(i));
    m_chart->setFound(std::move(found));
}

void ErrorPanel::showSelection() {
    const auto& outcome = m_workbench.document().outcome();
    if (!outcome) return;
    const std::string layer = m_workbench.selection().current().toStdString();
    const auto& errors = outcome->report.errors;
    const auto found = std::find_if(errors.begin(), errors.end(), [&](const auto& error) { return error.layer == layer; });
    m_chart->setSelected(found == errors.end() ? -1 : static_cast<int>(found - errors.begin()));
}

}  // namespace rf::ui
