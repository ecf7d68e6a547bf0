// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace rf::ui {

/// All keys of the window, read from the tables of actions and of canvas keys. Does not block.
void showShortcutSheet(QWidget& parent);

}  // namespace rf::ui
