// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QIcon>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include "ui/actions/action_table.h"
#include "ui/docks.h"
#include "ui/languages.h"
#include "ui/main_window.h"
#include "ui/panels/stage_strip.h"
#include "ui/settings.h"

namespace rf::ui {

namespace {

constexpr int kToolBarMargin = 8;

struct Menus {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::Menus)
};

QString idOf(const ActionRow& row) { return QString::fromLatin1(row.id); }

/// One of several; the group takes care that only one is checked.
QAction* addChoice(QMenu& menu, QActionGroup& group, const QString& id, const QString& text, bool checked) {
    auto* action = menu.addAction(text);
    action->setObjectName(id);
    action->setCheckable(true);
    action->setChecked(checked);
    group.addAction(action);
    return action;
}

void fillThemeMenu(QMenu& menu, MainWindow& window, ThemeChoice current) {
    auto* group = new QActionGroup(&menu);
    for (const ThemeRow& row : kThemes) {
        const auto* action = addChoice(menu, *group, QStringLiteral("theme.") + QLatin1String(row.word),
                                       QCoreApplication::translate("rf::ui::Themes", row.name), row.theme == current);
        QObject::connect(action, &QAction::triggered, &window, [&window, theme = row.theme] { emit window.themeChosen(theme); });
    }
}

void fillLanguageMenu(QMenu& menu, MainWindow& window, const QString& current) {
    auto* group = new QActionGroup(&menu);
    const auto add = [&](const QString& code, const QString& name) {
        const auto* action = addChoice(menu, *group, QStringLiteral("language.") + code, name, code == current);
        QObject::connect(action, &QAction::triggered, &window, [&window, code] { emit window.languageChosen(code); });
    };
    add({}, Menus::tr("As the system"));
    for (const LanguageRow& row : kLanguages) add(QString::fromLatin1(row.code), QString::fromUtf8(row.name));
}

void fillMenu(QMenu& menu, MenuId id, MainWindow& window) {
    int group = 0;
    for (const ActionRow& row : actionRows()) {
        if (row.menu != id) continue;
        if (row.group != group) menu.addSeparator();
        group = row.group;
        menu.addAction(&window.action(idOf(row)));
    }
}

QWidget* stages(Workbench& workbench) {
    auto* middle = new QWidget;
    auto* line = new QHBoxLayout(middle);
    line->setContentsMargins(kToolBarMargin, 0, kToolBarMargin, 0);
    line->addStretch(1);
    line->addWidget(new StageStrip(workbench));
    line->addStretch(1);
    return middle;
}

}  // namespace

void createActions(MainWindow& window) {
    for (const ActionRow& row : actionRows()) {
        auto* action = new QAction(&window);
        action->setObjectName(idOf(row));
        action->setShortcuts(row.keys);
        if (row.icon) action->setIcon(QIcon::fromTheme(QLatin1String(row.icon)));
        QObject::connect(action, &QAction::triggered, &window, [&window, run = row.run] { run(window); });
        window.addAction(action);
    }
}

void updateActions(MainWindow& window, Workbench& workbench) {
    for (const ActionRow& row : actionRows()) {
        QAction& action = window.action(idOf(row));
        const QString text = actionText(row), object = row.object ? row.object(workbench) : QString();
        action.setText(object.isEmpty() ? text : text + u' ' + object);
        action.setIconText(withoutMnemonic(text));
        action.setEnabled(!row.isEnabled || row.isEnabled(workbench));
    }
}

void fillMenuBar(QMenuBar& bar, MainWindow& window, const Settings& settings) {
    for (const MenuRow& row : menuRows()) {
        auto* menu = bar.addMenu(menuTitle(row));
        const bool isView = row.id == MenuId::View;
        if (isView) {
            for (const DockRow& dock : dockRows()) menu->addAction(window.dock(dock).toggleViewAction());
            menu->addSeparator();
        }
        fillMenu(*menu, row.id, window);
        if (!isView) continue;
        menu->addSeparator();
        fillThemeMenu(*menu->addMenu(Menus::tr("&Theme")), window, settings.theme());
        fillLanguageMenu(*menu->addMenu(Menus::tr("&Language")), window, settings.language());
    }
}

void fillToolBar(QToolBar& bar, MainWindow& window, Workbench& workbench) {
    for (const char* id : toolBarIds()) {
        if (!id) {
            bar.addWidget(stages(workbench));
            continue;
        }
        QAction& action = window.action(QString::fromLatin1(id));
        bar.addAction(&action);
        bar.widgetForAction(&action)->setObjectName(QLatin1String(id) + QStringLiteral("Button"));
    }
}

}  // namespace rf::ui
