// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/quantization/placement.h"
#include "core/quantization/settings.h"

namespace rf::quantization {

/// One end of a range estimator: the statistic to collect, and how the values of all samples become one number.
struct EstimatedEnd {
    calibration::Reduction reduction = calibration::Reduction::Max;
    calibration::Aggregator aggregator = calibration::Aggregator::Max;  ///< activations only
    calibration::Granularity granularity = calibration::Granularity::PerTensor;
    double quantile = 0.0;  ///< of the reductions that need one
    bool operator==(const EstimatedEnd&) const = default;
};

/// How the range of one quantizer is found. Symmetric weights have no `min`.
struct ResolvedEstimator {
    std::optional<EstimatedEnd> min;
    EstimatedEnd max;
    std::optional<double> clipLow, clipHigh;
    bool leastSquares = false;  ///< within these ends, the range that loses least (least_squares_range.h); per tensor only
    bool operator==(const ResolvedEstimator&) const = default;
};

constexpr double kDefaultOutlierProbability = 1e-4;  ///< of the preset "quantile" (spec 01, section 4.4)

/// The estimator of a quantizer: the preset's table, overlaid by the user's override, the layer's choice, the settings of
/// weights or activations, or the global ones, the first that there is (spec 01, section 4.4).
ResolvedEstimator resolveEstimator(const Quantizer& quantizer, const Settings& settings);

/// Whether the program chooses where the range of this quantizer ends: ranges of whole activation tensors for which the settings
/// name `auto`, or nothing outside POT's compatibility. Before it has chosen, the default estimator stands in.
bool isChosenAutomatically(const Quantizer& quantizer, const Settings& settings);
/// Whether the settings leave any estimator to the program.
bool choosesAutomatically(const Settings& settings);
/// The settings with POT's estimator named where they name none.
Settings withoutChoice(Settings settings);
/// The settings with the estimators named that were chosen in the placement of their network; unchanged where it has bodies, whose
/// quantizers have no overrides.
Settings withChosenNamed(Settings settings, const Placement& placement);
/// The same for one group and scheme.
ResolvedEstimator resolveEstimator(Group group, const Scheme& scheme, const RangeEstimator& overrides);

/// The statistics of a tensor that an estimator of activations needs.
std::vector<calibration::StatisticRequest> requestsFor(const ResolvedEstimator& estimator, const calibration::TensorName& tensor,
                                                       int channelAxis);
/// The statistic of a tensor for one end of an estimator.
calibration::StatisticRequest requestFor(const EstimatedEnd& end, const calibration::TensorName& tensor, int channelAxis);
/// The distribution of a tensor.
calibration::StatisticRequest distributionRequest(const calibration::TensorName& tensor);

}  // namespace rf::quantization
