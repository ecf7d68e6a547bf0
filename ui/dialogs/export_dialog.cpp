// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/file_identity.h"
#include "ui/widgets/section.h"

namespace rf::ui {

namespace {

constexpr int kExportMargin = 24, kExportGap = 12, kExportWidth = 560;

struct ExportDialog {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::ExportDialog)
};

QString nativePath(const std::filesystem::path& path) { return QDir::toNativeSeparators(QString::fromStdString(path.string())); }

/// What the user wrote; without a folder in front it is meant beside the proposal.
std::filesystem::path folderFrom(const QString& text, const std::filesystem::path& proposal) {
    return (proposal.parent_path() / QDir::fromNativeSeparators(text.trimmed()).toStdString()).lexically_normal();
}

/// The folder that is chosen gets the model's own folder inside it.
void browseForFolder(QDialog& dialog, QLineEdit& path, const std::filesystem::path& proposal) {
    auto* folders = new QFileDialog(&dialog, ExportDialog::tr("Choose where the folder is created"), nativePath(proposal.parent_path()));
    folders->setAttribute(Qt::WA_DeleteOnClose);
    folders->setFileMode(QFileDialog::Directory);
    folders->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(folders, &QFileDialog::fileSelected, &path, [&path, name = proposal.filename()](const QString& folder) {
        path.setText(nativePath(freeFolder(folder.toStdString() / name)));
    });
    folders->open();
}

/// The line where the folder is written, with a button to look for one.
QLineEdit* addPathRow(QVBoxLayout& column, QDialog& dialog, const std::filesystem::path& proposal) {
    auto* row = new QHBoxLayout;
    auto* path = new QLineEdit(nativePath(proposal));
    path->setObjectName(QStringLiteral("exportFolder"));
    path->setAccessibleName(ExportDialog::tr("Folder"));
    auto* choose = new QPushButton(ExportDialog::tr("Choose…"));
    choose->setAutoDefault(false);
    row->addWidget(path, 1);
    row->addWidget(choose);
    column.addLayout(row);
    QObject::connect(choose, &QPushButton::clicked, &dialog, [&dialog, path, proposal] { browseForFolder(dialog, *path, proposal); });
    return path;
}

void addButtons(QVBoxLayout& column, QDialog& dialog, const QLineEdit& path) {
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(ExportDialog::tr("Cancel"), QDialogButtonBox::RejectRole);
    auto* accept = buttons->addButton(ExportDialog::tr("Export"), QDialogButtonBox::AcceptRole);
    accept->setDefault(true);
    column.addWidget(buttons);
    QObject::connect(&path, &QLineEdit::textChanged, accept,
                     [accept](const QString& text) { accept->setEnabled(!text.trimmed().isEmpty()); });
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
}

QString reasonOf(const exporting::Obstacles& obstacles) {
    if (!obstacles.inputs.empty()) return ExportDialog::tr("The model was made from files in this folder. They are never replaced:");
    if (!obstacles.strangers.empty())
        return ExportDialog::tr("Files of the same names are in this folder that are not the result of an earlier run. They are kept:");
    return ExportDialog::tr("The result of an earlier run is in this folder:");
}

}  // namespace

void chooseExportFolder(QWidget& parent, const QString& what, const std::filesystem::path& proposal,
                        std::function<void(const std::filesystem::path&)> chosen) {
    auto* dialog = new QDialog(&parent);
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(ExportDialog::tr("Export int8 model"));
    dialog->setMinimumWidth(kExportWidth);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(kExportMargin, kExportMargin, kExportMargin, kExportMargin);
    column->setSpacing(kExportGap);
    if (!what.isEmpty()) column->addWidget(new QLabel(what));
    auto* path = addPathRow(*column, *dialog, proposal);
    addCaption(*column,
               ExportDialog::tr("The folder is created where it is not there yet. It gets the model, its report and its settings."));
    addButtons(*column, *dialog, *path);
    QObject::connect(dialog, &QDialog::accepted, &parent,
                     [path, proposal, chosen = std::move(chosen)] { chosen(folderFrom(path->text(), proposal)); });
    path->setFocus();
    path->selectAll();
    dialog->open();
}

std::optional<exporting::Target> askWhatToKeep(QWidget& parent, const exporting::Target& target, const exporting::Obstacles& obstacles) {
    const bool mayReplace = obstacles.inputs.empty() && obstacles.strangers.empty();
    exporting::Target elsewhere = target;
    elsewhere.folder = exporting::otherFolder(target, obstacles);
    QStringList names;
    for (const auto& files : {obstacles.inputs, obstacles.strangers, obstacles.results})
        for (const auto& file : files) names << QString::fromStdString(file.filename().string());

    QMessageBox box(QMessageBox::Warning, ExportDialog::tr("Export int8 model"), nativePath(target.folder), QMessageBox::NoButton, &parent);
    box.setObjectName(QStringLiteral("exportQuestion"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(reasonOf(obstacles) + u'\n' + names.join(QStringLiteral(", ")) + QStringLiteral("\n\n") +
                           ExportDialog::tr("The new model can go to a folder of its own:") + u'\n' + nativePath(elsewhere.folder));
    auto* keep = box.addButton(mayReplace ? ExportDialog::tr("Keep both") : ExportDialog::tr("Export there"), QMessageBox::AcceptRole);
    auto* replace = mayReplace ? box.addButton(ExportDialog::tr("Replace"), QMessageBox::DestructiveRole) : nullptr;
    auto* cancel = box.addButton(ExportDialog::tr("Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(keep);
    box.setEscapeButton(cancel);
    box.exec();
    if (box.clickedButton() == keep) return elsewhere;
    if (!replace || box.clickedButton() != replace) return std::nullopt;
    exporting::Target replaced = target;
    replaced.earlier = exporting::Earlier::Replace;
    return replaced;
}

}  // namespace rf::ui
