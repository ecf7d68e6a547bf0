// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ov {
class Model;
}

namespace rf::engine {

/// Rewrites, bodies included, the operators that the CPU plugin refuses or does not compute as specified. Layer names stay.
/// - Weights of recurrent operators behind a FakeQuantize become constants: the plugin takes nothing else there.
/// - FakeQuantize of more than 256 levels becomes the arithmetic it stands for: the plugin removes the one of 65536 levels
///   as if it changed nothing, clamping included, or fails where it can't.
/// Throws what OpenVINO throws.
void makeExact(ov::Model& model);

/// Replaces weights stored as integers or as floats of 8 or 4 bits by their float values, bodies included; for float arithmetic only. The
/// plugin keeps their Convert, Subtract and Multiply for int8 kernels; otherwise it computes them while it builds the graph of each stream.
/// When several streams were built at once, one of them sometimes read unfinished weights and gave other results (2026.4; an
/// int8 model compared with itself differed in up to half of the runs on a busy machine). Throws what OpenVINO throws.
void foldIntegerWeights(ov::Model& model);

}  // namespace rf::engine
