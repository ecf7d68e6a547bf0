// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/pipeline/benchmark.h"

namespace rf::cli {

/// What is told of a benchmark besides its result.
struct BenchmarkFacts {
    std::vector<std::string> models;  ///< as they were named
    engine::EngineInfo engine;
    engine::Purpose purpose = engine::Purpose::Latency;
    int threads = 0;
    std::vector<std::string> assumed;  ///< sentences on the inputs
};

/// Tables for people: the networks, then their layers.
std::string benchmarkText(const BenchmarkFacts& facts, const pipeline::BenchmarkResult& result);
/// The same for machines.
std::string benchmarkJson(const BenchmarkFacts& facts, const pipeline::BenchmarkResult& result);

}  // namespace rf::cli
