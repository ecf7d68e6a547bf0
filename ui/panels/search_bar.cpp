// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/search_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kFieldWidth = 220, kSearchGap = 6;

}  // namespace

SearchBar::SearchBar(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_field(new QLineEdit), m_count(new QLabel), m_filter(new QToolButton) {
    m_field->setObjectName(QStringLiteral("layerFilter"));
    m_field->setPlaceholderText(tr("Find layers"));
    m_field->setAccessibleName(tr("Find layers"));
    m_field->setToolTip(
        tr("Words of name, type, shape or precision; type:Conv, shape:1x16, is:int8; err>0.1, sqnr<20, alone<20; /regular expression/. "
           "Enter goes to the next, Shift+Enter to the one before."));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(kFieldWidth);
    m_field->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("searchCount"));
    setTextStyle(*m_count, TextStyle::Caption);
    m_filter->setObjectName(QStringLiteral("searchFilter"));
    m_filter->setText(tr("Filter"));
    m_filter->setToolTip(tr("On: the table shows only what was found. Off: it is marked."));
    m_filter->setCheckable(true);
    m_filter->setChecked(workbench.search().isFilter());
    m_filter->setAutoRaise(true);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSearchGap);
    row->addWidget(m_field);
    row->addWidget(m_filter);
    row->addWidget(m_count);
    m_field->setText(workbench.search().text());  // of a window in another language

    connect(m_field, &QLineEdit::textChanged, &workbench.search(), &LayerSearch::setText);
    connect(m_filter, &QToolButton::toggled, &workbench.search(), &LayerSearch::setFilter);
    connect(&workbench.search(), &LayerSearch::changed, this, &SearchBar::showState);
    connect(&workbench.selection(), &Selection::changed, this, &SearchBar::showState);
    showState();
}

void SearchBar::focusField() {
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

bool SearchBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_field || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.key() != Qt::Key_Return && key.key() != Qt::Key_Enter) return false;
    if (key.modifiers() & Qt::ShiftModifier)
        m_workbench.search().selectPrevious();
    else
        m_workbench.search().selectNext();
    return true;
}

void SearchBar::showState() {
    const LayerSearch& search = m_workbench.search();
    const auto found = static_cast<int>(search.found().size());
    QString text;
    if (search.error())
        text = errorText(*search.error());
    else if (search.isActive() && search.position() >= 0)
        text = tr("%1 of %2").arg(countText(search.position() + 1), countText(found));
    else if (search.isActive())
        text = found == 0 ? tr("none found") : tr("%n found", nullptr, found);
    m_count->setText(text);
    m_count->setVisible(!text.isEmpty());
    setTextStyle(*m_count, search.error() ? TextStyle::Problem : TextStyle::Caption);
}

}  // namespace rf::ui
