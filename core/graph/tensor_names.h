// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/graph/node.h"

namespace rf::graph {

/// The names of a tensor, as users write them: PortType::tensorNames taken apart, "\," inside a name read as a comma.
std::vector<std::string> tensorNames(const PortType& port);

}  // namespace rf::graph
