// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <span>

#include "ui/models/layer_rows.h"

namespace rf::ui {

/// What the values of an overlay are.
enum class OverlayKind {
    Families,  ///< none: the graph is painted with its operators
    States,    ///< the state of every layer
    Amount,    ///< numbers whose scale may be logarithmic
    Decibel    ///< numbers that are logarithmic by themselves
};

/// One overlay of the graph: a number for each layer.
struct OverlayRow {
    const char* id;
    const char* title;  ///< in English; overlayTitle() translates it
    const char* unit;   ///< in English; empty: none
    OverlayKind kind;
    std::optional<double> (*value)(const LayerRow&);  ///< null for families
    bool worstIsLow;
    bool needsRun;                  ///< has no values before a run
    const char* partner = nullptr;  ///< the id of the same number from the other point of view: accumulated and isolated
};

std::span<const OverlayRow> overlayRows();
QString overlayTitle(const OverlayRow& row);
/// Of the values of an overlay of states: by whom a layer is in that state.
QStringList stateClasses();

}  // namespace rf::ui
