// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/tensor/tensor.h"
#include "ui/models/histogram_data.h"

namespace rf::ui {

/// The distribution of a constant for each channel, over the same axis of values; empty where there are no channels.
using ChannelHistograms = std::vector<HistogramData>;

/// One histogram of `bins` bins for each index of an axis of the tensor, from the least to the greatest of all values. Linear in
/// their number; values that are not finite are left out. Empty when the tensor has no such axis or all values are equal.
ChannelHistograms channelHistograms(const Tensor& value, int axis, int bins);

}  // namespace rf::ui
