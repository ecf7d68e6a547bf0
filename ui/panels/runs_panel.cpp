// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/runs_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/edits.h"
#include "ui/models/run_table_model.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kRunsMargin = 8;

}  // namespace

RunsPanel::RunsPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new RunTableModel(workbench.document(), this)),
      m_hint(new QLabel),
      m_use(new QPushButton(tr("Use its settings"))),
      m_table(new QTableView) {
    setTextStyle(*m_hint, TextStyle::Caption);
    m_use->setObjectName(QStringLiteral("useSettings"));
    m_table->setObjectName(QStringLiteral("runTable"));
    m_table->setAccessibleName(tr("Runs"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    styleTable(*m_table);
    // Every column is as wide as its words, in any language; the result takes what is left.
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(RunTableModel::Result, QHeaderView::Stretch);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kRunsMargin, kRunsMargin, kRunsMargin, kRunsMargin);
    row->addWidget(m_hint, 1);
    row->addWidget(m_use);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_table, 1);

    auto& document = workbench.document();
    connect(&document, &ProjectDocument::outcomeChanged, this, &RunsPanel::showRuns);
    connect(&document, &ProjectDocument::projectChanged, this, &RunsPanel::showRuns);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunsPanel::takeSelection);
    connect(m_use, &QPushButton::clicked, this, [&document] {
        if (const RunRecord* run = document.shownRun()) takeSettings(document, *run);
    });
    showRuns();
}

void RunsPanel::showRuns() {
    const QScopedValueRollback updating(m_updating, true);
    const auto& document = m_workbench.document();
    const bool any = !document.runs().empty();
    m_hint->setText(any ? tr("All panels show the selected run.")
                        : tr("Press Run (F5); every run is kept here, to be compared with the next."));
    m_use->setVisible(any);
    m_use->setEnabled(document.isOutOfDate());
    if (const int row = m_model->rowOf(document.shownRun()); row >= 0) m_table->selectRow(row);
}

void RunsPanel::takeSelection() {
    if (m_updating || !m_table->currentIndex().isValid()) return;
    m_workbench.document().showRun(m_model->run(m_table->currentIndex().row()).number);
}

}  // namespace rf::ui
