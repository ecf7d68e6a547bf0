// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/engine/timing.h"
#include "core/graph/graph.h"
#include "core/pipeline/median_interval.h"
#include "core/search/oracle.h"

/// Where the time of compiled networks goes, told by layers of the first network. Engines fuse layers into kernels, and not the same
/// ones in float and int8: layers that share a kernel in any of the networks share a row.
namespace rf::pipeline {

/// A network and what its engine said of it, one profile for each time it was compiled and run.
struct ProfiledNetwork {
    const graph::Graph* graph = nullptr;
    std::vector<engine::Profile> sessions;  ///< one at least
};

/// The time that a network spends on a row.
struct LayerTime {
    MedianInterval milliseconds;  ///< over sessions, conversions included
    double conversions = 0;       ///< of these, the median for reorders and quantizers in front of the layers
    std::vector<std::string> kernels;
    std::string precision;  ///< of the kernel that takes longest
};

/// Whether a layer is better off in the second of two networks. Said only where the sessions of the two don't overlap.
enum class Pays {
    Yes,
    No,               ///< the kernels themselves are slower
    ConversionsCost,  ///< the kernels are faster, but what has to be converted for them takes longer than that
    Unclear,
    SamePrecision,  ///< the layers run in the same precision, so there is nothing to compare
};

struct LayerRow {
    std::string layer;                ///< the first one with weights, else the first one
    std::string type;                 ///< of that layer
    std::vector<std::string> layers;  ///< all, in execution order
    std::vector<LayerTime> networks;  ///< by network
};

struct LayerTable {
    std::vector<LayerRow> rows;          ///< in execution order
    std::vector<double> sums;            ///< by network: milliseconds of all rows
    std::vector<std::string> precision;  ///< by network: of what is not quantized
};

LayerTable layerTable(std::span<const ProfiledNetwork> networks);

/// Compares network 0 with network `other`.
Pays pays(const LayerRow& row, std::size_t other = 1);

/// The latency of a candidate of which only the ends are measured: the quantized network (`quantized`, network 1 of the table) with
/// the layers `inFloat` as in network 0. Kernels are taken to be independent of one another, so it is an estimate.
search::Latency predictedLatency(const LayerTable& table, const search::Latency& quantized, std::span<const std::string> inFloat);

}  // namespace rf::pipeline
