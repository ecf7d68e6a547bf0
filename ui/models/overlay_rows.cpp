// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/overlay_rows.h"

#include <QCoreApplication>

#include "ui/text/state_words.h"

namespace rf::ui {

namespace {

std::optional<double> accumulatedSqnr(const LayerRow& row) {
    return row.accumulated ? std::optional(row.accumulated->sqnr()) : std::nullopt;
}
std::optional<double> isolatedSqnr(const LayerRow& row) { return row.isolated ? std::optional(row.isolated->sqnr()) : std::nullopt; }
std::optional<double> accumulatedMse(const LayerRow& row) { return row.accumulated ? std::optional(row.accumulated->mse()) : std::nullopt; }

std::optional<double> isolatedMse(const LayerRow& row) { return row.isolated ? std::optional(row.isolated->mse()) : std::nullopt; }
std::optional<double> stateIndex(const LayerRow& row) { return static_cast<double>(row.state); }
std::optional<double> weightBytes(const LayerRow& row) {
    return row.weightBytes > 0 ? std::optional(static_cast<double>(row.weightBytes)) : std::nullopt;
}
std::optional<double> runDifferenceOf(const LayerRow& row) { return row.difference; }
std::optional<double> saturatedShare(const LayerRow& row) {
    constexpr double kPercents = 100;
    return row.saturation ? std::optional(kPercents * *row.saturation) : std::nullopt;
}

using enum OverlayKind;
constexpr OverlayRow kOverlays[] = {
    {"operators", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Operators"), "", Families, nullptr, false, false},
    {"precision", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Precision"), "", States, stateIndex, false, false},
    {"sqnr.accumulated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "SQNR, accumulated"), "dB", Decibel, accumulatedSqnr, true, true,
     "sqnr.isolated"},
    {"sqnr.isolated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "SQNR, isolated"), "dB", Decibel, isolatedSqnr, true, true, "sqnr.accumulated"},
    {"mse.accumulated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Mean squared error, accumulated"), "", Amount, accumulatedMse, false, true,
     "mse.isolated"},
    {"mse.isolated", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Mean squared error, isolated"), "", Amount, isolatedMse, false, true,
     "mse.accumulated"},
    {"bytes", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Size of weights"), "B", Amount, weightBytes, false, false},
    {"saturation", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Sums cut off without VNNI"), "%", Amount, saturatedShare, false, true},
    {"difference", QT_TRANSLATE_NOOP("rf::ui::Overlays", "Difference of two runs"), "dB", Decibel, runDifferenceOf, true, true}};

}  // namespace

std::span<const OverlayRow> overlayRows() { return kOverlays; }

QString overlayTitle(const OverlayRow& row) { return QCoreApplication::translate("rf::ui::Overlays", row.title); }

QStringList stateClasses() {
    QStringList names;
    for (const NodeState state : {NodeState::Quantized, NodeState::Float, NodeState::Ignored, NodeState::NotQuantizable})
        names << stateSource(state);
    return names;
}

}  // namespace rf::ui
