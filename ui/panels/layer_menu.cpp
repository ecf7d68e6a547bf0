// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/layer_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

#include "ui/edits.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

struct LayerMenu {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::LayerMenu)
};

}  // namespace

QMenu* layerMenu(Workbench& workbench, const QStringList& layers, QWidget& parent) {
    auto* menu = new QMenu(&parent);
    menu->setObjectName(QStringLiteral("layerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList excluded, included;
    for (const QString& layer : layers) (workbench.isExcluded(layer) ? excluded : included) << layer;
    const auto count = [](const QStringList& names) { return static_cast<int>(names.size()); };

    auto* exclude = menu->addAction(LayerMenu::tr("Exclude %n layers from quantization", nullptr, count(included)), menu,
                                    [&workbench, included] { excludeLayers(workbench.document(), included); });
    exclude->setObjectName(QStringLiteral("exclude"));
    exclude->setVisible(!included.isEmpty());
    auto* include = menu->addAction(LayerMenu::tr("Include %n layers again", nullptr, count(excluded)), menu,
                                    [&workbench, excluded] { includeLayers(workbench.document(), excluded); });
    include->setObjectName(QStringLiteral("include"));
    include->setVisible(!excluded.isEmpty());
    menu->addSeparator();
    menu->addAction(LayerMenu::tr("Copy %n names", nullptr, count(layers)), menu,
                    [layers] { QGuiApplication::clipboard()->setText(layers.join(u'\n')); });
    return menu;
}

}  // namespace rf::ui
