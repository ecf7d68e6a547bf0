// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::exporting {

/// Whether the model has the section that this program, or POT, writes into its results.
bool isResultModel(const std::filesystem::path& xml);
/// Whether the file is a report written by this program.
bool isReport(const std::filesystem::path& json);
/// Whether the folder has the report or the model of an earlier run.
bool hasResult(const std::filesystem::path& folder);
/// Whether a run wrote this file. The content of the file decides, or that of the files beside it.
bool isResultFile(const std::filesystem::path& file);

}  // namespace rf::exporting
