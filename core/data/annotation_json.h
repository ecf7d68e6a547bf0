// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/data/annotation.h"

namespace rf::data {

/// An annotation as JSON, for programs of somebody else (docs/commands.md). Tensors are written to .npy files in `folder`.
Result<std::string> toJson(const Annotation& annotation, const std::filesystem::path& folder);

/// What toJson() writes; .npy files are looked for in `folder` where their paths are relative. InvalidFile says what is
/// not understood.
Result<Annotation> annotationFromJson(const std::string& json, const std::filesystem::path& folder);

}  // namespace rf::data
