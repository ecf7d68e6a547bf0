// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/results/report.h"

namespace rf::cli {

/// Which tensors stay in float because of their values, and whether the data says too little; empty for most runs.
std::string oddText(const results::Report& report);

}  // namespace rf::cli
