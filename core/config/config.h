// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/config/project_config.h"

namespace rf::config {

/// Reads a configuration: POT's JSON (comments allowed) with our additions. Relative paths are taken from the file's
/// folder. InvalidArgument and InvalidFile name the file, the key path, the value and what would be legal.
Result<Project> readFile(const std::filesystem::path& path);
Result<Project> readText(const std::string& text, const std::filesystem::path& folder, const std::string& name);
/// The same settings as JSON in stable order; reading it back gives an equal Project.
std::string write(const Project& project);

}  // namespace rf::config
