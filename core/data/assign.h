// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/open.h"

namespace rf::data {

/// The source of every input, in the order of the inputs. Synthetic data without an input feeds all of them, and so does
/// an .npz file whose arrays have their names. InvalidArgument names the source and what would be right.
Result<std::vector<Source>> assign(const DataSpec& spec, std::span<const InputInfo> inputs);

/// The input with its dynamic axes replaced by the source's shape. InvalidArgument when the shapes contradict.
Result<InputInfo> withShape(const InputInfo& input, const Source& source);

}  // namespace rf::data
