// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMenu;
class QWidget;

namespace rf::ui {

class Workbench;

/// The context menu of layers, the same in graph and table: exclude, include again, copy names. Deletes itself.
QMenu* layerMenu(Workbench& workbench, const QStringList& layers, QWidget& parent);

}  // namespace rf::ui
