// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tables.h"
#include "core/config/text_codecs.h"

namespace rf::config {

using namespace quantization;

template <>
const Table<EstimatorEnd>& tableOf() {
    static const auto table =
        Table<EstimatorEnd>("range_end",
                            RF_TEXT("core", "One end of a range: how it is taken from the data. What is not given comes from the preset."))
            .key("type", &EstimatorEnd::type,
                 RF_TEXT("core", "What is measured on each sample: the extreme value, or a quantile that leaves outliers out."),
                 {.otherwise = "as in the preset"})
            .key("aggregator", &EstimatorEnd::aggregator,
                 RF_TEXT("core", "How the values of all samples become one; for activations only."), {.otherwise = "as in the preset"})
            .key("granularity", &EstimatorEnd::granularity,
                 RF_TEXT("core", "Whether the end is measured for the whole tensor or for each channel."),
                 {.otherwise = "as the quantizer"})
            .key("outlier_prob", &EstimatorEnd::outlierProbability,
                 RF_TEXT("core", "Share of the values that a quantile leaves outside the range."),
                 {.low = 0, .high = 1, .otherwise = "0.0001"})
            .key("clipping_value", &EstimatorEnd::clippingValue, RF_TEXT("core", "The end of the range never goes beyond this value."),
                 {.infinite = true, .otherwise = "no limit"});
    return table;
}

template <>
const Table<RangeEstimator>& tableOf() {
    static const auto table =
        Table<RangeEstimator>("range_estimator", RF_TEXT("core", "How ranges are taken from the data."))
            .key("preset", &RangeEstimator::preset,
                 RF_TEXT(
                     "core",
                     "Where ranges of activations end: at the mean over samples of each one's extremes (default, or mean), at the extremes "
                     "of all samples (max), where the squared error is least (l2), or at the mean of each one's quantiles, which weights "
                     "follow too (quantile). auto takes whichever keeps the outputs nearest to the float model's."),
                 {.otherwise = "auto; default where an end is named, and with the compatibility pot", .option = "--range-estimator"})
            .key("min", &RangeEstimator::min, RF_TEXT("core", "The low end of the range."))
            .key("max", &RangeEstimator::max, RF_TEXT("core", "The high end of the range."));
    return table;
}

template <>
const Table<TensorConstraint>& tableOf() {
    static const auto table =
        Table<TensorConstraint>("tensor",
                                RF_TEXT("core", "How weights or activations are quantized, where the target device leaves a choice."))
            .key("bits", &TensorConstraint::bits, RF_TEXT("core", "Bits of the integers."),
                 {.low = 2, .high = 16, .otherwise = "as the device prefers"})
            .key("mode", &TensorConstraint::mode, RF_TEXT("core", "Whether ranges are symmetric around zero."),
                 {.otherwise = "as the preset says"})
            .key("granularity", &TensorConstraint::granularity, RF_TEXT("core", "One range for the tensor, or one for each channel."),
                 {.otherwise = "as the device prefers"})
            .key("level_low", &TensorConstraint::levelLow, RF_TEXT("core", "The smallest integer in use."),
                 {.otherwise = "by bits and mode"})
            .key("level_high", &TensorConstraint::levelHigh, RF_TEXT("core", "The largest integer in use."),
                 {.otherwise = "by bits and mode"})
            .key("range_estimator", &TensorConstraint::rangeEstimator,
                 RF_TEXT("core", "How the ranges of these tensors are taken from the data."),
                 {.otherwise = "the range_estimator beside it"})
            .check([](const TensorConstraint& c, const Place& place, Reading& reading) {
                if (c.levelLow && c.levelHigh && *c.levelLow >= *c.levelHigh)
                    reading.problem(fail(ErrorCode::InvalidArgument,
                                         RF_TEXT("core", "'%1' is %2; it must be below level_high, which is %3"), place.pathOf("level_low"),
                                         *c.levelLow, *c.levelHigh));
            });
    return table;
}

template <>
const Table<RangeOverride>& tableOf() {
    static const auto table =
        Table<RangeOverride>("override", RF_TEXT("core", "The user's word on one quantizer: an estimator, or the range itself."))
            .key<NonEmptyText>("quantizer", &RangeOverride::quantizer,
                               RF_TEXT("core", "Name of the quantizer, or layer:port of an input that it feeds."), {.required = true})
            .key("range_estimator", &RangeOverride::estimator, RF_TEXT("core", "How this range is taken from the data."),
                 {.otherwise = "as all ranges"})
            .key("low", &RangeOverride::low, RF_TEXT("core", "The low end of the range; nothing is measured then."),
                 {.otherwise = "measured"})
            .key("high", &RangeOverride::high, RF_TEXT("core", "The high end of the range; nothing is measured then."),
                 {.otherwise = "measured"})
            .check([](const RangeOverride& o, const Place& place, Reading& reading) {
                if (o.low.has_value() != o.high.has_value() || o.low.has_value() == o.estimator.has_value())
                    reading.problem(fail(ErrorCode::InvalidArgument,
                                         RF_TEXT("core", "'%1' must have either a range_estimator or both low and high"), place.path));
                else if (o.low && !(*o.low < *o.high))
                    reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is %2; it must be below high, which is %3"),
                                         place.pathOf("low"), *o.low, *o.high));
            });
    return table;
}

template <>
const Table<LayerChoice>& tableOf() {
    static const auto table =
        Table<LayerChoice>("layer_choice", RF_TEXT("core", "How one layer is quantized where it differs from the others."))
            .key<NonEmptyText>("layer", &LayerChoice::layer, RF_TEXT("core", "Full name of the layer."), {.required = true})
            .key("weights", &LayerChoice::weights, RF_TEXT("core", "How its weights are quantized."), {.otherwise = "as all weights"})
            .key("activations", &LayerChoice::activations, RF_TEXT("core", "How the tensors that it reads are quantized."),
                 {.otherwise = "as all activations"})
            .key("correct_bias", &LayerChoice::correctBias, RF_TEXT("core", "Whether bias correction looks at the layer."));
    return table;
}

}  // namespace rf::config
