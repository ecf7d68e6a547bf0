// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace rf::ui {

/// Rows to read and to select: no grid, compact lines, long names cut in the middle.
void styleTable(QTableView& table);

}  // namespace rf::ui
