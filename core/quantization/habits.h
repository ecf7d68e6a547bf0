// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quantization/settings.h"

namespace rf::quantization {

/// The habits of POT 2023.0.1 that a run follows, one by one. Code asks for the habit, never for the mode; each habit is the row
/// of docs/compatibility.md whose first words stand behind it.
struct Habits {
    // Placement
    bool firstEntryOfTypeDecides = false;          ///< ignored types with attributes
    bool attributesForgottenBelowIgnored = false;  ///< readers of an ignored pass-through operator
    bool unknownNamesPass = false;                 ///< ignored names that do not exist
    bool unreadOutputsHaveResults = false;         ///< outputs that nobody reads
    bool lastProductDecides = false;               ///< several MatMuls of two activations behind one tensor
    bool forcedSymmetryKeepsEstimator = false;     ///< tensors made symmetric by model type transformer
    bool concatJumpsOverAnyProducer = false;       ///< a Concat of nothing but the outputs of one operator
    bool zeroBiasesBeforehand = false;             ///< convolutions without a bias; Convolution without a bias

    // Ranges
    bool zeroOffTheLevels = false;          ///< Asymmetric range with a border nearer to zero than half a step
    bool commonRangeAsItIs = false;         ///< Quantizers with one range in common
    bool lastConstantForAll = false;        ///< Several constants of one LSTMSequence or GRUSequence
    bool alignsBehindMatMul = false;        ///< Channel alignment behind a MatMul
    bool quantizesConstantTensors = false;  ///< Tensors that are one number everywhere in all samples
    bool storesHalfPrecision = false;       ///< Models compressed to half precision

    // Bias correction
    bool refusesZeroBiases = false;         ///< Fast bias correction of a layer whose bias has an exact zero; Exact bias correction of …
    bool measuresQuantizedLayer = false;    ///< What fast bias correction measures
    bool refusesBiasesOfLowerRank = false;  ///< Bias stored with fewer dimensions than the output
    bool correctsSharedBias = false;        ///< Several layers whose biases are one constant
    bool axisPerTensor = false;             ///< Channel axis of the means that bias correction uses
    bool singlePrecisionMeans = false;      ///< Means that fast bias correction subtracts
    bool weightsRoundHalfEven = false;      ///< Rounding of the weights for which the bias is corrected
    bool correctsLayerByLayer = false;      ///< Order of exact bias correction; What a layer is run on in exact bias correction
    bool refusesDynamicBatches = false;     ///< Exact bias correction of a model with a dynamic batch

    // Search for a model within limits
    bool exactDecimals = false;          ///< A drop that equals the limit
    bool oneLimitForAllMetrics = false;  ///< Limits of several metrics
    bool signedRelativeLimits = false;   ///< Relative limit of a metric whose float value is negative
    bool drawsWithoutPlan = false;       ///< Order of samples that lose as much
    bool lastModelCounts = false;        ///< The model that a search ends with
    bool greedyReverting = false;        ///< The way from the quantized model to one within the limits
    bool replacesSections = false;       ///< Settings that `tune_hyperparams` tries

    bool operator==(const Habits&) const = default;
};

/// All of them, or none.
const Habits& habitsOf(Compatibility compatibility);
inline const Habits& habitsOf(const Settings& settings) { return habitsOf(settings.compatibility); }

}  // namespace rf::quantization
