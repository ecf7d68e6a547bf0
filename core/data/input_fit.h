// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace rf::data {

/// How a stored record becomes the tensor of an input.
struct InputFit {
    Shape shape;               ///< of the input, dynamic dimensions from the record; -1 where only the record will tell
    bool channelsLast = false; ///< the record is channels first and the input channels last
};

/// A record of shape C,H,W fits an input of 1,C,H,W; axes of size 1 may be missing or added; a picture stored channels
/// first fits an input with channels last. InvalidArgument names the input, `where` the record comes from, and both shapes.
Result<InputFit> fitInput(const Shape& record, const InputInfo& input, const std::string& where);

}  // namespace rf::data
