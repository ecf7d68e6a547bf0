// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/odd_tensors.h"

#include <algorithm>
#include <cmath>

#include "core/graph/operators.h"
#include "core/quantization/placement_ranges.h"
#include "core/quantization/revert.h"
#include "core/quantization/weights.h"
#include "core/tensor/convert.h"

namespace rf::quantization {

using calibration::Granularity;
using calibration::Oddity;
using calibration::OddTensor;
using calibration::Reduction;
using calibration::StatisticRequest;
using calibration::Statistics;
using graph::Graph;
using graph::NodeId;
using graph::Output;

namespace {

std::vector<Output> floatInputs(const Graph& graph) {
    std::vector<Output> inputs;
    for (const NodeId id : graph.parameters())
        if (isFloat(graph.type({id, 0}).type)) inputs.push_back({id, 0});
    return inputs;
}

std::vector<Output> computedFloatOutputs(const Graph& graph) {
    std::vector<Output> outputs;
    for (const NodeId id : graph.results()) {
        const Output source = graph.source({id, 0});
        if (isFloat(graph.type(source).type) && !graph.node(source.node).isConstant()) outputs.push_back(source);
    }
    return outputs;
}

std::optional<OddTensor> oddConstant(const Tensor& value) {
    const std::vector<float> values = toFloats(value.view());
    const auto isFinite = [](float v) { return std::isfinite(v); };
    const auto isNarrow = [](float v) { return std::fabs(v) <= calibration::kLargestMeasured; };
    if (!std::all_of(values.begin(), values.end(), isFinite)) return OddTensor{Oddity::NotFinite};
    if (!std::all_of(values.begin(), values.end(), isNarrow)) return OddTensor{Oddity::TooWide};
    return std::nullopt;
}

/// Whether a constant with NaN is among the weights or summands, factors and so on.
bool hasNanOperand(const Graph& graph, const graph::Node& node) {
    const graph::OperatorTraits& traits = graph::traits(node);
    if (traits.weightPorts.empty() && !traits.has(graph::Trait::SameTypes)) return false;
    for (int port = 0; port < static_cast<int>(node.inputs.size()); ++port) {
        const NodeId constant = plainConstant(graph, {node.id, port});
        if (!constant.isValid() || !isFloat(graph.node(constant).value.type())) continue;
        const std::vector<float> values = toFloats(graph.node(constant).value.view());
        if (std::any_of(values.begin(), values.end(), [](float value) { return std::isnan(value); })) return true;
    }
    return false;
}

/// The layers of a placement that no quantizer serves any more.
void explainDecisions(Placement& placement, const std::set<NodeId>& layers, const LeftInFloat& left) {
    for (Decision& decision : placement.decisions)
        if (layers.contains(decision.node) && decision.reason == Decision::Reason::Quantized)
            decision = {decision.node, Decision::Reason::OddValues, left.source};
}

/// Goes through the quantizers of a placement and of its bodies.
class OddTensorRemover {
public:
    OddTensorRemover(const Graph& floatModel, const Expected& expected, const Statistics& statistics, const Habits& habits)
        : m_profile(expected.profile),
          m_statistics(statistics),
          m_tensors(measuredTensors(expected.placement, expected.measurable)),
          m_constantIsOdd(!habits.quantizesConstantTensors && !isDataConstant(floatModel, statistics)) {}

