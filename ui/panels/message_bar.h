// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>
#include <vector>

#include "core/base/result.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace rf::ui {

struct Theme;

/// Shows an error, a notice or an offer without blocking: a bar above the graph that stays until it is closed or replaced by a newer
/// message.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// `what` names the attempted action; the error's sentence and advice follow. The text can be copied.
    void showError(const QString& what, const Error& error);
    void showNotice(const QString& message);
    /// A button of an offer; the bar closes when it is pressed.
    struct Choice {
        const char* id;  ///< the object name of the button
        QString text;
        std::function<void()> act;
    };
    /// A message with something to do about it.
    void showOffer(const QString& message, const std::vector<Choice>& choices);
    bool isError() const { return m_isError; }
    /// The text in the bar.
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void showText(const QString& text, bool isError);
    void applyTheme();

    bool m_isError = false;
    const Theme* m_theme = nullptr;
    QLabel* m_text;
    QPushButton* m_copy;
    std::vector<QPushButton*> m_choices;
    QToolButton* m_close;
};

}  // namespace rf::ui
