// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/quantization/biased_layer.h"

/// Reproduces how POT passes tensors from layer to layer in exact bias correction (spec 02, section 3.2). With branches, POT
/// may run a layer on a tensor computed before all layers above were corrected; results agree only if we do the same.
namespace rf::quantization::pot {

/// Layers in the order in which POT corrects them: the reverse of the order in which a depth-first walk from the inputs
/// leaves them.
std::vector<BiasedLayer> correctionOrder(const graph::Graph& model, const std::vector<BiasedLayer>& layers);

/// The inputs of the first layers below the model inputs. POT takes these tensors from the float model.
std::vector<graph::Output> seedTensors(const graph::Graph& model, const std::vector<BiasedLayer>& layers);

/// Tensors that are computed again once `layer` has been corrected, for the layers that follow it to start from.
std::vector<graph::Output> propagatedTensors(const graph::Graph& model, const std::vector<BiasedLayer>& layers, const BiasedLayer& layer);

}  // namespace rf::quantization::pot
