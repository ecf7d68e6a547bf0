// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/parameters.h"
#include "core/config/preprocess_codec.h"
#include "core/config/project_config.h"
#include "core/config/table.h"

/// The structs that have a table of keys. The rows are in table_*.cpp.
namespace rf::config {

// table_quantization.cpp
template <>
const Table<quantization::EstimatorEnd>& tableOf();
template <>
const Table<quantization::RangeEstimator>& tableOf();
template <>
const Table<quantization::TensorConstraint>& tableOf();
template <>
const Table<quantization::RangeOverride>& tableOf();
template <>
const Table<quantization::LayerChoice>& tableOf();

// table_ignored.cpp
template <>
const Table<quantization::IgnoredOperation>& tableOf();
template <>
const Table<quantization::IgnoredSubgraph>& tableOf();
template <>
const Table<quantization::IgnoredScope>& tableOf();

// table_parameters.cpp
template <>
const Table<Parameters>& tableOf();

// table_search.cpp
template <>
const Table<search::MetricTarget>& tableOf();
template <>
const Table<search::Benchmark>& tableOf();
template <>
const Table<search::Multinode>& tableOf();
template <>
const Table<search::Search>& tableOf();

// table_data.cpp
template <>
const Table<data::Source>& tableOf();
template <>
const Table<data::DataSpec>& tableOf();

// table_preprocess.cpp
template <>
const Table<data::SimplePreprocess>& tableOf();
template <>
const Table<data::Resize>& tableOf();
template <>
const Table<data::Crop>& tableOf();
template <>
const Table<data::Pad>& tableOf();
template <>
const Table<data::Channels>& tableOf();
template <>
const Table<data::Normalize>& tableOf();
template <>
const Table<data::Arrange>& tableOf();
template <>
const Table<data::ConvertType>& tableOf();

// table_engine.cpp
template <>
const Table<SimplifiedEngine>& tableOf();
template <>
const Table<DataFreeEngine>& tableOf();
template <>
const Table<AccuracyCheckerEngine>& tableOf();

// table_project.cpp
template <>
const Table<Project>& tableOf();

}  // namespace rf::config
