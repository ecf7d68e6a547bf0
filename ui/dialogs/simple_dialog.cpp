// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/simple_dialog.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace rf::ui {

namespace {
constexpr int kDialogMargin = 24, kDialogGap = 12, kLeastDialogWidth = 420;
}

void showSimpleDialog(QWidget& parent, const QString& objectName, const QString& title, QLayout* content) {
    auto* dialog = new QDialog(&parent);
    dialog->setObjectName(objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(kDialogMargin, kDialogMargin, kDialogMargin, kDialogMargin);
    column->setSpacing(kDialogGap);
    column->addStrut(kLeastDialogWidth);
    column->setSizeConstraint(QLayout::SetMinimumSize);  // Qt opens a dialog no wider than two thirds of the screen
    column->addLayout(content);
    column->addWidget(buttons);
    dialog->show();
}

}  // namespace rf::ui
