// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "ui/models/layer_rows.h"

namespace rf::ui {

/// One overlay of the graph: a number for each layer.
struct OverlayRow {
    const char* id;
    const char* title;                                ///< in English; overlayTitle() translates it
    const char* unit;                                 ///< in English; empty: none
    std::optional<double> (*value)(const LayerRow&);  ///< null: the graph is painted with its operators
    bool logarithmic;
    bool worstIsLow;
};

std::span<const OverlayRow> overlayRows();
QString overlayTitle(const OverlayRow& row);

}  // namespace rf::ui
