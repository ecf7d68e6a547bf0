// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section.h"

#include <QLabel>

#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {
constexpr int kSectionGap = 4, kSectionBelow = 12;
}

Section::Section(const QString& title, QWidget* parent) : QWidget(parent), m_body(new QVBoxLayout(this)) {
    m_body->setContentsMargins(0, 0, 0, kSectionBelow);
    m_body->setSpacing(kSectionGap);
    auto* label = new QLabel(title);
    label->setTextFormat(Qt::PlainText);
    setTextStyle(*label, TextStyle::Heading);
    m_body->addWidget(label);
}

QLabel* addCaption(QVBoxLayout& layout, const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextStyle(*label, TextStyle::Caption);
    layout.addWidget(label);
    return label;
}

}  // namespace rf::ui
