// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/habits.h"

namespace rf::quantization {

namespace {

constexpr Habits kOwn{};

constexpr Habits kPot{
    .firstEntryOfTypeDecides = true,
    .attributesForgottenBelowIgnored = true,
    .unknownNamesPass = true,
    .unreadOutputsHaveResults = true,
    .lastProductDecides = true,
    .forcedSymmetryKeepsEstimator = true,
    .concatJumpsOverAnyProducer = true,
    .zeroBiasesBeforehand = true,
    .zeroOffTheLevels = true,
    .commonRangeAsItIs = true,
    .lastConstantForAll = true,
    .alignsBehindMatMul = true,
    .quantizesConstantTensors = true,
    .storesHalfPrecision = true,
    .refusesZeroBiases = true,
    .measuresQuantizedLayer = true,
    .refusesBiasesOfLowerRank = true,
    .correctsSharedBias = true,
    .axisPerTensor = true,
    .singlePrecisionMeans = true,
    .weightsRoundHalfEven = true,
    .correctsLayerByLayer = true,
    .refusesDynamicBatches = true,
    .exactDecimals = true,
    .oneLimitForAllMetrics = true,
    .signedRelativeLimits = true,
    .drawsWithoutPlan = true,
    .lastModelCounts = true,
    .greedyReverting = true,
    .replacesSections = true,
};

}  // namespace

const Habits& habitsOf(Compatibility compatibility) { return compatibility == Compatibility::Pot ? kPot : kOwn; }

}  // namespace rf::quantization
