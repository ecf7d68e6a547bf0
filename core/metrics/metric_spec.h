// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/result.h"

namespace rf::metrics {

/// Which number to compute, as settings and the command line name it. Parameters are texts; what is absent has the
/// default of the table in registry.h.
struct MetricSpec {
    std::string type;                               ///< "accuracy", "map" …
    std::map<std::string, std::string> parameters;  ///< lists as JSON: ["python3", "score.py"]
    /// The loss against the float model that is accepted, in the metric's own unit (0.01 is one point of accuracy);
    /// for sqnr the least number of decibels.
    std::optional<double> limit;
    bool operator==(const MetricSpec&) const = default;
};

/// TYPE[@VALUE][:KEY=VALUE,…], such as "accuracy@5", "map:iou=0.5,integral=11point,limit=0.01" or
/// command:["python3","score.py"]. "@VALUE", or a value without a key, is the first parameter of the type. A value that
/// begins with [ or " ends with the bracket or the quotation mark. InvalidArgument names what is wrong, types and keys that
/// do not exist included.
Result<MetricSpec> parseSpec(const std::string& text);
/// The shortest text that parseSpec() reads as this.
std::string toText(const MetricSpec& spec);

}  // namespace rf::metrics
