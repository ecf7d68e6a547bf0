// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include "core/config/project_config.h"

namespace rf::ui {

class ProjectDocument;

/// An undoable edit of the settings: the whole configuration before and after, by value, so that undoing restores it
/// exactly. It can't fail.
class ProjectCommand : public QUndoCommand {
public:
    ProjectCommand(ProjectDocument& document, const QString& text, config::Project after);
    void undo() override;
    void redo() override;

private:
    ProjectDocument& m_document;
    config::Project m_before, m_after;
};

/// Puts the edit on the document's undo stack, unless it changes nothing.
void pushEdit(ProjectDocument& document, const QString& text, config::Project after);

}  // namespace rf::ui
