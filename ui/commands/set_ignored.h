// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

namespace rf::ui {

class ProjectDocument;

/// Keep layers in float, or let them be quantized again; undoable. Names that are there already, or not there, are
/// passed over.
void excludeLayers(ProjectDocument& document, const QStringList& names);
void includeLayers(ProjectDocument& document, const QStringList& names);
/// Drops rules of any kind by their positions in quantization::ruleTexts(); undoable as one step.
void removeRules(ProjectDocument& document, std::vector<std::size_t> rules);

}  // namespace rf::ui
