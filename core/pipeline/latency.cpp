// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/latency.h"

#include <algorithm>

#include "core/pipeline/interleaved.h"

namespace rf::pipeline {

Result<std::vector<std::vector<Tensor>>> timingInputs(const data::SampleSource& samples, std::int64_t most) {
    std::vector<std::vector<Tensor>> inputs;
    for (std::int64_t index = 0; index < std::min(most, samples.size()); ++index) {
        RF_TRY(data::Sample sample, samples.sample(index));
        inputs.push_back(std::move(sample.inputs));
    }
    if (inputs.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "there are no samples to time the network on; at least one is needed"));
    return inputs;
}

Result<search::Latency> latencyOf(const graph::Graph& network, const data::SampleSource& samples, const engine::Engine& engine,
                                  const LatencyOptions& options, const Progress& progress) {
    RF_TRY(const auto inputs, timingInputs(samples));
    const engine::CompileOptions compileOptions{options.threads, engine::Arithmetic::Deployed, engine::Purpose::Latency};
    const auto parts = progress.split({1, 1, 4});
    std::vector<std::unique_ptr<engine::Program>> programs;
    if (options.reference) { RF_TRY(programs.emplace_back(), engine.compile(*options.reference, {}, compileOptions, parts[0])); }
    RF_TRY(programs.emplace_back(), engine.compile(network, {}, compileOptions, parts[1]));
    const auto block = [&](std::size_t which, std::int64_t round, std::int64_t runs) {
        return programs[which]->time(inputs[static_cast<std::size_t>(round) % inputs.size()], runs, progress.token());
    };
    RF_TRY(const Timings timings, timeInterleaved(programs.size(), block, options.seconds, parts[2]));
    const Timing& own = timings.networks.back();
    if (!options.reference) return search::Latency{own.milliseconds.median, own.spread, false};
    const double milliseconds = options.referenceMilliseconds * timings.ratios.back().median;
    return search::Latency{milliseconds, own.spread * milliseconds / own.milliseconds.median, false};
}

}  // namespace rf::pipeline
