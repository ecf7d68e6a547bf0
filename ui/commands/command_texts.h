// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace rf::ui {

/// The translation context of what edits are called in the undo menu.
struct Commands {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::Commands)
};

}  // namespace rf::ui
