// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/config/project_config.h"

namespace rf::config {

/// Every file that a run of the project may read: model and weights, data and labels, the files it was read from itself, and
/// those that the command lines of its metrics name. Paths that lead nowhere may be among them.
std::vector<std::filesystem::path> filesOf(const Project& project);

/// The name of the files that a run of the project writes: its own, or the model's.
std::string resultName(const Project& project);

}  // namespace rf::config
