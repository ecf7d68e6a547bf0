// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace rf::ui {

/// Shows the exact command lines that a project wants to run and asks whether they may. No is what Return and Escape mean.
bool allowsCommands(QWidget& parent, const QStringList& commands);

}  // namespace rf::ui
