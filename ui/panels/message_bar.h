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

/// Says what went wrong, or what was done, without stopping anybody: a bar above the graph that stays until it is closed
/// or something newer is to be said.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// `what` was tried; the error's sentence and what to do about it follow. Can be copied.
    void showError(const QString& what, const Error& error);
    void showNotice(const QString& message);
    /// What stands in the bar.
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
