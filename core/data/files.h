// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/data/open.h"

namespace rf::data {

/// The files that opening and reading the data may touch: samples one by one, labels, lists, and what is found beside the data
/// by itself; of a program, the files that its command line names. Where something can't be read its files are left out:
/// opening the data tells that.
std::vector<std::filesystem::path> filesOf(const DataSpec& spec);

}  // namespace rf::data
