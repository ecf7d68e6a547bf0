// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace rf::ui {

/// Shows version, licence and inference engine. Does not block.
void showAboutDialog(QWidget& parent);

}  // namespace rf::ui
