// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/metrics/metric.h"

namespace rf::metrics {

class Parameters;

/// What a metric compares the network's results with.
enum class Needs { Annotations, Reference, Nothing };

struct ParameterInfo {
    std::string_view name;
    std::string_view standard;  ///< as text
    std::string_view help;
};

/// One row of the table of metrics. The table is the only place that lists all of them.
struct MetricType {
    std::string_view type;
    std::string_view summary;
    Better better;
    Unit unit;
    Needs needs;
    std::vector<ParameterInfo> parameters;  ///< the first may be given without its key
    Result<std::unique_ptr<Metric>> (*create)(Parameters& parameters, const Context& context);
};

/// All metrics in the order of the documentation.
std::span<const MetricType> metricTypes();
/// InvalidArgument with the nearest name, or all of them.
Result<const MetricType*> metricType(const std::string& type);
/// Whether one of the metrics needs that. Types that do not exist need nothing.
bool anyNeeds(std::span<const MetricSpec> specs, Needs needs);

}  // namespace rf::metrics
