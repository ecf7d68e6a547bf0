// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/message_bar.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/text/error_text.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr int kBarMargin = 8, kSideMargin = 12;
constexpr double kTint = 0.12;  // of the state's colour in the surface

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_text(new QLabel), m_copy(new QPushButton(tr("Copy"))), m_close(new QToolButton) {
    setObjectName(QStringLiteral("messageBar"));
    setAutoFillBackground(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kSideMargin, kBarMargin, kBarMargin, kBarMargin);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy);
    row->addWidget(m_close);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->text()); });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::showError(const QString& what, const Error& error) {
    QString text = what + u'\n' + errorText(error);
    if (const QString advice = adviceFor(error.code()); !advice.isEmpty()) text += u'\n' + advice;
    showText(text, true);
}

void MessageBar::showNotice(const QString& message) { showText(message, false); }

void MessageBar::showOffer(const QString& message, const std::vector<Choice>& choices) {
    showText(message, false);
    auto& row = *static_cast<QHBoxLayout*>(layout());
    for (const Choice& choice : choices) {
        auto* button = new QPushButton(choice.text);
        button->setObjectName(QLatin1String(choice.id));
        connect(button, &QPushButton::clicked, this, [this, act = choice.act] {
            hide();
            act();
        });
        row.insertWidget(row.indexOf(m_copy), button);
        button->show();  // the bar is visible already: a layout would show it only in the next turn of the event loop
        m_choices.push_back(button);
    }
}

QString MessageBar::text() const { return m_text->text(); }

void MessageBar::showText(const QString& text, bool isError) {
    // A button may be the sender of what leads here.
    for (QPushButton* button : std::exchange(m_choices, {})) {
        button->hide();
        button->setObjectName({});
        button->deleteLater();
    }
    m_isError = isError;
    m_text->setText(text);
    m_copy->setVisible(isError);
    applyTheme();
    show();
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && &themeFor(QGuiApplication::palette()) != m_theme) applyTheme();
}

void MessageBar::applyTheme() {
    m_theme = &themeFor(QGuiApplication::palette());
    QPalette palette;
    palette.setColor(QPalette::Window, mixed(m_theme->surface, m_isError ? m_theme->bad : m_theme->accent, kTint));
    setPalette(palette);
}

}  // namespace rf::ui
