// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/results/report.h"

#include <algorithm>
#include <map>

#include "core/tensor/convert.h"

namespace rf::results {

namespace {

std::vector<float> constantInput(const graph::Graph& graph, graph::NodeId node, int port) {
    const graph::Node& producer = graph.producer({node, port});
    return producer.isConstant() ? toFloats(producer.value.view()) : std::vector<float>{};
}

void count(std::map<quantization::EstimatorPreset, int>& taken, const quantization::Placement& placement) {
    for (const quantization::Quantizer& quantizer : placement.quantizers)
        if (quantizer.chosen) ++taken[*quantizer.chosen];
    for (const quantization::BodyPlacement& body : placement.bodies) count(taken, body.placement);
}

}  // namespace

RangeChoices rangeChoices(const quantization::Placement& placement, std::vector<quantization::TriedEstimator> tried) {
    std::map<quantization::EstimatorPreset, int> taken;
    count(taken, placement);
    RangeChoices choices{{taken.begin(), taken.end()}, std::move(tried)};
    std::stable_sort(choices.taken.begin(), choices.taken.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return choices;
}

std::vector<QuantizerRange> rangesOf(const graph::Graph& graph, const std::vector<quantization::Quantizer>& quantizers) {
    std::vector<QuantizerRange> ranges;
    for (const quantization::Quantizer& quantizer : quantizers) {
        const auto node = graph.find(quantizer.name);
        if (!node) continue;
        QuantizerRange range{quantizer, graph.producer({*node, 0}).name, {}, {}, {}, {}, {}};
        for (const graph::Input use : graph.consumers(*node))
            range.consumers.push_back(graph.node(use.node).name + ":" + std::to_string(use.port));
        range.inputLow = constantInput(graph, *node, 1);
        range.inputHigh = constantInput(graph, *node, 2);
        range.outputLow = constantInput(graph, *node, 3);
        range.outputHigh = constantInput(graph, *node, 4);
        ranges.push_back(std::move(range));
    }
    return ranges;
}

}  // namespace rf::results