    /// Whether anything was taken out of `placement`, which is that of a part of `whole`.
    bool remove(Placement& placement, const Graph& original) {
        bool changed = false;
        const std::vector<Quantizer> before = placement.quantizers;
        for (const Quantizer& quantizer : before) {
            if (!placement.graph.contains(quantizer.node)) continue;  // gone with an earlier one
            const auto odd = oddityOf(quantizer, placement.graph);
            if (!odd) continue;
            const NodeId source = quantizer.source.node;
            LeftInFloat left{quantizer.name, (original.contains(source) ? original : placement.graph).node(source).name, quantizer.group,
                             *odd};
            explainDecisions(placement, takeOut(placement, original, m_profile, quantizer.node), left);
            placement.leftInFloat.push_back(std::move(left));
            changed = true;
        }
        for (BodyPlacement& body : placement.bodies) {
            const Graph& inner = *original.node(body.node).bodies[static_cast<std::size_t>(body.body)].graph;
            if (!remove(body.placement, inner)) continue;
            changed = true;
            std::vector<LeftInFloat>& inside = body.placement.leftInFloat;
            placement.leftInFloat.insert(placement.leftInFloat.end(), inside.begin(), inside.end());
        }
        return changed;
    }

private:
    std::optional<OddTensor> oddityOf(const Quantizer& quantizer, const Graph& model) const {
        if (quantizer.byUser && quantizer.byUser->low) return std::nullopt;
        if (quantizer.group == Group::Weights) {
            const NodeId constant = plainConstant(model, {quantizer.node, 0});
            return constant.isValid() ? oddConstant(model.node(constant).value) : std::nullopt;
        }
        const OddTensor* odd = m_statistics.odd(m_tensors.at(quantizer.name));
        if (!odd || (odd->oddity == Oddity::Constant && !m_constantIsOdd)) return std::nullopt;
        return *odd;
    }

    const HardwareProfile& m_profile;
    const Statistics& m_statistics;
    std::map<std::string, calibration::TensorName> m_tensors;
    bool m_constantIsOdd;
};

}  // namespace

Result<void> checkConstants(const Graph& floatModel, const Progress& progress) {
    const std::vector<NodeId> nodes = floatModel.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        RF_TRY_VOID(progress.advance(static_cast<std::int64_t>(i), std::ssize(nodes)));
        const graph::Node& node = floatModel.node(nodes[i]);
        if (hasNanOperand(floatModel, node))
            return fail(
                ErrorCode::InvalidFile,
                RF_TEXT("core",
                        "layer '%1': its constants hold NaN, which is no number; the file is damaged, or the training has diverged"),
                node.name);
        for (const graph::Body& body : node.bodies) RF_TRY_VOID(checkConstants(*body.graph, Progress()));
    }
    return {};
}

std::vector<StatisticRequest> endRequests(const Graph& floatModel) {
    std::vector<Output> tensors = floatInputs(floatModel);
    for (const Output output : computedFloatOutputs(floatModel)) tensors.push_back(output);
    std::vector<StatisticRequest> requests;
    for (const Output tensor : tensors)
        requests.push_back({calibration::nameOf(floatModel, tensor), Reduction::Max, Granularity::PerTensor, 1, 0.0});
    return requests;
}

Result<void> checkOutputs(const Graph& floatModel, const Statistics& statistics) {
    for (const Output output : computedFloatOutputs(floatModel)) {
        const OddTensor* odd = statistics.odd(calibration::nameOf(floatModel, output));
        if (odd && odd->oddity == Oddity::NotFinite)
            return fail(
                ErrorCode::InvalidFile,
                RF_TEXT("core",
                        "layer '%1': sample %2 gives a value that is not finite (infinity or NaN) at an output of the network; check "
                        "the model and the preprocessing"),
                floatModel.node(output.node).name, odd->sample);
    }
    return {};
}

bool isDataConstant(const Graph& floatModel, const Statistics& statistics) {
    bool isMeasured = false;
    for (const Output input : floatInputs(floatModel)) {
        const calibration::TensorName name = calibration::nameOf(floatModel, input);
        if (statistics.shapes(name).empty()) continue;
        const OddTensor* odd = statistics.odd(name);
        if (!odd || odd->oddity != Oddity::Constant) return false;
        isMeasured = true;
    }
    return isMeasured;
}

std::shared_ptr<const Expected> withoutOddTensors(std::shared_ptr<const Expected> expected, const Graph& floatModel,
                                                  const Statistics& statistics, const Habits& habits) {
    auto changed = std::make_shared<Expected>(*expected);
    if (!OddTensorRemover(floatModel, *expected, statistics, habits).remove(changed->placement, floatModel)) return expected;
    return changed;
}

}  // namespace rf::quantization
