// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/data/open.h"

namespace rf::data {

/// The files that opening and reading the data may touch: samples, labels, lists, and files found beside the data; for a
/// program, the files that its command line names. Files of unreadable parts are left out; opening the data reports those
/// parts.
std::vector<std::filesystem::path> filesOf(const DataSpec& spec);

}  // namespace rf::data
