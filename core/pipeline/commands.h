// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/config/project_config.h"
#include "core/process/process.h"

namespace rf::pipeline {

/// The command lines of the user's programs that a run of this project would start, each once. The user must permit them.
/// InvalidArgument when one is not written as a list.
Result<std::vector<process::CommandLine>> commandsOf(const config::Project& project);

/// Allows these programs and no others.
process::Permission permissionFor(std::vector<process::CommandLine> commands);

}  // namespace rf::pipeline
