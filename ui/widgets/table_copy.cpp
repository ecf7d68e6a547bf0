// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_copy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QShortcut>
#include <QTableView>
#include <algorithm>

#include "ui/models/table_text.h"

namespace rf::ui {

void copiesRows(QTableView& table, int valueRole) {
    auto* shortcut = new QShortcut(QKeySequence::Copy, &table);
    shortcut->setContext(Qt::WidgetShortcut);
    QObject::connect(shortcut, &QShortcut::activated, &table, [&table, valueRole] {
        QList<int> rows;
        for (const QModelIndex& index : table.selectionModel()->selectedRows()) rows << index.row();
        std::sort(rows.begin(), rows.end());
        if (!rows.isEmpty()) QGuiApplication::clipboard()->setText(tableText(*table.model(), rows, valueRole, TableText::Tabs));
    });
}

}  // namespace rf::ui
