// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/records.h"

namespace rf::data {

/// Opens what one source names, for the input at `position` of the model, with its labels.
Result<OpenedSource> openSource(const Source& source, const InputInfo& input, std::size_t position, const DataSpec& spec);

}  // namespace rf::data
