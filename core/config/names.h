// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/data/open.h"
#include "core/quantization/settings.h"

/// The words for settings in files and on the command line: one table for each choice.
namespace rf::config {

template <class E>
struct Word {
    std::string_view text;
    E value;
};

/// The table of a choice; the first word of a value is the one that is written, later ones are aliases.
template <class E>
struct Words;

template <>
struct Words<quantization::Preset> {
    static constexpr std::array table{
        Word<quantization::Preset>{"performance", quantization::Preset::Performance},
        Word<quantization::Preset>{"mixed", quantization::Preset::Mixed},
        Word<quantization::Preset>{"accuracy", quantization::Preset::Accuracy},
        Word<quantization::Preset>{"auto", quantization::Preset::Automatic},
        Word<quantization::Preset>{"symmetric", quantization::Preset::Performance},
        Word<quantization::Preset>{"asymmetric", quantization::Preset::Accuracy},
    };
};

template <>
struct Words<quantization::Mode> {
    static constexpr std::array table{
        Word<quantization::Mode>{"symmetric", quantization::Mode::Symmetric},
        Word<quantization::Mode>{"asymmetric", quantization::Mode::Asymmetric},
    };
};

template <>
struct Words<calibration::Granularity> {
    static constexpr std::array table{
        Word<calibration::Granularity>{"pertensor", calibration::Granularity::PerTensor},
        Word<calibration::Granularity>{"perchannel", calibration::Granularity::PerChannel},
    };
};

template <>
struct Words<calibration::Reduction> {
    static constexpr std::array table{
        Word<calibration::Reduction>{"min", calibration::Reduction::Min},
        Word<calibration::Reduction>{"max", calibration::Reduction::Max},
        Word<calibration::Reduction>{"abs_max", calibration::Reduction::AbsMax},
        Word<calibration::Reduction>{"quantile", calibration::Reduction::Quantile},
        Word<calibration::Reduction>{"abs_quantile", calibration::Reduction::AbsQuantile},
    };
};

template <>
struct Words<calibration::Aggregator> {
    static constexpr std::array table{
        Word<calibration::Aggregator>{"mean", calibration::Aggregator::Mean},
        Word<calibration::Aggregator>{"max", calibration::Aggregator::Max},
        Word<calibration::Aggregator>{"min", calibration::Aggregator::Min},
        Word<calibration::Aggregator>{"median", calibration::Aggregator::Median},
        Word<calibration::Aggregator>{"mean_no_outliers", calibration::Aggregator::MeanNoOutliers},
        Word<calibration::Aggregator>{"median_no_outliers", calibration::Aggregator::MedianNoOutliers},
        Word<calibration::Aggregator>{"hl_estimator", calibration::Aggregator::HodgesLehmann},
    };
};

template <>
struct Words<quantization::EstimatorPreset> {
    static constexpr std::array table{
        Word<quantization::EstimatorPreset>{"default", quantization::EstimatorPreset::Default},
        Word<quantization::EstimatorPreset>{"mean", quantization::EstimatorPreset::Default},
        Word<quantization::EstimatorPreset>{"max", quantization::EstimatorPreset::Max},
        Word<quantization::EstimatorPreset>{"l2", quantization::EstimatorPreset::LeastSquares},
        Word<quantization::EstimatorPreset>{"quantile", quantization::EstimatorPreset::Quantile},
        Word<quantization::EstimatorPreset>{"auto", quantization::EstimatorPreset::Automatic},
    };
};

template <>
struct Words<quantization::SaturationFix> {
    static constexpr std::array table{
        Word<quantization::SaturationFix>{"first_layer", quantization::SaturationFix::FirstLayer},
        Word<quantization::SaturationFix>{"all", quantization::SaturationFix::All},
        Word<quantization::SaturationFix>{"no", quantization::SaturationFix::None},
    };
};

template <>
struct Words<quantization::ModelType> {
    static constexpr std::array table{
        Word<quantization::ModelType>{"None", quantization::ModelType::Any},
        Word<quantization::ModelType>{"transformer", quantization::ModelType::Transformer},
        Word<quantization::ModelType>{"auto", quantization::ModelType::Auto},
    };
};

template <>
struct Words<quantization::Compatibility> {
    static constexpr std::array table{
        Word<quantization::Compatibility>{"default", quantization::Compatibility::Default},
        Word<quantization::Compatibility>{"pot", quantization::Compatibility::Pot},
    };
};

template <>
struct Words<data::Interpolation> {
    static constexpr std::array table{
        Word<data::Interpolation>{"linear", data::Interpolation::Linear},
        Word<data::Interpolation>{"nearest", data::Interpolation::Nearest},
        Word<data::Interpolation>{"cubic", data::Interpolation::Cubic},
        Word<data::Interpolation>{"area", data::Interpolation::Area},
        Word<data::Interpolation>{"pillow-nearest", data::Interpolation::PillowNearest},
        Word<data::Interpolation>{"pillow-box", data::Interpolation::PillowBox},
        Word<data::Interpolation>{"pillow-bilinear", data::Interpolation::PillowBilinear},
        Word<data::Interpolation>{"pillow-hamming", data::Interpolation::PillowHamming},
        Word<data::Interpolation>{"pillow-bicubic", data::Interpolation::PillowBicubic},
        Word<data::Interpolation>{"pillow-lanczos", data::Interpolation::PillowLanczos},
    };
};

template <>
struct Words<data::ChannelOrder> {
    static constexpr std::array table{
        Word<data::ChannelOrder>{"as-stored", data::ChannelOrder::AsStored},
        Word<data::ChannelOrder>{"rgb", data::ChannelOrder::Rgb},
        Word<data::ChannelOrder>{"bgr", data::ChannelOrder::Bgr},
        Word<data::ChannelOrder>{"gray", data::ChannelOrder::Gray},
    };
};

template <class E>
constexpr std::optional<E> valueOf(std::string_view word) {
    for (const auto& entry : Words<E>::table)
        if (entry.text == word) return entry.value;
    return std::nullopt;
}

template <class E>
constexpr std::string_view word(E value) {
    for (const auto& entry : Words<E>::table)
        if (entry.value == value) return entry.text;
    return {};
}

/// The word for a choice among estimators, where "default" would say nothing.
constexpr std::string_view estimatorWord(quantization::EstimatorPreset preset) {
    return preset == quantization::EstimatorPreset::Default ? "mean" : word(preset);
}

}  // namespace rf::config
