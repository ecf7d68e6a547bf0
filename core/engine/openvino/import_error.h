// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <filesystem>

#include "core/base/result.h"
#include "core/frameworks/framework.h"

namespace rf::engine {

/// What a frontend of OpenVINO threw while it read `path`, as one sentence: Unsupported where it names operators that it can't
/// convert, else InvalidFile.
Error importError(const std::exception& exception, const std::filesystem::path& path, frameworks::Framework framework);

}  // namespace rf::engine
