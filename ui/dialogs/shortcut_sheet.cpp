// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/shortcut_sheet.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStringList>
#include <algorithm>

#include "ui/actions/action_table.h"
#include "ui/dialogs/simple_dialog.h"
#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {

constexpr int kColumnGap = 40, kKeyGap = 16, kLineGap = 6, kAboveHeading = 10;

struct Sheet {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::ShortcutSheet)
};

QString keysText(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys) texts << key.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral("  "));
}

void addHeading(QGridLayout& grid, const QString& text) {
    auto* heading = new QLabel(text);
    setTextStyle(*heading, TextStyle::Title);
    if (grid.count() > 0) heading->setContentsMargins(0, kAboveHeading, 0, 0);
    grid.addWidget(heading, grid.rowCount(), 0, 1, 2);
}

void addLine(QGridLayout& grid, const QString& text, const QString& keys) {
    const int row = grid.rowCount();
    grid.addWidget(new QLabel(text), row, 0);
    auto* label = new QLabel(keys);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTextStyle(*label, TextStyle::Caption);
    grid.addWidget(label, row, 1);
}

QGridLayout* newGrid() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kKeyGap);
    grid->setVerticalSpacing(kLineGap);
    grid->setColumnStretch(0, 1);
    return grid;
}

void addMenu(QGridLayout& grid, const MenuRow& menu) {
    const auto isListed = [&](const ActionRow& row) { return row.menu == menu.id && !row.keys.isEmpty(); };
    const auto rows = actionRows();
    if (std::none_of(rows.begin(), rows.end(), isListed)) return;
    addHeading(grid, withoutMnemonic(menuTitle(menu)));
    for (const ActionRow& row : rows)
        if (isListed(row)) addLine(grid, withoutMnemonic(actionText(row)), keysText(row.keys));
}

}  // namespace

void showShortcutSheet(QWidget& parent) {
    auto* menus = newGrid();
    for (const MenuRow& menu : menuRows()) addMenu(*menus, menu);
    auto* canvas = newGrid();
    addHeading(*canvas, Sheet::tr("In the graph"));
    for (const CanvasKeyRow& row : canvasKeyRows()) addLine(*canvas, canvasKeyText(row.text), canvasKeyText(row.keys));
    canvas->setRowStretch(canvas->rowCount(), 1);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kColumnGap);
    columns->addLayout(menus);
    columns->addLayout(canvas);
    showSimpleDialog(parent, QStringLiteral("shortcutSheet"), Sheet::tr("Keyboard"), columns);
}

}  // namespace rf::ui
