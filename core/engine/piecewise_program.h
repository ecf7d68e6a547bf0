// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

namespace rf::engine {

/// Computed nodes of a piece: most networks are one piece. The time OpenVINO takes to compile grows with the square of the
/// number of probes; a network of 10 000 operations in pieces of this size takes a tenth of the time.
constexpr std::size_t kPieceSize = 1000;

/// Like engine.compile(), with the network in pieces() that are compiled one by one, so that none takes long and stop is noticed
/// between them. The program runs them one after the other, a few samples at a time, and gives the same values: in between,
/// tensors are as they are in the whole network.
Result<std::unique_ptr<Program>> compileInPieces(const Engine& engine, const graph::Graph& graph, std::span<const Probe> probes,
                                                 const CompileOptions& options, const Progress& progress,
                                                 std::size_t pieceSize = kPieceSize);

}  // namespace rf::engine
