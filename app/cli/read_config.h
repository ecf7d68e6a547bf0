// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/config.h"

namespace rf::cli {

/// config::readFile() with the folders of the environment; says what the file is where it is no configuration.
Result<config::Project> readConfig(const std::filesystem::path& path, config::EngineOverride engine = {});

/// What the description of the project can't measure, a line each, to standard error.
void printUnmeasured(const config::Project& project);
/// Such a line.
std::string notMeasured(const Error& reason);

}  // namespace rf::cli
