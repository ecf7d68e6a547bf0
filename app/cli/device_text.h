// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/results/report.h"

namespace rf::cli {

/// What processors do to a quantized network, with advice; of outputs only those that are clearly worse, unless `all`. Empty where
/// there is nothing to say.
std::string deviceText(const results::Report& report, bool all);

}  // namespace rf::cli
