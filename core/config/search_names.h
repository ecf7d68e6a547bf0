// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/accuracy_control.h"
#include "core/config/names.h"

/// How the choices of searches are spelled.
namespace rf::config {

template <>
struct Words<DropType> {
    static constexpr std::array table{Word<DropType>{"absolute", DropType::Absolute}, Word<DropType>{"relative", DropType::Relative}};
};

template <>
struct Words<BaseAlgorithm> {
    static constexpr std::array table{
        Word<BaseAlgorithm>{"DefaultQuantization", BaseAlgorithm::DefaultQuantization},
        Word<BaseAlgorithm>{"MinMaxQuantization", BaseAlgorithm::MinMaxQuantization},
    };
};

template <>
struct Words<TuningScope> {
    static constexpr std::array table{
        Word<TuningScope>{"bits", TuningScope::Bits},
        Word<TuningScope>{"mode", TuningScope::Mode},
        Word<TuningScope>{"granularity", TuningScope::Granularity},
        Word<TuningScope>{"layer", TuningScope::Layer},
        Word<TuningScope>{"range_estimator", TuningScope::RangeEstimator},
    };
};

template <>
struct Words<EstimatorScope> {
    static constexpr std::array table{
        Word<EstimatorScope>{"preset", EstimatorScope::Preset},
        Word<EstimatorScope>{"aggregator", EstimatorScope::Aggregator},
        Word<EstimatorScope>{"type", EstimatorScope::Type},
        Word<EstimatorScope>{"outlier_prob", EstimatorScope::OutlierProbability},
    };
};

template <>
struct Words<TrialsLoad> {
    static constexpr std::array table{
        Word<TrialsLoad>{"cold_start", TrialsLoad::ColdStart},
        Word<TrialsLoad>{"warm_start", TrialsLoad::WarmStart},
        Word<TrialsLoad>{"fine_tune", TrialsLoad::FineTune},
        Word<TrialsLoad>{"eval", TrialsLoad::Eval},
    };
};

template <>
struct Words<BenchmarkApi> {
    static constexpr std::array table{Word<BenchmarkApi>{"async", BenchmarkApi::Async}, Word<BenchmarkApi>{"sync", BenchmarkApi::Sync}};
};

template <>
struct Words<TuningOptimizer> {
    static constexpr std::array table{Word<TuningOptimizer>{"Adam", TuningOptimizer::Adam},
                                      Word<TuningOptimizer>{"SGD", TuningOptimizer::Sgd}};
};

}  // namespace rf::config
