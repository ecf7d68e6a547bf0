// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/results/report.h"

/// Writes reports as JSON and CSV.
namespace rf::exporting {

/// The same report gives the same bytes: no dates, times or folders in it.
std::string toJson(const results::Report& report);
/// The search in a report's JSON. InvalidFile for other texts, InvalidArgument for a report without a search; `name` stands in errors.
Result<results::SearchRecord> searchIn(const std::string& report, const std::string& name);
/// The hash of the model that a report is about; empty for other texts.
std::string modelHashIn(const std::string& report);
/// One line per layer: name, type, then the accumulated and the isolated measures; empty cells where there is no value.
std::string errorsToCsv(const std::vector<analysis::LayerError>& errors);

}  // namespace rf::exporting
