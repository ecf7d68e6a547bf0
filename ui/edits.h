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

/// Edits of one series become one step when they follow each other: the twelve clicks on an arrow of a spin box.
enum class EditSeries { None = -1, Subset = 1 };

/// Applies `change` to a copy of the settings and puts the edit on the document's undo stack under the name `text`. A change
/// that changes nothing is not remembered.
void edit(ProjectDocument& document, const QString& text, const std::function<void(config::Project&)>& change,
          EditSeries series = EditSeries::None);

void setPreset(ProjectDocument& document, quantization::Preset preset);
/// How many samples are used for calibration; nothing: all.
void setSubset(ProjectDocument& document, std::optional<std::int64_t> samples);
void setDevice(ProjectDocument& document, const std::string& device);
/// Empty: the default engine.
void setEngine(ProjectDocument& document, const std::string& engine);

/// Where the calibration data lies; empty: nowhere. Takes the labels of the former data away.
void setDataset(ProjectDocument& document, const std::string& location);
/// Empty: none, or found beside the data.
void setLabels(ProjectDocument& document, const std::string& labels);
/// What is measured of the float and the int8 model, each as text; empty: nothing.
void setMetrics(ProjectDocument& document, const QStringList& metrics);
/// What the metrics are measured on; empty: the calibration data.
void setTestData(ProjectDocument& document, const std::string& location);

/// Takes the settings of a run again.
void takeSettings(ProjectDocument& document, const RunRecord& run);

/// Keep layers in float, or let them be quantized again. Names that are there already, or not there, are passed over.
void excludeLayers(ProjectDocument& document, const QStringList& names);
void includeLayers(ProjectDocument& document, const QStringList& names);
/// Drops rules of any kind by their positions in quantization::ruleTexts().
void removeRules(ProjectDocument& document, std::vector<std::size_t> rules);

}  // namespace rf::ui
