// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/choose_file.h"

#include <QFileDialog>
#include <QFileInfo>

#include "ui/settings.h"

namespace rf::ui {

void choosePath(QWidget& parent, Settings& settings, Choose what, const QString& title, const QString& filter,
                std::function<void(const QString&)> chosen) {
    auto* dialog = new QFileDialog(&parent, title, settings.folder(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const bool isFile = what == Choose::File || what == Choose::NewFile;
    if (what == Choose::NewFile) dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(!isFile ? QFileDialog::Directory : what == Choose::File ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, [&settings, isFile, chosen = std::move(chosen)](const QString& path) {
        settings.setFolder(isFile ? QFileInfo(path).absolutePath() : path);
        chosen(path);
    });
    dialog->open();
}

}  // namespace rf::ui
