// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_difference_page.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/run_difference_model.h"
#include "ui/text/settings_text.h"
#include "ui/widgets/table_copy.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {
constexpr int kPageMargin = 8;
}

RunDifferencePage::RunDifferencePage(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_model(new RunDifferenceModel(this)), m_title(new QLabel), m_table(new QTableView) {
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(RunDifferenceModel::kValueRole);
    m_title->setObjectName(QStringLiteral("comparedRuns"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    setTextStyle(*m_title, TextStyle::Caption);
    m_table->setObjectName(QStringLiteral("runDifferenceTable"));
    m_table->setAccessibleName(tr("Difference of two runs"));
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    styleTable(*m_table);
    copiesRows(*m_table, RunDifferenceModel::kValueRole);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(RunDifferenceModel::Layer, QHeaderView::Stretch);
    auto* back = new QPushButton(tr("Back to the runs"));
    back->setObjectName(QStringLiteral("backToRuns"));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    row->addWidget(m_title, 1);
    row->addWidget(back);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_table, 1);

    connect(back, &QPushButton::clicked, this, &RunDifferencePage::closed);
    connect(&workbench.document(), &ProjectDocument::comparedChanged, this, &RunDifferencePage::showRuns);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid()) m_workbench.selection().select({current.siblingAtColumn(RunDifferenceModel::Layer).data().toString()});
    });
    showRuns();
}

// The layers that have become worse come first.
void RunDifferencePage::showRuns() {
    const auto& document = m_workbench.document();
    const auto& compared = document.compared();
    const RunRecord* first = compared ? document.run(compared->first) : nullptr;
    const RunRecord* second = compared ? document.run(compared->second) : nullptr;
    if (!first || !second) return m_model->setRuns(0, 0, {});
    m_model->setRuns(first->number, second->number, runDifference(first->outcome->report, second->outcome->report));
    const QStringList changes = changedSettings(first->settings, second->settings);
    m_title->setText(changes.isEmpty()
                         ? tr("Runs %1 and %2 have the same settings.").arg(first->number).arg(second->number)
                         : tr("Run %1 against run %2: %3").arg(second->number).arg(first->number).arg(changes.join(QStringLiteral(", "))));
    m_table->sortByColumn(RunDifferenceModel::Change, Qt::AscendingOrder);
}

}  // namespace rf::ui
