// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/config.h"

namespace rf::cli {

/// config::readFile() with the folders of the environment; says what the file is where it is no configuration.
Result<config::Project> readConfig(const std::filesystem::path& path, config::EngineOverride engine = {});

}  // namespace rf::cli
