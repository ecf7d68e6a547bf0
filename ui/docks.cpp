// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/docks.h"

#include <QCoreApplication>

#include "ui/panels/error_panel.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/search_panel.h"
#include "ui/panels/setup_panel.h"

namespace rf::ui {

namespace {

constexpr int kSetupDockWidth = 290, kLayerDockWidth = 360, kBottomDockHeight = 270;

constexpr DockRow kDocks[] = {{"setupDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Setup"), Qt::LeftDockWidgetArea, kSetupDockWidth,
                               [](const DockContext& context) -> QWidget* { return new SetupPanel(context.workbench, context.settings); }},
                              {"layerDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Layer"), Qt::RightDockWidgetArea, kLayerDockWidth,
                               [](const DockContext& context) -> QWidget* { return new LayerPanel(context.workbench); }},
                              {"layersDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Layers"), Qt::BottomDockWidgetArea, kBottomDockHeight,
                               [](const DockContext& context) -> QWidget* { return new LayersPanel(context.workbench); }},
                              {"errorsDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Error"), Qt::BottomDockWidgetArea, kBottomDockHeight,
                               [](const DockContext& context) -> QWidget* { return new ErrorPanel(context.workbench); }},
                              {"runsDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Runs"), Qt::BottomDockWidgetArea, kBottomDockHeight,
                               [](const DockContext& context) -> QWidget* { return new RunsPanel(context.workbench); }},
                              {"searchDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Search"), Qt::BottomDockWidgetArea, kBottomDockHeight,
                               [](const DockContext& context) -> QWidget* { return new SearchPanel(context.workbench); }},
                              {"logDock", QT_TRANSLATE_NOOP("rf::ui::Docks", "Log"), Qt::BottomDockWidgetArea, kBottomDockHeight,
                               [](const DockContext& context) -> QWidget* { return new LogPanel(context.log); }}};

}  // namespace

std::span<const DockRow> dockRows() { return kDocks; }

QString dockTitle(const DockRow& row) { return QCoreApplication::translate("rf::ui::Docks", row.title); }

}  // namespace rf::ui
