// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::config {

/// What a JSON or YAML file is about. Unreadable: it can't be parsed, so that only its ending says something.
enum class FileKind { Configuration, AccuracyChecker, Annotations, Other, Unreadable };

/// By the keys of the file.
FileKind fileKind(const std::filesystem::path& path);

}  // namespace rf::config
