// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/overlay_rows.h"

#include <QCoreApplication>

namespace rf::ui {

namespace {

std::optional<double> accumulatedSqnr(const LayerRow& row) {
    return row.accumulated ? std::optional(row.accumulated->sqnr()) : std::nullopt;
}
std::optional<double> isolatedSqnr(const LayerRow& row) { return row.isolated ? std::optional(row.isolated->sqnr()) : std::nullopt; }
std::optional<double> accumulatedMse(const LayerRow& row) { return row.accumulated ? std::optional(row.accumulated->mse()) : std::nullopt; }

constexpr OverlayRow kOverlays[] = {
    {"operators", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Operators"), "", nullptr, false, false},
    {"sqnr.accumulated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "SQNR, accumulated"), "dB", accumulatedSqnr, false, true},
    {"sqnr.isolated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "SQNR, isolated"), "dB", isolatedSqnr, false, true},
    {"mse.accumulated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Mean squared error, accumulated"), "", accumulatedMse, true, false}};

}  // namespace

std::span<const OverlayRow> overlayRows() { return kOverlays; }

QString overlayTitle(const OverlayRow& row) { return QCoreApplication::translate("rf::ui::Overlays", row.title); }

}  // namespace rf::ui
