// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

namespace rf {

std::string version() { return RF_VERSION; }

}  // namespace rf
