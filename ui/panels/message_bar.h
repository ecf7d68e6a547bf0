// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/base/result.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace rf::ui {

struct Theme;

/// Shows an error or a notice without blocking: a bar above the graph that stays until it is closed or replaced by a newer
/// message.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// `what` names the attempted action; the error's sentence and advice follow. The text can be copied.
    void showError(const QString& what, const Error& error);
    void showNotice(const QString& message);
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
    QToolButton* m_close;
};

}  // namespace rf::ui
