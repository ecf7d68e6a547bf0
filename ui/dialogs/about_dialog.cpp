// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialog.h"

#include <QCoreApplication>
#include <QLabel>
#include <QStringList>
#include <QVBoxLayout>

#include "core/base/version.h"
#include "core/engine/registry/engine_registry.h"
#include "ui/dialogs/simple_dialog.h"
#include "ui/text/names.h"
#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {

struct About {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::About)
};

QLabel* label(const QString& text, TextStyle style) {
    auto* made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextStyle(*made, style);
    return made;
}

QString engineLines() {
    QStringList lines;
    for (const std::string& name : engine::names()) {
        const auto engine = engine::get(name);
        if (engine) lines << QStringLiteral("%1  %2").arg(engineName(name), QString::fromStdString((*engine)->info().version));
    }
    return lines.join(u'\n');
}

}  // namespace

void showAboutDialog(QWidget& parent) {
    auto* column = new QVBoxLayout;
    column->addWidget(label(QStringLiteral("Rangefinder %1").arg(QString::fromStdString(version())), TextStyle::Title));
    column->addWidget(
        label(About::tr("Quantizes neural networks to int8 after training, and shows what that does to every layer."), TextStyle::Body));
    column->addWidget(label(engineLines(), TextStyle::Body));
    column->addWidget(label(About::tr("Free software under the GNU General Public License, version 3 or later."), TextStyle::Caption));
    showSimpleDialog(parent, QStringLiteral("about"), About::tr("About Rangefinder"), column);
}

}  // namespace rf::ui
