// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rf::pipeline {

/// Differs between programs that were built from different sources of core. What one build has measured or left half done is
/// not used by another, which may compute it differently.
const std::string& programId();

}  // namespace rf::pipeline
