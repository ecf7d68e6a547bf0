// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

namespace rf::engine {

/// The number of computed nodes in a piece; most networks are one piece. OpenVINO's time to compile grows faster than the
/// number of probes.
constexpr std::size_t kPieceSize = 1000;

/// Like engine.compile(), but compiles the pieces() of the network one by one, so that none takes long and stop is noticed
/// between them. The program runs the pieces one after the other, a few samples at a time. Its values equal those of the whole
/// network except for the rounding of sums beside a cut: a ReduceMean adds in the order of the memory layout, which a cut
/// resets.
Result<std::unique_ptr<Program>> compileInPieces(const Engine& engine, const graph::Graph& graph, std::span<const Probe> probes,
                                                 const CompileOptions& options, const Progress& progress,
                                                 std::size_t pieceSize = kPieceSize);

}  // namespace rf::engine
