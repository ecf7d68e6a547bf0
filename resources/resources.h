// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

/// Files of resources/ that are compiled into the program, by their path below that folder.
namespace rf::resources {

std::optional<std::string_view> find(std::string_view name);
std::vector<std::string_view> names(std::string_view prefix);

}  // namespace rf::resources
