// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QString>

namespace rf::ui {

/// How cells are kept apart: by tabs for the clipboard, by commas as RFC 4180 wants it for a file.
enum class TableText { Tabs, Csv };

/// The header and the given rows of a table. `valueRole` has the number behind a cell, which is written in full and as programs
/// read it; a cell without one is written as shown.
QString tableText(const QAbstractItemModel& model, const QList<int>& rows, int valueRole, TableText format);
/// All rows.
QString tableText(const QAbstractItemModel& model, int valueRole, TableText format);

}  // namespace rf::ui
