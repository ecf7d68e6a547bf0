// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/graph/edit.h"

/// Weights and biases: which constant an operator reads, what stands between the two, and how its values are replaced.
namespace rf::graph {

/// How the constant behind an input is stored.
enum class WeightForm {
    NotConstant,     ///< computed while the network runs
    Plain,           ///< a constant of the type that the operator computes in
    Halved,          ///< a constant of half precision and the Convert that widens it
    OwnQuantizer,    ///< floats or integers and a FakeQuantize
    StoredIntegers,  ///< integers (or another short code) → Convert → [Subtract] → [Multiply]
    Computed,        ///< constants and other operators between them, which folding has left
};

/// What an input reads, when it is the same in every run.
struct StoredWeights {
    WeightForm form = WeightForm::NotConstant;
    NodeId constant = {};            ///< the values as they are stored
    std::vector<NodeId> chain = {};  ///< from the constant to the input, both excluded
    bool isShared = false;           ///< somebody else reads the constant, or something of the chain

    bool isConstant() const { return form != WeightForm::NotConstant; }
    /// Whether the stored values are what the operator computes with, so that others may take their place.
    bool isFree() const { return form == WeightForm::Plain || form == WeightForm::Halved; }
};

/// The one answer to "what are the weights of this layer, and what stands between the constant and the layer". Rearrangements
/// (Reshape, Transpose …) on the way belong to the chain and don't change the form of what is quantized.
StoredWeights weightsOf(const Graph& graph, Output output);
inline StoredWeights weightsOf(const Graph& graph, Input input) { return weightsOf(graph, graph.source(input)); }

/// What happens to values that were stored in half precision behind a Convert.
enum class Storage {
    AsRead,  ///< stored as they were read: for changes that lose nothing, such as halving
    AsUsed,  ///< stored in the type the operator computes in, without the Convert: new values keep all their digits
};

/// Gives an input other values, in the shape of the constant it reads. What somebody else reads too is copied first, so that
/// only this input sees the change. InvalidArgument names the operator when the form of its weights does not allow that: a
/// FakeQuantize or a scale would make something else of the values. NotFound when the operator itself has been removed.
Result<void> setConstantValues(Graph& graph, Input input, std::span<const float> values, Storage storage = Storage::AsUsed);
/// Replaces the constant that `input` reads directly by another tensor, possibly of another shape.
void setConstant(Graph& graph, Input input, Tensor value);

}  // namespace rf::graph
