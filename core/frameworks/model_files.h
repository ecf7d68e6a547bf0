// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/frameworks/framework.h"

namespace rf::frameworks {

/// Every file that is read with a model, itself first. `model` is a path as ModelFile has it. Errors name the file: NotFound,
/// Io, and InvalidFile for damaged files and for those that refer to files outside of their folder.
Result<std::vector<std::filesystem::path>> filesOf(const std::filesystem::path& model, Framework framework);

}  // namespace rf::frameworks
