// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

namespace rf::engine {

/// Computed nodes of a piece: most networks are one piece. The time that OpenVINO takes to compile grows faster than the number of
/// probes.
constexpr std::size_t kPieceSize = 1000;

/// Like engine.compile(), with the network in pieces() that are compiled one by one, so that none takes long and stop is noticed
/// between them. The program runs them one after the other, a few samples at a time, and gives the values of the whole network, but
/// for the rounding of sums beside a cut: the order in which a ReduceMean adds depends on the layout in memory, which a cut resets.
Result<std::unique_ptr<Program>> compileInPieces(const Engine& engine, const graph::Graph& graph, std::span<const Probe> probes,
                                                 const CompileOptions& options, const Progress& progress,
                                                 std::size_t pieceSize = kPieceSize);

}  // namespace rf::engine
