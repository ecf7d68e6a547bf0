// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

#include "core/engine/probe.h"
#include "core/graph/graph.h"

namespace ov {
class Model;
}

namespace rf::engine {

/// The name of the Parameter that tells probes which sample they see: an i32 scalar, the model's last input.
inline constexpr const char* kSampleIndexName = "rangefinder/sample_index";

/// Lets the observers see their tensors whenever the model runs. Adds one Parameter that all probes share (none without
/// probes) and, behind the model's own results, a Result of one element per probe. Engine names a layer that does not
/// lead to any result and is therefore never computed. Throws what OpenVINO throws.
Result<void> insertProbes(ov::Model& model, const graph::Graph& graph, std::span<const Probe> probes);

}  // namespace rf::engine
