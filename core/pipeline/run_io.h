// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/pipeline/run.h"

/// Writes a run between two steps as bytes: the changes of the network since its plan, and all measured answers.
namespace rf::pipeline {

std::string toBytes(const RunState& state, const Plan& plan);

/// InvalidArgument for a state that belongs to another model or other settings than the plan; InvalidFile for bytes that are
/// damaged or no state; Unsupported for those of another version of the format.
Result<RunState> fromBytes(std::span<const std::byte> bytes, const Plan& plan);

/// The same in a file, which is replaced as a whole or not at all. Errors name it.
Result<void> write(const RunState& state, const Plan& plan, const std::filesystem::path& file);
Result<RunState> read(const std::filesystem::path& file, const Plan& plan);

}  // namespace rf::pipeline
