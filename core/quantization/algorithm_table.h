// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "core/quantization/settings.h"

/// The table of algorithms: one row of facts for each. Planning, configuration and documentation read it.
namespace rf::quantization {

class Algorithm;
class BiasCorrection;
class ChannelAlignment;
class FastBiasCorrection;
class MinMax;
class OverflowCorrection;
class SmoothQuant;
class WeightBiasCorrection;

/// Defined beside plan() for the classes above.
template <class T>
std::shared_ptr<const Algorithm> makeAlgorithm(const Settings& settings);

struct AlgorithmRow {
    AlgorithmName name;
    std::string_view word;  ///< as configurations spell it
    std::shared_ptr<const Algorithm> (*create)(const Settings&);
    bool placesQuantizers;  ///< a list has one of these at most
    bool endsStep;          ///< the next algorithm needs statistics of its result, hence a new pass over the data
    bool looksAtPlacement;  ///< needs the planned quantizers
    bool measures;          ///< has keys for its samples
    bool correctsBiases;    ///< has the keys of bias correction
};

/// plan() splits DefaultQuantization into other algorithms; `create` makes the middle one, MinMax.
inline constexpr std::array kAlgorithms{
    AlgorithmRow{AlgorithmName::DefaultQuantization, "DefaultQuantization", makeAlgorithm<MinMax>, true, true, true, true, true},
    AlgorithmRow{AlgorithmName::MinMaxQuantization, "MinMaxQuantization", makeAlgorithm<MinMax>, true, false, true, true, false},
    AlgorithmRow{AlgorithmName::ActivationChannelAlignment, "ActivationChannelAlignment", makeAlgorithm<ChannelAlignment>, false, true,
                 false, true, false},
    AlgorithmRow{AlgorithmName::FastBiasCorrection, "FastBiasCorrection", makeAlgorithm<FastBiasCorrection>, false, true, true, true, true},
    AlgorithmRow{AlgorithmName::BiasCorrection, "BiasCorrection", makeAlgorithm<BiasCorrection>, false, true, true, true, true},
    AlgorithmRow{AlgorithmName::OverflowCorrection, "OverflowCorrection", makeAlgorithm<OverflowCorrection>, false, true, true, true,
                 false},
    AlgorithmRow{AlgorithmName::WeightBiasCorrection, "WeightBiasCorrection", makeAlgorithm<WeightBiasCorrection>, false, false, false,
                 false, false},
    AlgorithmRow{AlgorithmName::SmoothQuant, "SmoothQuant", makeAlgorithm<SmoothQuant>, false, true, false, true, false},
};

constexpr const AlgorithmRow& rowOf(AlgorithmName name) {
    std::size_t row = 0;
    while (kAlgorithms[row].name != name) ++row;
    return kAlgorithms[row];
}

}  // namespace rf::quantization
