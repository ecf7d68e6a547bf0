// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/about_dialog.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QStringList>
#include <QVBoxLayout>

#include "core/base/version.h"
#include "core/engine/registry/engine_registry.h"
#include "ui/text/names.h"
#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {

constexpr int kAboutMargin = 24, kAboutGap = 12, kLeastWidth = 420;

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

QVBoxLayout* newDialog(QWidget& parent, const QString& title) {
    auto* dialog = new QDialog(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setMinimumWidth(kLeastWidth);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(kAboutMargin, kAboutMargin, kAboutMargin, kAboutMargin);
    column->setSpacing(kAboutGap);
    return column;
}

void open(QVBoxLayout& column) {
    auto* dialog = qobject_cast<QDialog*>(column.parentWidget());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    column.addWidget(buttons);
    dialog->show();
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
    auto& column = *newDialog(parent, About::tr("About Rangefinder"));
    column.addWidget(label(QStringLiteral("Rangefinder %1").arg(QString::fromStdString(version())), TextStyle::Title));
    column.addWidget(
        label(About::tr("Quantizes neural networks to int8 after training, and shows what that does to every layer."), TextStyle::Body));
    column.addWidget(label(engineLines(), TextStyle::Body));
    column.addWidget(label(About::tr("Free software under the GNU General Public License, version 3 or later."), TextStyle::Caption));
    open(column);
}

void showKeyboardDialog(QWidget& parent) {
    auto& column = *newDialog(parent, About::tr("Keyboard"));
    auto* form = new QFormLayout;
    for (const QAction* action : parent.actions())
        if (!action->shortcut().isEmpty())
            form->addRow(action->shortcut().toString(QKeySequence::NativeText), new QLabel(QString(action->text()).remove(u'&')));
    const std::pair<QString, QString> graphKeys[] = {{About::tr("Space"), About::tr("Fit the graph")},
                                                     {About::tr("Arrow keys"), About::tr("Walk along the arrows of the graph")},
                                                     {QStringLiteral("+  −  0"), About::tr("Zoom in, out, to 100 %")},
                                                     {QStringLiteral("M"), About::tr("Show or hide the overview")},
                                                     {QStringLiteral("Alt"), About::tr("Dim what is not selected")}};
    for (const auto& [key, text] : graphKeys) form->addRow(key, new QLabel(text));
    column.addLayout(form);
    open(column);
}

}  // namespace rf::ui
