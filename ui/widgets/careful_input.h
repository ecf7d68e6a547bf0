// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <optional>

class QKeyEvent;
class QWidget;

namespace rf::ui {

/// Keeps the accidents of mouse and keyboard from doing harm in one window: the wheel changes fields only when they have the
/// focus, Esc first clears what has the focus and stops a job only when meant, a spin box leaves Ctrl+Z to the window.
class CarefulInput : public QObject {
    Q_OBJECT

public:
    /// What Esc may do besides clearing fields.
    struct Escape {
        std::function<bool()> closeMessage;                ///< closes what is shown above the work; whether there was something
        std::function<bool()> isBusy;                      ///< whether Esc would stop a job
        std::function<bool(const QWidget*)> belongsToJob;  ///< the widget that has the focus shows the job
        std::function<void()> askAgain;                    ///< says that a second Esc stops the job
    };
    /// Milliseconds from any beginning.
    using Clock = std::function<qint64()>;

    CarefulInput(QWidget& window, Escape escape, Clock clock = {});

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool passesEscape(QWidget& focused);
    bool handlesOverride(QWidget& focused, QKeyEvent& event);

    QWidget& m_window;
    Escape m_escape;
    Clock m_clock;
    QElapsedTimer m_timer;
    std::optional<qint64> m_lastEscape;
    const QEvent* m_seen = nullptr;  ///< the last key that the widget with the focus has got
};

}  // namespace rf::ui
