// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ov {
class Model;
}

namespace rf::engine {

/// Rewrites, bodies included, what the CPU plugin refuses or does not compute as it is written; names of layers stay.
/// - Weights of recurrent operators behind a FakeQuantize become constants: the plugin takes nothing else there.
/// - FakeQuantize of more than 256 levels becomes the arithmetic it stands for: the plugin removes the one of 65536 levels
///   as if it changed nothing, clamping included, or fails where it can't.
/// Throws what OpenVINO throws.
void makeExact(ov::Model& model);

/// Weights stored as integers become the floats that they stand for, bodies included; for runs in float only. The plugin keeps
/// their Convert, Subtract and Multiply for int8 kernels and otherwise computes them while it builds the graph of each stream;
/// where several were built at once, one of them now and then took weights that were not finished, and gave other results
/// (2026.4; an int8 model compared with itself differed in up to half of the runs on a busy machine).
/// Throws what OpenVINO throws.
void foldIntegerWeights(ov::Model& model);

}  // namespace rf::engine
