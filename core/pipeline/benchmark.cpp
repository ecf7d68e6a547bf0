// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/benchmark.h"

#include <algorithm>
#include <chrono>

namespace rf::pipeline {

namespace {

using Inputs = std::vector<std::vector<Tensor>>;

// The range of six values holds their median with 97 % (MedianInterval).
constexpr std::size_t kSessions = 6;
// A session that is disturbed at once is tried again; after this many the machine is what it is.
constexpr std::size_t kMostTries = 3 * kSessions;
constexpr std::int64_t kFewestProfiledRuns = 5;
constexpr std::int64_t kMostProfiledRuns = 2000;

const std::vector<Tensor>& inputsOfRound(const Inputs& inputs, std::int64_t round) {
    return inputs[static_cast<std::size_t>(round) % inputs.size()];
}

Result<Timings> timeAll(std::span<const graph::Graph> networks, const Inputs& inputs, const engine::Engine& engine,
                        const BenchmarkOptions& options, const Progress& progress) {
    const auto parts = progress.split({1, 4});
    const auto compiling = parts[0].equalParts(networks.size());
    std::vector<std::unique_ptr<engine::Program>> programs;
    for (std::size_t which = 0; which < networks.size(); ++which) {
        const engine::CompileOptions compileOptions{options.threads, engine::Arithmetic::Deployed, options.purpose};
        RF_TRY(programs.emplace_back(), engine.compile(networks[which], {}, compileOptions, compiling[which]));
    }
    const auto block = [&](std::size_t which, std::int64_t round, std::int64_t runs) {
        return programs[which]->time(inputsOfRound(inputs, round), runs, progress.token());
    };
    return timeInterleaved(programs.size(), block, options.seconds, parts[1]);
}

Result<engine::Profile> oneSession(const graph::Graph& network, const std::vector<Tensor>& inputs, const engine::Engine& engine,
                                   const BenchmarkOptions& options, std::int64_t runs, const Progress& progress) {
    RF_TRY(const auto program,
           engine.compile(network, {}, {options.threads, engine::Arithmetic::Deployed, engine::Purpose::Latency, true}, progress));
    return program->profile(inputs, runs, progress.token());
}

/// Compiles each network several times, in turn: counters can't be reset, and another compile lays memory out anew.
Result<LayerTable> timeLayers(std::span<const graph::Graph> networks, const Inputs& inputs, const engine::Engine& engine,
                              const BenchmarkOptions& options, const Timings& timings, const Progress& progress) {
    std::vector<ProfiledNetwork> profiled;
    for (const graph::Graph& network : networks) profiled.push_back({&network, {}});
    const double milliseconds = options.seconds * 500 / static_cast<double>(kSessions * networks.size());
    const auto parts = progress.equalParts(kMostTries * networks.size());
    const auto enough = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
    const auto isShort = [](const ProfiledNetwork& network) { return network.sessions.size() < kSessions / 2; };
    for (std::size_t attempt = 0; attempt < kMostTries; ++attempt) {
        // Networks that take long to compile get fewer sessions.
        if (std::chrono::steady_clock::now() > enough && std::none_of(profiled.begin(), profiled.end(), isShort)) break;
        for (std::size_t which = 0; which < networks.size(); ++which) {
            std::vector<engine::Profile>& sessions = profiled[which].sessions;
            if (sessions.size() == kSessions) continue;
            const double runs = milliseconds / std::max(timings.networks[which].milliseconds.median, 1e-3);
            RF_TRY(engine::Profile profile, oneSession(networks[which], inputs.front(), engine, options,
                                                       std::clamp(static_cast<std::int64_t>(runs), kFewestProfiledRuns, kMostProfiledRuns),
                                                       parts[attempt * networks.size() + which]));
            const bool lastChance = attempt + kSessions >= kMostTries && sessions.size() < kSessions / 2;
            if (profile.runs > 0 || lastChance) sessions.push_back(std::move(profile));
        }
    }
    RF_TRY_VOID(progress.advance(1, 1));
    return layerTable(profiled);
}

}  // namespace

Result<BenchmarkResult> benchmark(std::span<const graph::Graph> networks, const Inputs& inputs, const engine::Engine& engine,
                                  const BenchmarkOptions& options, const Progress& progress) {
    const auto parts = progress.split({2, 1});
    BenchmarkResult result;
    RF_TRY(result.timings, timeAll(networks, inputs, engine, options, parts[0]));
    if (!options.layers) return result;
    auto layers = timeLayers(networks, inputs, engine, options, result.timings, parts[1]);
    if (layers)
        result.layers = std::move(*layers);
    else if (layers.error().code() == ErrorCode::Unsupported)
        result.withoutLayers = std::move(layers).error();
    else
        return std::move(layers).error();
    return result;
}

}  // namespace rf::pipeline
