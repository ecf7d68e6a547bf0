// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/min_max.h"

#include <set>

#include "core/quantization/limits.h"
#include "core/quantization/range_estimator.h"
#include "core/quantization/saturation.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::StatisticRequest;
using graph::Graph;
using graph::NodeId;

namespace {

void halveWeights(Graph& model, NodeId quantizer) {
    std::vector<float> weights = toFloats(model.node(plainConstant(model, {quantizer, 0})).value.view());
    for (float& weight : weights) weight /= kSaturationFactor;
    setConstantValues(model, {quantizer, 0}, weights, Storage::AsRead);
}

}  // namespace

Result<std::vector<StatisticRequest>> MinMax::requests(const State& state) const {
    RF_TRY(const HardwareProfile profile, hardwareProfile(settings().device));
    RF_TRY(const Placement placement, place(state.floatModel, profile, settings()));
    std::set<StatisticRequest> requests;
    for (const Quantizer& quantizer : placement.quantizers) {
        if (quantizer.group == Group::Weights) continue;
        const ResolvedEstimator estimator = resolveEstimator(quantizer, settings(), profile);
        for (const EstimatedEnd& end : {*estimator.min, estimator.max})
            requests.insert(requestFor(end, quantizer.source, quantizer.channelAxis));
    }
    return std::vector<StatisticRequest>(requests.begin(), requests.end());
}

Result<State> MinMax::apply(State state, const calibration::Statistics& statistics, const Services&, const Progress& progress) const {
    RF_TRY(const HardwareProfile profile, hardwareProfile(settings().device));
    RF_TRY(state.placement, place(state.floatModel, profile, settings()));
    Graph model = state.placement.graph;
    const std::vector<Quantizer>& quantizers = state.placement.quantizers;
    const std::set<NodeId> halved = quantizersToHalve(model, profile, settings(), state.alignedConsumers);

    std::vector<QuantizerLimits> limits;
    for (const Quantizer& quantizer : quantizers) {
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(limits.size()), static_cast<std::int64_t>(quantizers.size())));
        if (quantizer.group == Group::Weights) {
            RF_TRY(QuantizerLimits own, weightLimits(model, quantizer, settings(), profile));
            own.halved = halved.contains(quantizer.node);
            limits.push_back(std::move(own));
        } else {
            const Shape& source = state.floatModel.type(quantizer.source).shape;
            RF_TRY(QuantizerLimits own, activationLimits(quantizer, source, statistics, settings(), profile));
            limits.push_back(std::move(own));
        }
    }
    unifyScales(quantizers, limits, settings().compatibility);
    for (std::size_t i = 0; i < quantizers.size(); ++i) writeLimits(model, quantizers[i], limits[i]);
    for (const NodeId quantizer : halved) halveWeights(model, quantizer);
    state.placement.graph = model;
    state.model = std::move(model);
    return state;
}

}  // namespace rf::quantization
