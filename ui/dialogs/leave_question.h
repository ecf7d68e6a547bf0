// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace rf::ui {

/// What to do with a run in progress and with edited settings before the model is closed.
enum class Leaving {
    Stay,     ///< nothing is closed
    Keep,     ///< the run stops; what it has finished stays in the store
    Discard,  ///< the run stops and nothing of it is kept; edited settings go
};

/// What would be lost.
struct LeavingReasons {
    QString run;            ///< how far the run in progress is; empty: there is none
    bool isKept = false;    ///< a store keeps what the run has finished
    bool isEdited = false;  ///< settings are nowhere but in the window
    bool isLost() const { return !run.isEmpty() || isEdited; }
};

/// Asks once, in words. Return and Escape mean Stay.
Leaving askBeforeLeaving(QWidget& parent, const LeavingReasons& reasons);

}  // namespace rf::ui
