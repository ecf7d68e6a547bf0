// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/runs_panel.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/edits.h"
#include "ui/models/run_table_model.h"
#include "ui/panels/run_difference_page.h"
#include "ui/text/run_text.h"
#include "ui/text/settings_text.h"
#include "ui/widgets/elided_label.h"
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
      m_hint(new ElidedLabel),
      m_use(new QPushButton(tr("Use its settings"))),
      m_compare(new QPushButton(tr("Compare"))),
      m_more(new QPushButton(tr("More"))),
      m_earlier(nullptr),
      m_table(new QTableView),
      m_difference(new RunDifferencePage(workbench)),
      m_pages(new QStackedWidget) {
    setTextStyle(*m_hint, TextStyle::Caption);
    m_hint->setObjectName(QStringLiteral("runsHint"));
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_use->setObjectName(QStringLiteral("useSettings"));
    m_compare->setObjectName(QStringLiteral("compareRuns"));
    m_compare->setToolTip(tr("Tick two runs to compare them layer by layer"));
    m_more->setObjectName(QStringLiteral("moreOfRuns"));
    m_more->setMenu(new QMenu(m_more));
    fillMenu(*m_more->menu());
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
    row->addWidget(m_compare);
    row->addWidget(m_use);
    row->addWidget(m_more);
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    m_pages->addWidget(list);
    m_pages->addWidget(m_difference);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);

    auto& document = workbench.document();
    connect(&document, &ProjectDocument::outcomeChanged, this, &RunsPanel::showRuns);
    connect(&document, &ProjectDocument::projectChanged, this, &RunsPanel::showRuns);
    connect(&document, &ProjectDocument::runsChanged, this, &RunsPanel::showRuns);
    connect(&document, &ProjectDocument::comparedChanged, this, &RunsPanel::showCompared);
    connect(&workbench.store(), &RunStore::changed, this, &RunsPanel::showRuns);
    connect(m_compare, &QPushButton::clicked, this, [this] { m_pages->setCurrentWidget(m_difference); });
    connect(m_difference, &RunDifferencePage::closed, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunsPanel::takeSelection);
    connect(m_use, &QPushButton::clicked, this, [&document] {
        if (const RunRecord* run = document.shownRun()) takeSettings(document, *run);
    });
    showRuns();
}

void RunsPanel::fillMenu(QMenu& menu) {
    auto& document = m_workbench.document();
    const auto add = [&](const char* id, const QString& text, std::function<void(const RunRecord&)> act) {
        auto* action = menu.addAction(text, this, [&document, act = std::move(act)] {
            if (const RunRecord* run = document.shownRun()) act(*run);
        });
        action->setObjectName(QLatin1String(id));
    };
    add("renameRun", tr("Give it a name"),
        [this](const RunRecord& run) { m_table->edit(m_table->model()->index(m_model->rowOf(&run), RunTableModel::Number)); });
    add("pinBaseline", tr("Measure others against it"), [&document](const RunRecord& run) { document.pinBaseline(run.number); });
    add("removeRun", tr("Remove it, from the store as well"), [this, &document](const RunRecord& run) {
        if (run.stored) m_workbench.store().remove(*run.stored);
        document.removeRun(run.number);
    });
    menu.addSeparator();
    m_earlier = menu.addMenu(tr("Earlier runs"));
    m_earlier->setObjectName(QStringLiteral("earlierRuns"));
    connect(&menu, &QMenu::aboutToShow, this, &RunsPanel::listEarlierRuns);
}

// Those of this model that are not in the table; of equal runs the newest.
void RunsPanel::listEarlierRuns() {
    m_earlier->clear();
    for (const storage::RunRecord& run : m_workbench.earlierRuns()) {
        const QString began = QLocale().toString(QDateTime::fromSecsSinceEpoch(run.began), QLocale::ShortFormat);
        m_earlier->addAction(tr("%1, %2").arg(began, statusName(run.status)), this, [this, run] { m_workbench.reopen(run); });
    }
    m_earlier->setEnabled(!m_earlier->isEmpty());
}

QString RunsPanel::hint() const {
    const auto& document = m_workbench.document();
    if (document.runs().empty()) return tr("Press Run (F5); every run is kept here, to be compared with the next.");
    const RunRecord *shown = document.shownRun(), *baseline = document.baseline();
    if (!shown || shown == baseline) return tr("All panels show the selected run. Tick two to compare them.");
    const QStringList changes = changedSettings(baseline->settings, shown->settings);
    if (changes.isEmpty()) return tr("Settings as in run %1.").arg(baseline->number);
    return tr("Against run %1: %2").arg(baseline->number).arg(changes.join(QStringLiteral(", ")));
}

void RunsPanel::showRuns() {
    const QScopedValueRollback updating(m_updating, true);
    const auto& document = m_workbench.document();
    const bool any = !document.runs().empty();
    m_hint->setFullText(hint());
    m_use->setVisible(any);
    m_use->setEnabled(document.isOutOfDate());
    m_compare->setVisible(document.runs().size() > 1);
    m_more->setVisible(any || !m_workbench.earlierRuns().empty());
    for (QAction* action : m_more->menu()->actions())
        if (!action->menu()) action->setEnabled(any);
    if (const int row = m_model->rowOf(document.shownRun()); row >= 0) m_table->selectRow(row);
    showCompared();
}

void RunsPanel::showCompared() {
    const bool isCompared = m_workbench.document().compared().has_value();
    m_compare->setEnabled(isCompared);
    if (!isCompared) m_pages->setCurrentIndex(0);
}

void RunsPanel::takeSelection() {
    if (m_updating || !m_table->currentIndex().isValid()) return;
    m_workbench.document().showRun(m_model->run(m_table->currentIndex().row()).number);
}

}  // namespace rf::ui
