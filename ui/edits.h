// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/config/project_config.h"

/// Everything that changes the settings of a document. Each edit is one step that can be undone.
namespace rf::ui {

class ProjectDocument;
struct RunRecord;

/// Consecutive edits of one series become one undo step, such as twelve clicks on an arrow of a spin box.
enum class EditSeries { None = -1, Subset = 1 };

/// Applies `change` to a copy of the settings and pushes the edit onto the document's undo stack under the name `text`. A
/// change without effect is not pushed.
void edit(ProjectDocument& document, const QString& text, const std::function<void(config::Project&)>& change,
          EditSeries series = EditSeries::None);

void setPreset(ProjectDocument& document, quantization::Preset preset);
/// How many samples are used for calibration; nothing: all.
void setSubset(ProjectDocument& document, std::optional<std::int64_t> samples);
void setDevice(ProjectDocument& document, const std::string& device);
/// Empty: the default engine.
void setEngine(ProjectDocument& document, const std::string& engine);

/// The location of the calibration data; empty: none. Removes the labels of the former data.
void setDataset(ProjectDocument& document, const std::string& location);
/// Empty: none, or found beside the data.
void setLabels(ProjectDocument& document, const std::string& labels);
/// The metrics of the float and the int8 model, each as text; empty: none.
void setMetrics(ProjectDocument& document, const QStringList& metrics);
/// The data of the metrics; empty: the calibration data.
void setTestData(ProjectDocument& document, const std::string& location);

/// Restores the settings of a run.
void takeSettings(ProjectDocument& document, const RunRecord& run);

/// Keep layers in float, or let them be quantized again. Names already excluded, or not excluded, are skipped.
void excludeLayers(ProjectDocument& document, const QStringList& names);
void includeLayers(ProjectDocument& document, const QStringList& names);
/// Fixes the range of one quantizer, whatever was measured.
void overrideRange(ProjectDocument& document, const QString& quantizer, double low, double high);
/// Drops rules of any kind by their positions in quantization::ruleTexts().
void removeRules(ProjectDocument& document, std::vector<std::size_t> rules);

}  // namespace rf::ui
