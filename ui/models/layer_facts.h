// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/calibration/histogram.h"
#include "core/quantization/placement.h"
#include "ui/models/histogram_data.h"
#include "ui/models/quantization_range.h"

namespace rf::ui {

/// The facts of a quantizer for the layer panel.
struct QuantizerFacts {
    QString name;
    std::optional<quantization::Scheme> scheme;  ///< nothing for a FakeQuantize that the model brought along
    int levels = 256;
    std::int64_t levelLow = 0;     ///< the integer of `low`
    bool hasRange = false;         ///< false while it is only planned
    std::vector<float> low, high;  ///< one number, or one per channel
    int channelAxis = -1;          ///< of the tensor, where there are several
    /// The range of all channels together.
    QuantizationRange range() const;
    /// That of one channel.
    QuantizationRange range(std::size_t channel) const;
};

/// A tensor that a layer reads or makes.
struct TensorFacts {
    QString label;           ///< "Input 1: relu3", "Output"
    graph::Output tensor;    ///< before its quantizer
    graph::NodeId constant;  ///< valid for weights: the constant behind it
    QString shape;
    std::optional<QuantizerFacts> quantizer;
};

struct LayerFacts {
    QString name, type;
    std::optional<quantization::Decision> decision;
    std::vector<TensorFacts> activations;  ///< inputs first, then outputs
    std::vector<TensorFacts> weights;
};

/// The facts of a layer of a graph with quantizers; nothing when there is no such layer. `placement` may be null.
std::optional<LayerFacts> layerFacts(const graph::Graph& graph, const quantization::Placement* placement, const QString& layer);

/// Replaces ranges by those that the user has fixed.
void takeOverrides(std::vector<TensorFacts>& tensors, const std::vector<quantization::RangeOverride>& overrides);

/// The bins that a chart draws.
HistogramData histogramData(const calibration::Histogram& histogram);
/// The distribution of a constant's values; linear in their number.
HistogramData constantHistogram(const Tensor& value);

}  // namespace rf::ui
