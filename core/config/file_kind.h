// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::config {

/// The kind of a JSON or YAML file. Unreadable: the file can't be parsed, so only its ending is known.
enum class FileKind { Configuration, AccuracyChecker, Annotations, Other, Unreadable };

/// The kind, recognised by the keys in the file.
FileKind fileKind(const std::filesystem::path& path);

}  // namespace rf::config
