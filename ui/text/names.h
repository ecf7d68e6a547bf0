// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

#include "core/pipeline/optimize.h"

/// Translated display names of core's values.
namespace rf::ui {

QString presetName(quantization::Preset preset);
/// One line on when to choose the preset.
QString presetDescription(quantization::Preset preset);
QString stageName(pipeline::Stage stage);
QString metricName(const std::string& metric);
QString engineName(const std::string& engine);
/// "8 bits, symmetric, per channel".
QString schemeText(const quantization::Scheme& scheme);
/// Why a layer is or is not quantized, as a sentence.
QString reasonText(const quantization::Decision& decision);
/// What a data location is: "IDX file", "folder of images", …
QString dataKind(const QString& location);

}  // namespace rf::ui
