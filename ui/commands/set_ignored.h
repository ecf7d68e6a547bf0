// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace rf::ui {

class ProjectDocument;

/// Keep layers in float, or let them be quantized again; undoable. Names that are there already, or not there, are
/// passed over.
void excludeLayers(ProjectDocument& document, const QStringList& names);
void includeLayers(ProjectDocument& document, const QStringList& names);
/// Drops the rule that excludes every operation of a type, by its position among the rules; undoable.
void removeTypeRule(ProjectDocument& document, std::size_t index);

}  // namespace rf::ui
