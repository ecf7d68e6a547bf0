// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::data {

/// Whether a path is one of the forms of data that are files or folders (docs/data.md), by name or beginning; a folder when it
/// holds a picture or an array. Text files are data: lists of files.
bool looksLikeData(const std::filesystem::path& path);

}  // namespace rf::data
