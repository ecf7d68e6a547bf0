// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/project_command.h"

#include "ui/project_document.h"

namespace rf::ui {

ProjectCommand::ProjectCommand(ProjectDocument& document, const QString& text, config::Project after)
    : QUndoCommand(text), m_document(document), m_before(document.project()), m_after(std::move(after)) {}

void ProjectCommand::undo() { m_document.setProject(m_before); }

void ProjectCommand::redo() { m_document.setProject(m_after); }

void pushEdit(ProjectDocument& document, const QString& text, config::Project after) {
    if (after == document.project()) return;
    document.undoStack().push(new ProjectCommand(document, text, std::move(after)));
}

}  // namespace rf::ui
