// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/choose_file.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

#include "ui/settings.h"

namespace rf::ui {

void choosePath(QWidget& parent, Settings& settings, Choose what, const QString& title, const QString& filter,
                std::function<void(const QString&)> chosen) {
    auto* dialog = new QFileDialog(&parent, title, settings.folder(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (what == Choose::File) dialog->setFileMode(QFileDialog::ExistingFile);
    else dialog->setFileMode(QFileDialog::Directory);
    if (what == Choose::Folder) dialog->setOption(QFileDialog::ShowDirsOnly, false);
    if (what == Choose::NewFolder) {
        dialog->setOption(QFileDialog::ShowDirsOnly, true);
        dialog->setLabelText(QFileDialog::Accept, QCoreApplication::translate("rf::ui::ChooseFile", "Export"));
    }
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, [&settings, what, chosen = std::move(chosen)](const QString& path) {
        settings.setFolder(what == Choose::File ? QFileInfo(path).absolutePath() : path);
        chosen(path);
    });
    dialog->open();
}

}  // namespace rf::ui
