// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_facts.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/graph/traversal.h"
#include "core/tensor/convert.h"
#include "ui/models/graph_model.h"
#include "ui/text/format.h"

namespace rf::ui {

namespace {

constexpr int kBins = 512;  // more than a chart has pixels for is merged there
constexpr int kLabelCharacters = 22;

struct LayerTexts {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::LayerTexts)
};

const quantization::Quantizer* planned(const quantization::Placement* placement, const std::string& name) {
    if (!placement) return nullptr;
    const auto& all = placement->quantizers;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& quantizer) { return quantizer.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// The axis along which the ranges of a quantizer differ; -1: none, or more than one.
int channelAxisOf(const graph::Graph& graph, const graph::Node& node) {
    const graph::NodeId low = graph::constantBehind(graph, {node.id, 1});
    if (!low.isValid()) return -1;
    const auto& limits = graph.node(low).value.shape();
    const auto rank = static_cast<int>(graph.type(node.inputs[0]).shape.size()), own = static_cast<int>(limits.size());
    int axis = -1;
    for (int i = 0; i < own; ++i) {
        if (limits[static_cast<std::size_t>(i)] == 1) continue;
        if (axis >= 0) return -1;
        axis = i + rank - own;  // shapes are aligned at their ends
    }
    return axis;
}

QuantizerFacts quantizerFacts(const graph::Graph& graph, const quantization::Placement* placement, const graph::Node& node) {
    QuantizerFacts facts;
    facts.name = QString::fromStdString(node.name);
    facts.levels = static_cast<int>(node.attributes.integer("levels").value_or(256));
    facts.low = constantValues(graph, {node.id, 1});
    facts.high = constantValues(graph, {node.id, 2});
    facts.channelAxis = channelAxisOf(graph, node);
    facts.hasRange = !facts.low.empty() && !facts.high.empty() && facts.range().low < facts.range().high;
    if (const auto* quantizer = planned(placement, node.name)) {
        facts.scheme = quantizer->scheme;
        if (quantizer->isSigned) facts.levelLow = -(facts.levels / 2);
    }
    return facts;
}

// Looks through the quantizer in front of an input, if there is one.
TensorFacts tensorFacts(const graph::Graph& graph, const quantization::Placement* placement, graph::Input input) {
    TensorFacts facts;
    facts.tensor = graph.source(input);
    facts.constant = graph::constantBehind(graph, input);
    for (const graph::Node* node = &graph.node(facts.tensor.node); !node->inputs.empty(); node = &graph.node(facts.tensor.node)) {
        if (node->isFakeQuantize()) {
            facts.quantizer = quantizerFacts(graph, placement, *node);
            facts.tensor = node->inputs[0];
            break;
        }
        // Between weights and their quantizer there may be a conversion; computed tensors are not looked through.
        if (!facts.constant.isValid() || node->type != graph::op::kConvert) break;
        facts.tensor = node->inputs[0];
    }
    facts.shape = shapeText(graph.type(facts.tensor).shape);
    return facts;
}

// The quantizer behind an output, when every reader sees the tensor through it or it is the only one.
std::optional<QuantizerFacts> quantizerBehind(const graph::Graph& graph, const quantization::Placement* placement, graph::Output output) {
    for (const graph::Input use : graph.consumers(output))
        if (const graph::Node& node = graph.node(use.node); node.isFakeQuantize() && use.port == 0)
            return quantizerFacts(graph, placement, node);
    return std::nullopt;
}

}  // namespace

QuantizationRange QuantizerFacts::range() const {
    if (low.empty() || high.empty()) return {0, 0, levels};
    return {*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end()), levels};
}

QuantizationRange QuantizerFacts::range(std::size_t channel) const {
    if (low.empty() || high.empty()) return {0, 0, levels};
    return {low[channel % low.size()], high[channel % high.size()], levels};
}

std::optional<LayerFacts> layerFacts(const graph::Graph& graph, const quantization::Placement* placement, const QString& layer) {
    const auto id = graph.find(layer.toStdString());
    if (!id) return std::nullopt;
    const graph::Node& node = graph.node(*id);
    LayerFacts facts{layer, QString::fromStdString(node.type), {}, {}, {}};
    if (placement)
        for (const quantization::Decision& decision : placement->decisions)
            if (placement->graph.contains(decision.node) && placement->graph.node(decision.node).name == node.name)
                facts.decision = decision;
    for (int port = 0; port < static_cast<int>(node.inputs.size()); ++port) {
        TensorFacts tensor = tensorFacts(graph, placement, {*id, port});
        const QString source = shortened(QString::fromStdString(graph.node(tensor.tensor.node).name), kLabelCharacters);
        tensor.label = LayerTexts::tr("Input %1: %2").arg(QString::number(port + 1), source);
        (tensor.constant.isValid() ? facts.weights : facts.activations).push_back(std::move(tensor));
    }
    for (int port = 0; port < static_cast<int>(node.outputs.size()); ++port) {
        const graph::Output output{*id, port};
        const QString label = node.outputs.size() == 1 ? LayerTexts::tr("Output") : LayerTexts::tr("Output %1").arg(port + 1);
        facts.activations.push_back({label, output, {}, shapeText(graph.type(output).shape), quantizerBehind(graph, placement, output)});
    }
    return facts;
}

void takeOverrides(std::vector<TensorFacts>& tensors, const std::vector<quantization::RangeOverride>& overrides) {
    for (TensorFacts& tensor : tensors)
        for (const quantization::RangeOverride& fixed : overrides) {
            if (!tensor.quantizer || tensor.quantizer->name.toStdString() != fixed.quantizer || !fixed.low || !fixed.high) continue;
            tensor.quantizer->low = {static_cast<float>(*fixed.low)};
            tensor.quantizer->high = {static_cast<float>(*fixed.high)};
            tensor.quantizer->hasRange = true;
        }
}

HistogramData histogramData(const calibration::Histogram& histogram) {
    if (histogram.total() == 0) return {};
    const double low = histogram.min(), high = histogram.max();
    if (low >= high) return {low - 0.5, low + 0.5, {static_cast<double>(histogram.total())}, 0};  // all values are equal
    return {low, high, histogram.resampled(low, high, kBins), static_cast<double>(histogram.total())};
}

HistogramData constantHistogram(const Tensor& value) {
    calibration::Histogram histogram;
    histogram.add(toFloats(value.view()));
    return histogramData(histogram);
}

}  // namespace rf::ui
