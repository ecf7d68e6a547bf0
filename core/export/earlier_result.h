// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::exporting {

/// Whether a model says of itself that it was written by this program, or by POT.
bool isResultModel(const std::filesystem::path& xml);
/// Whether the file is a report of this program.
bool isReport(const std::filesystem::path& json);
/// Whether the folder has the report or the model of an earlier run.
bool hasResult(const std::filesystem::path& folder);
/// Whether a file of the name that results have was written by a run, by its content or by that of the files beside it.
bool isResultFile(const std::filesystem::path& file);

}  // namespace rf::exporting
