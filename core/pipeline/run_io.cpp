// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run_io.h"

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/mapped_file.h"
#include "core/calibration/statistics_io.h"
#include "core/graph/difference.h"

namespace rf::pipeline {

namespace {

constexpr std::string_view kMagic = "RFstate\n";
constexpr std::uint32_t kVersion = 3;

Error damaged() { return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the state of the run is damaged; start the run anew")); }

void write(ByteWriter& out, const Fingerprint& fingerprint) {
    out.number(fingerprint.first);
    out.number(fingerprint.second);
}

Fingerprint readFingerprint(ByteReader& in) {
    const auto first = in.number<std::uint64_t>();
    return {first, in.number<std::uint64_t>()};
}

bool isPlaced(const quantization::State& network) { return !network.placement.decisions.empty(); }

/// The graph that the present model grew from.
const graph::Graph& originOf(const Plan& plan, bool isPlaced) { return isPlaced ? plan.start.expected->placement.graph : plan.start.model; }

/// The plan of the run as the steps that are done left it: without the tensors that turned out to have no range.
quantization::State planned(const Plan& plan, std::size_t step, const std::vector<Measured>& measured) {
    quantization::State state = plan.start;
    for (std::size_t done = 0; done < std::min(step, measured.size()); ++done)
        state = quantization::withoutOddTensors(std::move(state), plan.steps[done], measured[done].statistics);
    return state;
}

/// A placement as it stands in a model: bodies hold their ranges.
void fillFrom(quantization::Placement& placement, const graph::Graph& model) {
    placement.graph = model;
    for (quantization::BodyPlacement& body : placement.bodies)
        fillFrom(body.placement, *model.node(body.node).bodies[static_cast<std::size_t>(body.body)].graph);
}

/// Calls visit(quantizer) for all quantizers, bodies included.
template <class P, class Visit>
void forEachQuantizer(P& placement, Visit&& visit) {
    for (auto& quantizer : placement.quantizers) visit(quantizer);
    for (auto& body : placement.bodies) forEachQuantizer(body.placement, visit);
}

// Estimators as numbers; 0 where there is none.
void write(ByteWriter& out, std::optional<quantization::EstimatorPreset> preset) {
    out.number(static_cast<std::uint8_t>(preset ? static_cast<int>(*preset) + 1 : 0));
}

std::optional<std::optional<quantization::EstimatorPreset>> readPreset(ByteReader& in) {
    const auto number = in.number<std::uint8_t>();
    if (number > static_cast<int>(quantization::EstimatorPreset::Automatic) + 1) return std::nullopt;
    std::optional<quantization::EstimatorPreset> preset;
    if (number > 0) preset = static_cast<quantization::EstimatorPreset>(number - 1);
    return std::optional(preset);
}

void writeChoices(ByteWriter& out, const quantization::State& network) {
    forEachQuantizer(network.placement, [&](const quantization::Quantizer& quantizer) { write(out, quantizer.chosen); });
    out.count(network.triedEstimators.size());
    for (const quantization::TriedEstimator& tried : network.triedEstimators) {
        write(out, tried.preset);
        out.number(tried.nmse);
        out.number(static_cast<std::uint8_t>(tried.divergence.has_value()));
        out.number(tried.divergence.value_or(0.0));
    }
}

bool readChoices(ByteReader& in, quantization::State& network) {
    bool good = true;
    const auto preset = [&] {
        const auto read = readPreset(in);
        good = good && read;
        return read.value_or(std::nullopt);
    };
    forEachQuantizer(network.placement, [&](quantization::Quantizer& quantizer) { quantizer.chosen = preset(); });
    for (auto left = in.count(); left > 0 && in.isGood() && good; --left) {
        const auto tried = preset();
        network.triedEstimators.push_back({tried, in.number<double>(), {}});
        const bool diverges = in.number<std::uint8_t>() != 0;
        const auto divergence = in.number<double>();
        if (diverges) network.triedEstimators.back().divergence = divergence;
    }
    return good && in.isGood();
}

void write(ByteWriter& out, const quantization::State& network, const Plan& plan) {
    out.number(isPlaced(network));
    graph::writeDifference(out, plan.start.floatModel, network.floatModel);
    graph::writeDifference(out, originOf(plan, isPlaced(network)), network.model);
    out.count(network.alignedConsumers.size());
    for (const graph::NodeId id : network.alignedConsumers) out.number(id.value());
    writeChoices(out, network);
}

Result<quantization::State> readNetwork(ByteReader& in, const Plan& plan, quantization::State network) {
    const bool wasPlaced = in.number<std::uint8_t>() != 0;
    if (!in.isGood() || (wasPlaced && !plan.start.expected)) return damaged();
    RF_TRY(network.floatModel, graph::readDifference(in, plan.start.floatModel));
    RF_TRY(network.model, graph::readDifference(in, originOf(plan, wasPlaced)));
    for (auto left = in.count(); left > 0 && in.isGood(); --left) {
        network.alignedConsumers.emplace_back(in.number<std::int32_t>());
        if (!network.floatModel.contains(network.alignedConsumers.back())) return damaged();
    }
    if (network.expected) network.expected = quantization::withConstantsOf(*network.expected, network.floatModel);
    if (wasPlaced) network.placement = network.expected->placement;
    fillFrom(network.placement, network.model);
    if (!readChoices(in, network)) return damaged();
    return network;
}

Result<std::vector<Measured>> readMeasured(ByteReader& in) {
    std::vector<Measured> measured;
    for (auto left = in.count(); left > 0; --left) {
        const Fingerprint network = readFingerprint(in);
        const std::string_view bytes = in.raw(in.count());
        if (!in.isGood()) return damaged();
        RF_TRY(auto statistics, calibration::fromBytes(std::as_bytes(std::span(bytes))));
        measured.push_back({network, std::move(statistics)});
    }
    return measured;
}

}  // namespace

std::string toBytes(const RunState& state, const Plan& plan) {
    ByteWriter out;
    out.raw(kMagic);
    out.number(kVersion);
    write(out, plan.fingerprint);
    out.count(state.step);
    out.count(state.measured.size());
    for (const Measured& measured : state.measured) {
        write(out, measured.network);
        out.text(calibration::toBytes(measured.statistics));
    }
    write(out, state.network, plan);
    out.close();
    return out.take();
}

Result<RunState> fromBytes(std::span<const std::byte> bytes, const Plan& plan) {
    const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!all.starts_with(kMagic)) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "this is no state of a run"));
    const auto body = verified(all);
    if (!body || body->size() < kMagic.size()) return damaged();
    ByteReader in(body->substr(kMagic.size()));
    if (const auto version = in.number<std::uint32_t>(); version != kVersion)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core", "the state of the run is of version %1 of its format; this program reads version %2"), version,
                    kVersion);
    if (readFingerprint(in) != plan.fingerprint)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "the state of the run belongs to another model or to other settings; start the run anew"));
    RunState state;
    state.step = in.number<std::uint64_t>();
    if (state.step > plan.steps.size()) return damaged();
    RF_TRY(state.measured, readMeasured(in));
    RF_TRY(state.network, readNetwork(in, plan, planned(plan, state.step, state.measured)));
    if (!in.isAtEnd()) return damaged();
    return state;
}

Result<void> write(const RunState& state, const Plan& plan, const std::filesystem::path& file) {
    AtomicFiles files;
    RF_TRY_VOID(files.add(file, std::string_view(toBytes(state, plan))));
    return files.commit();
}

Result<RunState> read(const std::filesystem::path& file, const Plan& plan) {
    RF_TRY(const auto mapped, MappedFile::open(file));
    auto state = fromBytes(mapped->bytes(), plan);
    if (!state) return std::move(state).error().during("%1", {file.string()});
    return state;
}

}  // namespace rf::pipeline
