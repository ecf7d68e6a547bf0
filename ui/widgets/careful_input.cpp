// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/careful_input.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QWheelEvent>

namespace rf::ui {

namespace {

constexpr qint64 kSecondEscapeMs = 2000;

/// The field that the wheel would change, if it is over one.
QWidget* wheelField(QWidget* under) {
    for (; under && !under->isWindow(); under = under->parentWidget())
        if (qobject_cast<QAbstractSpinBox*>(under) || qobject_cast<QComboBox*>(under)) return under;
    return nullptr;
}

bool isUndoOrRedo(const QKeyEvent& event) {
    return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo) || event.keyCombination() == (Qt::CTRL | Qt::Key_Y) ||
           event.keyCombination() == (Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
}

/// Clears a field for searching. Other fields hold settings, which Esc leaves alone.
bool clearSearch(QWidget& focused) {
    auto* line = qobject_cast<QLineEdit*>(&focused);
    if (!line || !line->isClearButtonEnabled() || line->text().isEmpty()) return false;
    line->clear();
    return true;
}

}  // namespace

CarefulInput::CarefulInput(QWidget& window, Escape escape, Clock clock)
    : QObject(&window), m_window(window), m_escape(std::move(escape)), m_clock(std::move(clock)) {
    m_timer.start();
    if (!m_clock) m_clock = [this] { return m_timer.elapsed(); };
    qApp->installEventFilter(this);
}

// True: the key goes no further as a shortcut.
bool CarefulInput::passesEscape(QWidget& focused) {
    if (clearSearch(focused) || m_escape.closeMessage()) return true;
    if (!m_escape.isBusy() || m_escape.belongsToJob(&focused)) return false;
    const qint64 now = m_clock();
    const bool isSecond = m_lastEscape && now - *m_lastEscape <= kSecondEscapeMs;
    m_lastEscape = isSecond ? std::nullopt : std::optional(now);
    if (!isSecond) m_escape.askAgain();
    return !isSecond;
}

bool CarefulInput::handlesOverride(QWidget& focused, QKeyEvent& event) {
    if (event.key() == Qt::Key_Escape && event.modifiers() == Qt::NoModifier) {
        if (passesEscape(focused)) event.accept();
        return event.isAccepted();
    }
    if (!isUndoOrRedo(event) || !qobject_cast<QAbstractSpinBox*>(&focused)) return false;
    event.ignore();  // a spin box would keep it for its text, which is applied as it is typed
    return true;
}

bool CarefulInput::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type != QEvent::Wheel && type != QEvent::ShortcutOverride && type != QEvent::Show) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != &m_window) return false;
    if (type == QEvent::Show) {
        if (wheelField(widget) == widget) widget->setFocusPolicy(Qt::StrongFocus);  // the wheel does not give the focus either
        return false;
    }
    if (type == QEvent::Wheel) {
        const QWidget* field = wheelField(widget);
        if (!field || field->hasFocus()) return false;
        event->ignore();  // what scrolls around the field may have it
        return true;
    }
    // The event goes from the widget with the focus to its parents, or to the window alone: it is looked at once.
    QWidget* focused = QApplication::focusWidget();
    const bool isFocused = widget == focused, isAlone = widget == &m_window && m_seen != event;
    if (isFocused)
        m_seen = event;
    else if (widget == &m_window)
        m_seen = nullptr;
    if (!isFocused && !isAlone) return false;
    event->ignore();
    return handlesOverride(focused ? *focused : m_window, *static_cast<QKeyEvent*>(event));
}

}  // namespace rf::ui
