// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace rf::ui {

/// Shows the exact command lines of the user's programs that a project wants to run, and asks for permission. Return and Escape
/// mean No.
bool allowsCommands(QWidget& parent, const QStringList& commands);

}  // namespace rf::ui
