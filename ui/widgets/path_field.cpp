// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/path_field.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "ui/widgets/elided_label.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {
constexpr int kFieldGap = 4;
}

PathField::PathField(const QString& choose, QWidget* parent)
    : QWidget(parent), m_path(new ElidedLabel), m_button(new QPushButton(choose)), m_clear(new QToolButton) {
    auto* menu = new QMenu(this);
    menu->addAction(tr("File…"), this, &PathField::chooseFileRequested);
    menu->addAction(tr("Folder of images…"), this, &PathField::chooseFolderRequested);
    m_button->setMenu(menu);
    m_clear->setText(QStringLiteral("✕"));
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::StrongFocus);
    m_clear->setToolTip(tr("Use no data here"));
    m_clear->setAccessibleName(m_clear->toolTip());
    connect(m_clear, &QToolButton::clicked, this, &PathField::cleared);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kFieldGap);
    auto* row = new QHBoxLayout;
    row->setSpacing(kFieldGap);
    row->addWidget(m_path, 1);
    row->addWidget(m_clear);
    row->addWidget(m_button);
    column->addLayout(row);
    m_facts = addCaption(*column);
}

void PathField::setLocation(const QString& location, const QString& whenEmpty) {
    m_location = location;
    const QFileInfo info(location);
    m_path->setFullText(location.isEmpty() ? whenEmpty : info.exists() ? info.fileName() : location);
    if (!location.isEmpty()) m_path->setToolTip(QDir::toNativeSeparators(location));
    m_clear->setVisible(!location.isEmpty());
}

void PathField::setFacts(const QString& text, bool isProblem) {
    setTextStyle(*m_facts, isProblem ? TextStyle::Problem : TextStyle::Caption);
    m_facts->setText(text);
    m_facts->setVisible(!text.isEmpty());
}

}  // namespace rf::ui
