// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement_ranges.h"

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

Result<void> halveWeights(Graph& model, NodeId quantizer) {
    std::vector<float> weights = toFloats(model.node(plainConstant(model, {quantizer, 0})).value.view());
    for (float& weight : weights) weight /= kSaturationFactor;
    return setConstantValues(model, {quantizer, 0}, weights, graph::Storage::AsRead);
}

/// The tensor that is measured for a quantizer: its own tensor, or in a body the one that stands for it outside. `measurable`
/// is the graph that is run.
MeasuredTensor measuredFor(const Quantizer& quantizer, const BodyTensors* body, const Graph& measurable) {
    if (!body) return {calibration::nameOf(measurable, quantizer.source), quantizer.channelAxis};
    const bool fromTheFront = quantizer.channelAxis >= 0;  // then behind the axis of the iterations
    return {calibration::nameOf(measurable, body->outside.at(quantizer.source)), quantizer.channelAxis + (fromTheFront ? 1 : 0)};
}

/// Fills the ranges of a placement and of its bodies.
class RangeFiller {
public:
    RangeFiller(const Settings& settings, const Graph& measurable, const calibration::Statistics& statistics, const Progress& progress)
        : m_settings(settings), m_measurable(measurable), m_statistics(statistics), m_progress(progress) {}

    Result<void> fill(Placement& placement, const std::vector<BodyTensors>& bodies, const std::set<NodeId>& halved,
                      const BodyTensors* self) {
        Graph& model = placement.graph;
        std::vector<QuantizerLimits> limits;
        for (const Quantizer& quantizer : placement.quantizers) {
            RF_TRY_VOID(m_progress.advance(static_cast<std::int64_t>(limits.size()), std::ssize(placement.quantizers) + 1));
            RF_TRY(limits.emplace_back(), limitsOf(model, quantizer, self));
            limits.back().halved = halved.contains(quantizer.node);
        }
        unifyScales(placement.quantizers, limits, habitsOf(m_settings));
        for (std::size_t i = 0; i < limits.size(); ++i) writeLimits(model, placement.quantizers[i], limits[i]);
        for (const NodeId quantizer : halved) RF_TRY_VOID(halveWeights(model, quantizer));
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            BodyPlacement& body = placement.bodies[i];
            RF_TRY_VOID(fill(body.placement, bodies[i].bodies, {}, &bodies[i]));
            const auto filled = std::make_shared<const Graph>(body.placement.graph);
            graph::Editor(model).update(body.node,
                                        [&](graph::Node& node) { node.bodies[static_cast<std::size_t>(body.body)].graph = filled; });
        }
        return {};
    }

private:
    Result<QuantizerLimits> limitsOf(const Graph& model, const Quantizer& quantizer, const BodyTensors* self) const {
        if (quantizer.group == Group::Weights) return weightLimits(model, quantizer, m_settings);
        const Shape& source = model.type(quantizer.source).shape;
        return activationLimits(quantizer, source, measuredFor(quantizer, self, m_measurable), m_statistics, m_settings);
    }

    const Settings& m_settings;
    const Graph& m_measurable;
    const calibration::Statistics& m_statistics;
    const Progress& m_progress;
};

/// Gathers what the quantizers of a placement and of its bodies need to know.
class RequestList {
public:
    RequestList(const Settings& settings, const Graph& measurable) : m_settings(settings), m_measurable(measurable) {}

    void add(const Placement& placement, const std::vector<BodyTensors>& bodies, const BodyTensors* self) {
        for (const Quantizer& quantizer : placement.quantizers) {
            if (quantizer.group == Group::Weights || (quantizer.byUser && quantizer.byUser->low)) continue;
            const MeasuredTensor tensor = measuredFor(quantizer, self, m_measurable);
            const ResolvedEstimator estimator = resolveEstimator(quantizer, m_settings);
            for (StatisticRequest& request : requestsFor(estimator, tensor.name, tensor.channelAxis)) m_requests.insert(std::move(request));
        }
        for (std::size_t i = 0; i < bodies.size(); ++i) add(placement.bodies[i].placement, bodies[i].bodies, &bodies[i]);
    }
    std::vector<StatisticRequest> all() const { return {m_requests.begin(), m_requests.end()}; }

private:
    const Settings& m_settings;
    const Graph& m_measurable;
    std::set<StatisticRequest> m_requests;
};

void addTensors(std::map<std::string, calibration::TensorName>& tensors, const Placement& placement, const Graph& measurable,
                const std::vector<BodyTensors>& bodies, const BodyTensors* self) {
    for (const Quantizer& quantizer : placement.quantizers)
        if (quantizer.group != Group::Weights) tensors.emplace(quantizer.name, measuredFor(quantizer, self, measurable).name);
    for (std::size_t i = 0; i < bodies.size(); ++i)
        addTensors(tensors, placement.bodies[i].placement, measurable, bodies[i].bodies, &bodies[i]);
}

}  // namespace

std::map<std::string, calibration::TensorName> measuredTensors(const Placement& placement, const MeasurableBodies& measurable) {
    std::map<std::string, calibration::TensorName> tensors;
    addTensors(tensors, placement, measurable.graph, measurable.bodies, nullptr);
    return tensors;
}

std::vector<StatisticRequest> rangeRequests(const Placement& placement, const MeasurableBodies& measurable, const Settings& settings) {
    RequestList requests(settings, measurable.graph);
    requests.add(placement, measurable.bodies, nullptr);
    return requests.all();
}

Result<void> setRanges(Placement& placement, const MeasurableBodies& measurable, const std::set<NodeId>& halved,
                       const calibration::Statistics& statistics, const Settings& settings, const Progress& progress) {
    return RangeFiller(settings, measurable.graph, statistics, progress).fill(placement, measurable.bodies, halved, nullptr);
}

Graph placedGraph(const Placement& placement) {
    Graph graph = placement.graph;
    for (const BodyPlacement& body : placement.bodies) {
        const auto placed = std::make_shared<const Graph>(placedGraph(body.placement));
        graph::Editor(graph).update(body.node, [&](graph::Node& node) { node.bodies[static_cast<std::size_t>(body.body)].graph = placed; });
    }
    return graph;
}

}  // namespace rf::quantization
