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

/// The constant behind an input, and the nodes between the two.
struct StoredWeights {
    WeightForm form = WeightForm::NotConstant;
    NodeId constant = {};            ///< the values as they are stored
    std::vector<NodeId> chain = {};  ///< from the constant to the input, both excluded
    bool isShared = false;           ///< another input reads the constant or a node of the chain

    bool isConstant() const { return form != WeightForm::NotConstant; }
    /// Whether the operator computes with the stored values themselves, so that other values may replace them.
    bool isFree() const { return form == WeightForm::Plain || form == WeightForm::Halved; }
};

/// Finds the weights of a layer and everything between the constant and the layer; all algorithms use this function.
/// Rearrangements (Reshape, Transpose …) belong to the chain and don't change the form.
StoredWeights weightsOf(const Graph& graph, Output output);
inline StoredWeights weightsOf(const Graph& graph, Input input) { return weightsOf(graph, graph.source(input)); }

/// How new values of a constant in half precision behind a Convert are stored.
enum class Storage {
    AsRead,  ///< stored as they were read: for changes that lose nothing, such as halving
    AsUsed,  ///< stored in the type the operator computes in, without the Convert: new values keep all their digits
};

/// Gives an input other values, in the shape of the constant it reads. A constant with other readers is copied first, so that
/// only this input sees the change. InvalidArgument names the operator when a FakeQuantize or a scale would change the new
/// values. NotFound when the operator itself has been removed.
Result<void> setConstantValues(Graph& graph, Input input, std::span<const float> values, Storage storage = Storage::AsUsed);
/// Replaces the constant that `input` reads directly by another tensor, possibly of another shape.
void setConstant(Graph& graph, Input input, Tensor value);

}  // namespace rf::graph
