// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/log_panel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/log_lines.h"

namespace rf::ui {

namespace {
constexpr int kLogMargin = 8;
}

LogPanel::LogPanel(LogLines& log, QWidget* parent) : QWidget(parent), m_text(new QPlainTextEdit) {
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Log"));
    m_text->setPlaceholderText(tr("What the program reports stands here."));
    m_text->setPlainText(log.lines().join(u'\n'));
    auto* copy = new QPushButton(tr("Copy log"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kLogMargin);
    column->addWidget(m_text, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kLogMargin, 0, kLogMargin, 0);
    row->addWidget(copy);
    row->addStretch(1);
    column->addLayout(row);
    connect(&log, &LogLines::appended, m_text, &QPlainTextEdit::appendPlainText);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
}

}  // namespace rf::ui
