// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/models/result_summary.h"

namespace rf::ui {

/// "int8 90.40 %"; without a score "int8 31.2 dB at the outputs".
QString headline(const ResultSummary& summary);
/// "−5.90 points": how the score differs from that of the float model; empty without a comparison.
QString changeText(const ResultSummary& summary);
/// "34.9 kB (−68 %)".
QString sizeText(const ResultSummary& summary);
/// What harms most, as a sentence with an estimate where there is one; empty where nothing was compared.
QString harmText(const ResultSummary& summary);
/// What the model would be with a layer in float, marked as an estimate.
QString estimateText(const results::Estimate& estimate, metrics::Unit unit);

}  // namespace rf::ui
