// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/ignored_section.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <algorithm>

#include "ui/commands/set_ignored.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kIsName = Qt::UserRole, kRule = Qt::UserRole + 1;
constexpr int kMostShownRules = 5;

// Placement names a rule as the user wrote it; a rule by type starts with the type.
const quantization::RuleEffect* effectOf(const quantization::Placement* placement, const std::string& rule) {
    if (!placement) return nullptr;
    const auto found = std::find_if(placement->rules.begin(), placement->rules.end(), [&](const auto& effect) { return effect.rule == rule; });
    return found == placement->rules.end() ? nullptr : &*found;
}

}  // namespace

IgnoredSection::IgnoredSection(Workbench& workbench, QWidget* parent)
    : Section(tr("Kept in float"), parent), m_workbench(workbench), m_rules(new QListWidget), m_remove(new QPushButton(tr("Include again"))) {
    m_hint = addCaption(body(), tr("Right-click a layer in the graph or the table to exclude it from quantization."));
    m_rules->setObjectName(QStringLiteral("ignoredRules"));
    m_rules->setAccessibleName(tr("Kept in float"));
    m_rules->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_rules->setTextElideMode(Qt::ElideMiddle);
    m_rules->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body().addWidget(m_rules);
    body().addWidget(m_remove, 0, Qt::AlignLeft);
    connect(m_remove, &QPushButton::clicked, this, &IgnoredSection::removeSelected);
    connect(m_rules, &QListWidget::itemSelectionChanged, this, [this] { m_remove->setEnabled(!m_rules->selectedItems().isEmpty()); });
    connect(m_rules, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (item->data(kIsName).toBool()) m_workbench.selection().select({item->data(kRule).toString()});
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
    const auto add = [&](const std::string& rule, const QVariant& id, bool isName) {
        const QString text = QString::fromStdString(rule);
        auto* item = new QListWidgetItem(text, m_rules);
        item->setToolTip(text);
        item->setData(kIsName, isName);
        item->setData(kRule, id);
        const auto* effect = effectOf(document.placement().get(), rule);
        if (!effect) return;
        const QString removed = effect->removedQuantizers > 0 ? tr("%n quantizers fewer", nullptr, effect->removedQuantizers)
                                                              : tr("has no effect");
        item->setText(text + u'\n' + removed);
        item->setToolTip(QStringLiteral("%1\n%2\n%3").arg(text, tr("Matches %n layers", nullptr, effect->matchedNodes), removed));
    };
    for (const std::string& name : ignored.names) add(name, QString::fromStdString(name), true);
    for (std::size_t i = 0; i < ignored.operations.size(); ++i) add(ignored.operations[i].type, static_cast<int>(i), false);
    const bool any = m_rules->count() > 0;
    m_rules->setVisible(any);
    if (any) m_rules->setFixedHeight(std::min(m_rules->count(), kMostShownRules) * m_rules->sizeHintForRow(0) + 2 * m_rules->frameWidth());
    m_remove->setVisible(any);
    m_remove->setEnabled(false);
}

void IgnoredSection::removeSelected() {
    QStringList names;
    std::vector<int> types;
    for (const QListWidgetItem* item : m_rules->selectedItems()) {
        if (item->data(kIsName).toBool()) names << item->data(kRule).toString();
        else types.push_back(item->data(kRule).toInt());
    }
    if (!names.isEmpty()) includeLayers(m_workbench.document(), names);
    std::sort(types.rbegin(), types.rend());  // from the last, so that positions stay
    for (const int index : types) removeTypeRule(m_workbench.document(), static_cast<std::size_t>(index));
}

}  // namespace rf::ui
