// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/command_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rf::ui {

namespace {

class CommandQuestion {
    Q_DECLARE_TR_FUNCTIONS(CommandQuestion)

public:
    static bool ask(QWidget& parent, const QStringList& commands) {
        QMessageBox box(QMessageBox::Warning, tr("Run programs?"),
                        tr("This project computes data or metrics with programs of its own. Run them?"), QMessageBox::NoButton, &parent);
        box.setTextFormat(Qt::PlainText);
        // Plain text, whatever the project writes into it.
        box.setInformativeText(commands.join(QLatin1Char('\n')) + QStringLiteral("\n\n") +
                               tr("They can do anything that you can. Run them only if you trust where the project comes from."));
        QPushButton* run = box.addButton(tr("Run programs"), QMessageBox::AcceptRole);
        QPushButton* cancel = box.addButton(QMessageBox::Cancel);
        box.setDefaultButton(cancel);
        box.setEscapeButton(cancel);
        box.exec();
        return box.clickedButton() == run;
    }
};

}  // namespace

bool allowsCommands(QWidget& parent, const QStringList& commands) { return CommandQuestion::ask(parent, commands); }

}  // namespace rf::ui
