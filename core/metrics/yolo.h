// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/adapter.h"

namespace rf::metrics {

/// The detections of a YOLO network's outputs, relative to the picture (private to this module, see adapter.h).
Result<Detections> yoloDetections(const YoloAdapter& adapter, std::span<const Tensor> outputs);

}  // namespace rf::metrics
