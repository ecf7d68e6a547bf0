// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/ignored_section.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <algorithm>

#include "ui/edits.h"
#include "ui/widgets/setting_help.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kLayer = Qt::UserRole, kRule = Qt::UserRole + 1;  // kLayer only where the rule is a name
constexpr int kMostShownRules = 5;

/// What the rule at this position did, unless the placement is that of other rules.
const quantization::RuleEffect* effectOf(const quantization::Placement* placement, std::size_t index, const std::string& rule) {
    if (!placement || index >= placement->rules.size() || placement->rules[index].rule != rule) return nullptr;
    return &placement->rules[index];
}

}  // namespace

IgnoredSection::IgnoredSection(Workbench& workbench, QWidget* parent)
    : Section(tr("Kept in float"), parent),
      m_workbench(workbench),
      m_rules(new QListWidget),
      m_remove(new QPushButton(tr("Include again"))) {
    m_hint = addCaption(body(), tr("Right-click a layer in the graph or the table to exclude it from quantization."));
    m_rules->setObjectName(QStringLiteral("ignoredRules"));
    setSettingHelp(*m_rules, "compression.algorithms.params.ignored");
    m_rules->setAccessibleName(tr("Kept in float"));
    m_rules->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_rules->setTextElideMode(Qt::ElideMiddle);
    m_rules->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body().addWidget(m_rules);
    body().addWidget(m_remove, 0, Qt::AlignLeft);
    connect(m_remove, &QPushButton::clicked, this, &IgnoredSection::removeSelected);
    connect(m_rules, &QListWidget::itemSelectionChanged, this, [this] { m_remove->setEnabled(!m_rules->selectedItems().isEmpty()); });
    connect(m_rules, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (const QString layer = item->data(kLayer).toString(); !layer.isEmpty()) m_workbench.selection().select({layer});
    });
    auto& document = workbench.document();
    connect(&document, &ProjectDocument::projectChanged, this, &IgnoredSection::showRules);
    connect(&document, &ProjectDocument::placementChanged, this, &IgnoredSection::showRules);
    showRules();
}

void IgnoredSection::showRules() {
    const auto& document = m_workbench.document();
    const auto& ignored = document.project().quantization.ignored;
    m_rules->clear();
    const std::vector<std::string> rules = quantization::ruleTexts(ignored);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const QString text = QString::fromStdString(rules[i]);
        auto* item = new QListWidgetItem(text, m_rules);
        item->setToolTip(text);
        item->setData(kRule, static_cast<int>(i));
        if (i < ignored.names.size()) item->setData(kLayer, text);
        const auto* effect = effectOf(document.placement().get(), i, rules[i]);
        if (!effect) continue;
        const QString removed = effect->hasEffect() ? tr("%n quantizers fewer", nullptr, effect->removedQuantizers) : tr("has no effect");
        item->setText(text + u'\n' + removed);
        item->setToolTip(QStringLiteral("%1\n%2\n%3").arg(text, tr("Matches %n layers", nullptr, effect->matchedNodes), removed));
    }
    const bool any = m_rules->count() > 0;
    m_rules->setVisible(any);
    if (any) m_rules->setFixedHeight(std::min(m_rules->count(), kMostShownRules) * m_rules->sizeHintForRow(0) + 2 * m_rules->frameWidth());
    m_remove->setVisible(any);
    m_remove->setEnabled(false);
}

void IgnoredSection::removeSelected() {
    std::vector<std::size_t> rules;
    for (const QListWidgetItem* item : m_rules->selectedItems()) rules.push_back(static_cast<std::size_t>(item->data(kRule).toInt()));
    removeRules(m_workbench.document(), std::move(rules));
}

}  // namespace rf::ui
