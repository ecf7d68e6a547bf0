// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace rf::ui {

/// Version, licence and what the program runs networks with. Does not block.
void showAboutDialog(QWidget& parent);
/// The keys, read from the window's actions, and those of the graph. Does not block.
void showKeyboardDialog(QWidget& parent);

}  // namespace rf::ui
