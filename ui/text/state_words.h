// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/models/graph_model.h"

namespace rf::ui {

/// What the window calls the state of a layer, in one or two words: the same in graph, table and panels.
QString stateWord(NodeState state);
/// How a state came about, for legends: "int8", "float by rule", "excluded by you", "not quantizable".
QString stateSource(NodeState state);

}  // namespace rf::ui
