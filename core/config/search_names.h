// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/names.h"
#include "core/search/settings.h"

/// The words for the choices of searches.
namespace rf::config {

template <>
struct Words<search::DropType> {
    static constexpr std::array table{Word<search::DropType>{"absolute", search::DropType::Absolute},
                                      Word<search::DropType>{"relative", search::DropType::Relative}};
};

template <>
struct Words<search::CandidateArithmetic> {
    static constexpr std::array table{Word<search::CandidateArithmetic>{"deployed", search::CandidateArithmetic::Deployed},
                                      Word<search::CandidateArithmetic>{"exact", search::CandidateArithmetic::Exact}};
};

template <>
struct Words<search::BaseAlgorithm> {
    static constexpr std::array table{
        Word<search::BaseAlgorithm>{"DefaultQuantization", search::BaseAlgorithm::DefaultQuantization},
        Word<search::BaseAlgorithm>{"MinMaxQuantization", search::BaseAlgorithm::MinMaxQuantization},
    };
};

template <>
struct Words<search::TuningScope> {
    static constexpr std::array table{
        Word<search::TuningScope>{"bits", search::TuningScope::Bits},
        Word<search::TuningScope>{"mode", search::TuningScope::Mode},
        Word<search::TuningScope>{"granularity", search::TuningScope::Granularity},
        Word<search::TuningScope>{"layer", search::TuningScope::Layer},
        Word<search::TuningScope>{"range_estimator", search::TuningScope::RangeEstimator},
        Word<search::TuningScope>{"bias_correction", search::TuningScope::BiasCorrection},
    };
};

template <>
struct Words<search::EstimatorScope> {
    static constexpr std::array table{
        Word<search::EstimatorScope>{"preset", search::EstimatorScope::Preset},
        Word<search::EstimatorScope>{"aggregator", search::EstimatorScope::Aggregator},
        Word<search::EstimatorScope>{"type", search::EstimatorScope::Type},
        Word<search::EstimatorScope>{"outlier_prob", search::EstimatorScope::OutlierProbability},
    };
};

template <>
struct Words<search::TrialsLoad> {
    static constexpr std::array table{
        Word<search::TrialsLoad>{"cold_start", search::TrialsLoad::ColdStart},
        Word<search::TrialsLoad>{"warm_start", search::TrialsLoad::WarmStart},
        Word<search::TrialsLoad>{"fine_tune", search::TrialsLoad::FineTune},
        Word<search::TrialsLoad>{"eval", search::TrialsLoad::Eval},
    };
};

/// POT's roles of processes that share trials.
enum class NodeType { Server, Client };
enum class NodeMode { Master, Peer };

template <>
struct Words<NodeType> {
    static constexpr std::array table{Word<NodeType>{"server", NodeType::Server}, Word<NodeType>{"client", NodeType::Client}};
};

template <>
struct Words<NodeMode> {
    static constexpr std::array table{Word<NodeMode>{"master", NodeMode::Master}, Word<NodeMode>{"peer", NodeMode::Peer}};
};

template <>
struct Words<search::BenchmarkApi> {
    static constexpr std::array table{Word<search::BenchmarkApi>{"async", search::BenchmarkApi::Async},
                                      Word<search::BenchmarkApi>{"sync", search::BenchmarkApi::Sync}};
};

template <>
struct Words<search::TuningOptimizer> {
    static constexpr std::array table{Word<search::TuningOptimizer>{"Adam", search::TuningOptimizer::Adam},
                                      Word<search::TuningOptimizer>{"SGD", search::TuningOptimizer::Sgd}};
};

}  // namespace rf::config
