// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/leave_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>

namespace rf::ui {

namespace {

struct LeaveQuestion {
    Q_DECLARE_TR_FUNCTIONS(LeaveQuestion)

public:
    static QString text(const LeavingReasons& reasons) {
        return reasons.run.isEmpty() ? tr("The settings were changed and not exported.") : tr("A run is going on: %1.").arg(reasons.run);
    }

    static QString details(const LeavingReasons& reasons) {
        QStringList lines;
        if (!reasons.run.isEmpty())
            lines << (reasons.isKept ? tr("What it has finished can stay in the store, and the run can go on from there another time.")
                                     : tr("Nothing of it is kept, because this window has no store."));
        if (reasons.isEdited && !reasons.run.isEmpty()) lines << tr("The settings were changed and not exported.");
        if (reasons.isEdited) lines << tr("Settings that were never run are lost. Run or export to keep them.");
        return lines.join(u'\n');
    }
};

}  // namespace

Leaving askBeforeLeaving(QWidget& parent, const LeavingReasons& reasons) {
    const bool isRun = !reasons.run.isEmpty();
    QMessageBox box(QMessageBox::Question, isRun ? LeaveQuestion::tr("Stop the run?") : LeaveQuestion::tr("Discard the settings?"),
                    LeaveQuestion::text(reasons), QMessageBox::NoButton, &parent);
    box.setObjectName(QStringLiteral("leaveQuestion"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(LeaveQuestion::details(reasons));
    QPushButton* stay =
        box.addButton(isRun ? LeaveQuestion::tr("Keep running") : LeaveQuestion::tr("Keep editing"), QMessageBox::RejectRole);
    QPushButton* keep =
        isRun && reasons.isKept ? box.addButton(LeaveQuestion::tr("Stop and keep what there is"), QMessageBox::AcceptRole) : nullptr;
    QPushButton* discard = box.addButton(LeaveQuestion::tr("Discard"), QMessageBox::DestructiveRole);
    stay->setObjectName(QStringLiteral("stay"));
    if (keep) keep->setObjectName(QStringLiteral("keep"));
    discard->setObjectName(QStringLiteral("discard"));
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    if (keep && box.clickedButton() == keep) return Leaving::Keep;
    return box.clickedButton() == discard ? Leaving::Discard : Leaving::Stay;
}

}  // namespace rf::ui
