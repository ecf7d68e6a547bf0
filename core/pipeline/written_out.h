// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"
#include "core/quantization/settings.h"

namespace rf::pipeline {

/// Whether an IR may hold operators that are written out in primitives, so that it is worth looking for them: it was saved by
/// something else than OpenVINO's converter or a quantizer, which say so in the model, nothing in it is quantized, and it has
/// operators that such forms are made of. Never with POT's habits: POT took models as they were.
bool mayBeWrittenOut(const graph::Graph& model, quantization::Compatibility compatibility);

}  // namespace rf::pipeline
