// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rf::data {

/// Whether a path is a file or folder of data (docs/data.md), judged by its name or first bytes. A folder is data when it holds
/// an image or an array. Text files are data: lists of files.
bool looksLikeData(const std::filesystem::path& path);

}  // namespace rf::data
