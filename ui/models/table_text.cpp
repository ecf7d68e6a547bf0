// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_text.h"

#include <QLocale>
#include <QStringList>

namespace rf::ui {

namespace {

QString cellText(const QModelIndex& index, int valueRole) {
    const QVariant value = index.data(valueRole);
    if (value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Float)
        return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return index.data().toString();
}

QString quoted(QString cell, TableText format) {
    if (format == TableText::Tabs) return cell.simplified();
    if (!cell.contains(u',') && !cell.contains(u'"') && !cell.contains(u'\n')) return cell;
    return u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

}  // namespace

QString tableText(const QAbstractItemModel& model, const QList<int>& rows, int valueRole, TableText format) {
    const QString between = format == TableText::Tabs ? QStringLiteral("\t") : QStringLiteral(",");
    const QString end = format == TableText::Tabs ? QStringLiteral("\n") : QStringLiteral("\r\n");
    const auto line = [&](auto textOf) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) cells << quoted(textOf(column), format);
        return cells.join(between) + end;
    };
    QString text = line([&](int column) { return model.headerData(column, Qt::Horizontal).toString(); });
    for (const int row : rows) text += line([&](int column) { return cellText(model.index(row, column), valueRole); });
    return text;
}

QString tableText(const QAbstractItemModel& model, int valueRole, TableText format) {
    QList<int> rows;
    for (int row = 0; row < model.rowCount(); ++row) rows << row;
    return tableText(model, rows, valueRole, format);
}

}  // namespace rf::ui
