// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/key_info.h"
#include "core/config/names.h"

/// How the algorithms of `compression.algorithms` are spelled.
namespace rf::config {

template <>
struct Words<AlgorithmBit> {
    static constexpr std::array table{
        Word<AlgorithmBit>{"DefaultQuantization", kDefault},
        Word<AlgorithmBit>{"AccuracyAwareQuantization", kAccuracyAware},
        Word<AlgorithmBit>{"TunableQuantization", kTunable},
        Word<AlgorithmBit>{"MinMaxQuantization", kMinMax},
        Word<AlgorithmBit>{"ActivationChannelAlignment", kAlignment},
        Word<AlgorithmBit>{"FastBiasCorrection", kFastBias},
        Word<AlgorithmBit>{"BiasCorrection", kBias},
        Word<AlgorithmBit>{"OverflowCorrection", kOverflow},
        Word<AlgorithmBit>{"WeightBiasCorrection", kWeightBias},
    };
};

}  // namespace rf::config
