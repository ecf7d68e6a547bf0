// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/engine/instruction_set.h"

namespace rf::cli {

namespace {

using Json = nlohmann::ordered_json;
using pipeline::Comparison;
using pipeline::LayerRow;
using pipeline::Pays;

// Sums of layers that differ by more from the time of the whole say that something else took time.
constexpr double kSumTolerance = 0.10;

const char* int8Sentence(engine::Int8 int8) {
    switch (int8) {
        case engine::Int8::Exact: return "int8: products are added in 32 bits, so nothing is cut off";
        case engine::Int8::Saturating:
            return "int8: products of u8 and s8 are added two by two in 16 bits, and sums that don't fit are cut off (no VNNI)";
        case engine::Int8::Unknown: break;
    }
    return "int8: how products are added on this processor is not known";
}

const char* int8Word(engine::Int8 int8) {
    switch (int8) {
        case engine::Int8::Exact: return "exact";
        case engine::Int8::Saturating: return "saturating";
        case engine::Int8::Unknown: break;
    }
    return "unknown";
}

const char* word(Comparison comparison) {
    switch (comparison) {
        case Comparison::Faster: return "faster";
        case Comparison::Slower: return "slower";
        case Comparison::Equal: break;
    }
    return "equal";
}

const char* word(Pays pays) {
    switch (pays) {
        case Pays::Yes: return "yes";
        case Pays::No: return "no";
        case Pays::ConversionsCost: return "no: conversions";
        case Pays::Unclear: return "unclear";
        case Pays::SamePrecision: break;
    }
    return "";
}

std::string verdict(const std::string& model, const std::string& first, const pipeline::MedianInterval& ratio) {
    const std::string measured =
        fmt::format("{} takes {:.3f} of the time of {} (between {:.3f} and {:.3f})", model, ratio.median, first, ratio.low, ratio.high);
    const Comparison comparison = comparisonOf(ratio);
    if (comparison != Comparison::Equal) return fmt::format("{}: {}\n", measured, word(comparison));
    const double apart = std::max(std::abs(ratio.high - 1), std::abs(1 - ratio.low));
    return fmt::format("{}: equal as far as can be told; differences below {:.0f} % would not show\n", measured,
                       std::max(100 * pipeline::kNegligible, std::ceil(100 * apart)));
}

std::string joined(std::vector<std::string> kernels) {
    kernels.erase(std::unique(kernels.begin(), kernels.end()), kernels.end());
    return fmt::format("{}", fmt::join(kernels, " + "));
}

std::string tableRow(const LayerRow& row) {
    std::string line = fmt::format("{:<40}", row.layers.size() > 1 ? fmt::format("{} (+{})", row.layer, row.layers.size() - 1) : row.layer);
    for (const pipeline::LayerTime& time : row.networks)
        line += fmt::format("{:>10.4f}{:>10.4f}", time.milliseconds.median, time.conversions);
    if (row.networks.size() == 2) line += fmt::format("  {:<16}", word(pays(row)));
    std::vector<std::string> kernels;
    for (const pipeline::LayerTime& time : row.networks) kernels.push_back(joined(time.kernels));
    return line + fmt::format("  {}\n", fmt::join(kernels, " | "));
}

std::string layersText(const BenchmarkFacts& facts, const pipeline::BenchmarkResult& result) {
    const pipeline::LayerTable& table = *result.layers;
    std::string text = fmt::format("\n{:<40}", "layer (+ those fused with it)");
    for (std::size_t i = 0; i < facts.models.size(); ++i) text += fmt::format("{:>10}{:>10}", fmt::format("ms of {}", i + 1), "converting");
    text += facts.models.size() == 2 ? fmt::format("  {:<16}  kernels\n", "pays") : "  kernels\n";
    for (const LayerRow& row : table.rows) text += tableRow(row);
    text += fmt::format("{:<40}", "sum");
    for (const double sum : table.sums) text += fmt::format("{:>10.4f}{:>10}", sum, "");
    text += "\n";
    if (facts.purpose != engine::Purpose::Latency) return text;
    for (std::size_t i = 0; i < facts.models.size(); ++i) {
        const double share = table.sums[i] / result.timings.networks[i].milliseconds.median;
        if (std::abs(share - 1) > kSumTolerance)
            text += fmt::format(
                "{}: layers sum up to {:.0f} % of the latency; the rest is spent between layers, or the machine had other work\n",
                facts.models[i], 100 * share);
    }
    return text;
}

Json intervalJson(const pipeline::MedianInterval& interval) {
    return {{"median", interval.median}, {"low", interval.low}, {"high", interval.high}, {"confidence", interval.confidence}};
}

Json layerJson(const LayerRow& row) {
    Json json{{"layer", row.layer}, {"type", row.type}, {"layers", row.layers}, {"networks", Json::array()}};
    for (const pipeline::LayerTime& time : row.networks)
        json["networks"].push_back({{"ms", time.milliseconds.median},
                                    {"low", time.milliseconds.low},
                                    {"high", time.milliseconds.high},
                                    {"conversions_ms", time.conversions},
                                    {"precision", time.precision},
                                    {"kernels", time.kernels}});
    if (row.networks.size() != 2) return json;
    const Pays answer = pays(row);
    json["pays"] = answer == Pays::Yes ? Json(true) : answer == Pays::No || answer == Pays::ConversionsCost ? Json(false) : Json(nullptr);
    json["conversions_cost_more_than_they_save"] = answer == Pays::ConversionsCost;
    return json;
}

}  // namespace

std::string benchmarkText(const BenchmarkFacts& facts, const pipeline::BenchmarkResult& result) {
    const bool latency = facts.purpose == engine::Purpose::Latency;
    std::string text = fmt::format("{}, {}; {} {}; {}\n", facts.engine.device, facts.engine.instructionSet, facts.engine.name,
                                   facts.engine.version, latency ? "one run at a time" : "as many runs at once as the device does best");
    const std::string limit = engine::instructionLimit();
    if (!limit.empty()) text += fmt::format("limited by ONEDNN_MAX_CPU_ISA={}\n", limit);
    text += fmt::format("{}\n", int8Sentence(engine::int8On(facts.engine.instructionSet, limit)));
    for (const std::string& sentence : facts.assumed) text += sentence + "\n";

    text += fmt::format("\n{:>12}{:>22}{:>10}{:>18}  model\n", "ms, median", "between", "spread", "runs (disturbed)");
    for (std::size_t i = 0; i < facts.models.size(); ++i) {
        const pipeline::Timing& timing = result.timings.networks[i];
        text += fmt::format("{:>12.4f}{:>22}{:>10.4f}{:>18}  {}: {}\n", timing.milliseconds.median,
                            fmt::format("{:.4f} … {:.4f}", timing.milliseconds.low, timing.milliseconds.high), timing.spread,
                            fmt::format("{} ({})", timing.runs, timing.disturbed), i + 1, facts.models[i]);
    }
    for (std::size_t i = 1; i < facts.models.size(); ++i) text += verdict(facts.models[i], facts.models.front(), result.timings.ratios[i]);
    if (result.timings.disturbed) text += "the machine was busy all the time; measure again when it has nothing else to do\n";
    if (result.withoutLayers) text += result.withoutLayers->message() + "\n";
    return result.layers ? text + layersText(facts, result) : text;
}

std::string benchmarkJson(const BenchmarkFacts& facts, const pipeline::BenchmarkResult& result) {
    const std::string limit = engine::instructionLimit();
    Json json{{"engine", facts.engine.name},
              {"version", facts.engine.version},
              {"device", facts.engine.device},
              {"instruction_set", facts.engine.instructionSet},
              {"instruction_limit", limit},
              {"int8", int8Word(engine::int8On(facts.engine.instructionSet, limit))},
              {"hint", facts.purpose == engine::Purpose::Latency ? "latency" : "throughput"},
              {"threads", facts.threads},
              {"assumed", facts.assumed},
              {"rounds", result.timings.rounds},
              {"machine_busy", result.timings.disturbed},
              {"models", Json::array()}};
    for (std::size_t i = 0; i < facts.models.size(); ++i) {
        const pipeline::Timing& timing = result.timings.networks[i];
        Json model{{"model", facts.models[i]},
                   {"ms", intervalJson(timing.milliseconds)},
                   {"spread_ms", timing.spread},
                   {"runs", timing.runs},
                   {"disturbed", timing.disturbed}};
        if (i > 0) {
            model["ratio"] = intervalJson(result.timings.ratios[i]);
            model["verdict"] = word(comparisonOf(result.timings.ratios[i]));
        }
        if (result.layers) {
            model["layers_ms"] = result.layers->sums[i];
            model["float_precision"] = result.layers->precision[i];
        }
        json["models"].push_back(std::move(model));
    }
    if (result.withoutLayers) json["without_layers"] = result.withoutLayers->message();
    if (!result.layers) return json.dump(2) + "\n";
    json["layers"] = Json::array();
    for (const LayerRow& row : result.layers->rows) json["layers"].push_back(layerJson(row));
    return json.dump(2) + "\n";
}

}  // namespace rf::cli
