// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/open.h"
#include "core/metrics/metric_spec.h"
#include "core/quantization/settings.h"
#include "core/search/settings.h"

namespace rf::config {

/// What a project was read from. It is no setting: comparing projects ignores it.
struct Origin {
    std::vector<std::filesystem::path> files;
    std::vector<Error> unmeasured = {};                          ///< why a description's metrics can't all be measured
    std::vector<rf::metrics::MetricSpec> describedMetrics = {};  ///< those that can
    bool operator==(const Origin&) const { return true; }
};

/// Everything a run needs, as one plain struct of structs.
struct Project {
    std::filesystem::path model, weights;  ///< weights empty: beside the model
    std::string modelName;                 ///< of the exported files; empty: the model's stem
    data::DataSpec data;                   ///< calibration
    quantization::Settings quantization;
    std::optional<rf::search::AccuracyControl> accuracyControl;  ///< the quantizing algorithm of the list is AccuracyAwareQuantization
    std::optional<rf::search::Tuning> tuning;                    ///< MinMaxQuantization of the list is TunableQuantization
    std::optional<rf::search::Search> search;
    rf::search::LayerwiseTuning layerwiseTuning;
    std::string engine;                            ///< empty: the default one
    int threads = 0;                               ///< 0: all processors; never changes a result
    std::int64_t errorSamples = 32;                ///< samples for the per-layer comparison; 0: none
    std::vector<rf::metrics::MetricSpec> metrics;  ///< empty: accuracy is not measured
    std::optional<data::DataSpec> testData;        ///< for the metrics; empty: the calibration data
    Origin origin;
    bool operator==(const Project&) const = default;
};

}  // namespace rf::config
