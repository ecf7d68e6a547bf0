// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/search_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/search_step_model.h"
#include "ui/text/format.h"
#include "ui/widgets/table_copy.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {
constexpr int kSearchMargin = 8;
}

SearchPanel::SearchPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_model(new SearchStepModel(this)), m_summary(new QLabel), m_table(new QTableView) {
    m_summary->setObjectName(QStringLiteral("searchSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(kSearchMargin, kSearchMargin, kSearchMargin, kSearchMargin);
    setTextStyle(*m_summary, TextStyle::Caption);
    m_table->setObjectName(QStringLiteral("searchTable"));
    m_table->setAccessibleName(tr("Steps of the search"));
    m_table->setModel(m_model);
    styleTable(*m_table);
    copiesRows(*m_table, SearchStepModel::kValueRole);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(SearchStepModel::Layers, QHeaderView::Stretch);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);

    connect(&workbench, &Workbench::searchMoved, this, &SearchPanel::showSearch);
    connect(&workbench, &Workbench::activityChanged, this, &SearchPanel::showSearch);
    connect(&workbench.document(), &ProjectDocument::outcomeChanged, this, &SearchPanel::showSearch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        const results::SearchRecord* record = m_workbench.searchRecord();
        if (!current.isValid() || !record || static_cast<std::size_t>(current.row()) >= record->steps.size()) return;
        QStringList layers;
        for (const std::string& layer : record->steps[static_cast<std::size_t>(current.row())].layers)
            layers << QString::fromStdString(layer);
        if (!layers.isEmpty()) m_workbench.selection().select(layers);
    });
    showSearch();
}

void SearchPanel::showSearch() {
    const results::SearchRecord* record = m_workbench.searchRecord();
    m_model->setRecord(record ? *record : results::SearchRecord{});
    m_table->scrollToBottom();
    m_summary->setText(summary());
}

QString SearchPanel::summary() const {
    const results::SearchRecord* record = m_workbench.searchRecord();
    if (!record || record->steps.empty())
        return tr("Settings with accuracy control or tuning search for a model; their steps are listed here.");
    const auto& last = record->steps.back();
    const QString steps = tr("%n models tried", nullptr, static_cast<int>(record->steps.size()));
    if (m_workbench.isRunning())
        return last.secondsLeft
                   ? tr("%1, at most %2 left. The best model so far is kept when you stop.").arg(steps, durationText(*last.secondsLeft))
                   : tr("%1. The best model so far is kept when you stop.").arg(steps);
    return record->targetMet ? tr("%1; the limits are met.").arg(steps) : tr("%1; the limits are not met.").arg(steps);
}

}  // namespace rf::ui
