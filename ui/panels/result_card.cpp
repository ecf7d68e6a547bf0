// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/result_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/edits.h"
#include "ui/text/result_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kCardMargin = 8, kCardSide = 12, kCardGap = 12;

QLabel* cardLabel(const char* name, TextStyle style) {
    auto* made = new QLabel;
    made->setObjectName(QLatin1String(name));
    made->setTextFormat(Qt::PlainText);
    setTextStyle(*made, style);
    return made;
}

}  // namespace

ResultCard::ResultCard(Workbench& workbench, QWidget* parent)
    : QFrame(parent),
      m_workbench(workbench),
      m_headline(cardLabel("resultHeadline", TextStyle::Title)),
      m_change(cardLabel("resultChange", TextStyle::Title)),
      m_size(cardLabel("resultSize", TextStyle::Caption)),
      m_harm(new ElidedLabel),
      m_show(new QPushButton(tr("Show"))),
      m_exclude(new QPushButton(tr("Exclude and run again"))),
      m_fold(new QToolButton),
      m_second(new QWidget) {
    setObjectName(QStringLiteral("resultCard"));
    m_harm->setObjectName(QStringLiteral("resultHarm"));
    m_harm->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_show->setObjectName(QStringLiteral("showWorst"));
    m_show->setToolTip(tr("Selects the layer in graph, table and charts"));
    m_exclude->setObjectName(QStringLiteral("excludeWorst"));
    m_exclude->setToolTip(tr("Keeps the layer in float and runs again; Undo takes it back"));
    m_fold->setObjectName(QStringLiteral("foldCard"));
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);

    auto* first = new QHBoxLayout;
    first->setSpacing(kCardGap);
    first->addWidget(m_headline);
    first->addWidget(m_change);
    first->addWidget(m_size);
    first->addStretch(1);
    first->addWidget(m_fold);
    auto* second = new QHBoxLayout(m_second);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(kCardMargin);
    second->addWidget(m_harm, 1);
    second->addWidget(m_show);
    second->addWidget(m_exclude);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kCardSide, kCardMargin, kCardMargin, kCardMargin);
    column->setSpacing(kCardMargin / 2);
    column->addLayout(first);
    column->addWidget(m_second);

    auto& document = workbench.document();
    connect(&document, &ProjectDocument::outcomeChanged, this, &ResultCard::showRun);
    connect(&document, &ProjectDocument::projectChanged, this, &ResultCard::refresh);
    connect(&workbench, &Workbench::activityChanged, this, &ResultCard::refresh);
    connect(&workbench, &Workbench::dataFactsChanged, this, &ResultCard::refresh);
    connect(m_fold, &QToolButton::clicked, this, [this] { fold(!m_second->isHidden()); });
    connect(m_show, &QPushButton::clicked, this, [this] { emit layerWanted(QString::fromStdString(m_summary.worstLayer)); });
    connect(m_exclude, &QPushButton::clicked, this, &ResultCard::excludeWorst);
    fold(false);
    showRun();
}

void ResultCard::showRun() {
    auto& document = m_workbench.document();
    const RunRecord* run = document.shownRun();
    const bool hasResult = run && document.model() && !run->outcome->nothingToQuantize;
    setVisible(hasResult);
    if (!hasResult) return;
    m_summary = summaryOf(*document.model(), *run->outcome);
    m_run = run->number;
    m_headline->setText(headline(m_summary));
    m_change->setText(changeText(m_summary));
    m_size->setText(sizeText(m_summary));
    m_harm->setFullText(harmText(m_summary));
    refresh();
}

void ResultCard::refresh() {
    const auto& document = m_workbench.document();
    if (!document.shownRun()) return;
    const bool isLost = m_summary.score && !m_summary.score->isWithinLimit();
    setTextStyle(*m_headline, document.isOutOfDate() ? TextStyle::Warning : TextStyle::Title);
    setTextStyle(*m_change, isLost ? TextStyle::Problem : TextStyle::Title);
    const bool hasWorst = !m_summary.worstLayer.empty();
    m_show->setVisible(hasWorst);
    m_exclude->setVisible(hasWorst);
    m_exclude->setEnabled(m_workbench.canRun() && !m_workbench.isExcluded(QString::fromStdString(m_summary.worstLayer)));
}

void ResultCard::fold(bool folded) {
    m_second->setVisible(!folded);
    m_fold->setText(folded ? QStringLiteral("▾") : QStringLiteral("▴"));
    m_fold->setToolTip(folded ? tr("Show what harms most") : tr("Fold to one line"));
    m_fold->setAccessibleName(m_fold->toolTip());
}

void ResultCard::excludeWorst() {
    excludeLayers(m_workbench.document(), {QString::fromStdString(m_summary.worstLayer)});
    m_workbench.run();
}

}  // namespace rf::ui
