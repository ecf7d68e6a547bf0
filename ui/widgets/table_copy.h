// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace rf::ui {

/// Ctrl+C copies the selected rows of the table with its header, numbers in full; `valueRole` as in ui/models/table_text.h.
void copiesRows(QTableView& table, int valueRole);

}  // namespace rf::ui
