// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>
#include <span>

namespace rf::ui {

class MainWindow;
class Workbench;

enum class MenuId { File, Edit, Run, View, Help };
/// One action of the window. Menus and the shortcut sheet are made from these rows, in their order.
struct ActionRow {
    const char* id;  ///< the object name of the QAction
    MenuId menu;
    int group;         ///< within the menu; a line stands between two groups
    const char* text;  ///< in English with a mnemonic; actionText() translates it
    QList<QKeySequence> keys;
    const char* icon;               ///< a name of the freedesktop icon naming specification; null: none
    bool (*isEnabled)(Workbench&);  ///< null: always
    void (*run)(MainWindow&);
    QString (*object)(Workbench&) = nullptr;  ///< the object it would act on now, shown after the text: "Undo Preset Mixed"
};

struct MenuRow {
    MenuId id;
    const char* title;  ///< menuTitle() translates it
};

/// Keys that a widget handles itself while it has the focus.
struct CanvasKeyRow {
    const char* keys;  ///< canvasKeys() translates both
    const char* text;
};

/// These need a QApplication: the platform defines the keys of Copy and Undo.
std::span<const ActionRow> actionRows();
std::span<const MenuRow> menuRows();
/// The ids of the actions in the tool bar from left to right; null stands for the stage strip.
std::span<const char* const> toolBarIds();
std::span<const CanvasKeyRow> canvasKeyRows();

QString actionText(const ActionRow& row);
QString menuTitle(const MenuRow& row);
QString canvasKeyText(const char* english);
/// The text as buttons show it: "&Run", "运行(&R)" become "Run", "运行".
QString withoutMnemonic(const QString& menuText);

}  // namespace rf::ui
