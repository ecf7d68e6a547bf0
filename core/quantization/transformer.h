// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"
#include "core/graph/known_values.h"
#include "core/quantization/settings.h"

namespace rf::quantization {

/// What makes a network a transformer (Vaswani et al., "Attention Is All You Need", 2017).
struct TransformerParts {
    int attentions = 0;  ///< a product of two activations, softmax, and a product of that with another activation
    int norms = 0;       ///< normalizations over features: layer norm, RMS norm, as one operator or written out
    bool operator==(const TransformerParts&) const = default;

    bool makeTransformer() const { return attentions > 0 && norms > 0; }
};

/// The parts in a graph, bodies left out.
TransformerParts transformerParts(const graph::Graph& graph, const graph::KnownValues& known);

/// The settings with their model type decided: Auto becomes Transformer where the parts make one, else Any. POT knows no Auto:
/// under its habits it is Any.
Settings withModelType(Settings settings, const TransformerParts& parts);

}  // namespace rf::quantization
