// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/placement/overrides.h"

#include <cmath>
#include <map>

#include "core/base/nearest_match.h"

namespace rf::quantization::placement {

namespace {

using ByName = std::map<std::string, Quantizer*>;

void collect(Placement& placement, const std::string& prefix, ByName& quantizers) {
    for (Quantizer& quantizer : placement.quantizers) {
        quantizers.emplace(quantizer.name, &quantizer);
        for (const graph::Input use : placement.graph.consumers(graph::Output{quantizer.node, 0}))
            quantizers.emplace(prefix + placement.graph.node(use.node).name + ":" + std::to_string(use.port), &quantizer);
    }
    for (BodyPlacement& body : placement.bodies) collect(body.placement, prefix + placement.graph.node(body.node).name + "|", quantizers);
}

Result<void> check(const RangeOverride& wanted) {
    if (wanted.low.has_value() != wanted.high.has_value())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "override of '%1': low and high belong together; give both or none"),
                    wanted.quantizer);
    if (!wanted.low && !wanted.estimator)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "override of '%1': nothing is overridden; give range_estimator, or low and high"), wanted.quantizer);
    if (wanted.low && !(std::isfinite(*wanted.low) && std::isfinite(*wanted.high) && *wanted.low < *wanted.high))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "override of '%1': low is %2 and high is %3; low must be below high, both finite"), wanted.quantizer,
                    *wanted.low, *wanted.high);
    return {};
}

Error unknown(const std::string& name, const ByName& quantizers) {
    std::vector<std::string> names;
    for (const auto& [known, quantizer] : quantizers) names.push_back(known);
    const std::string near = nearestMatch(name, names);
    if (near.empty())
        return Error(ErrorCode::InvalidArgument,
                     RF_TEXT("core", "override of '%1': no quantizer has this name, and none feeds an input LAYER:PORT of this name"),
                     {name});
    return Error(ErrorCode::InvalidArgument, RF_TEXT("core", "override of '%1': no quantizer has this name; did you mean '%2'?"),
                 {name, near});
}

}  // namespace

Result<void> applyOverrides(Placement& placement, std::span<const RangeOverride> overrides) {
    if (overrides.empty()) return {};
    ByName quantizers;
    collect(placement, "", quantizers);
    for (const RangeOverride& wanted : overrides) {
        RF_TRY_VOID(check(wanted));
        const auto found = quantizers.find(wanted.quantizer);
        if (found == quantizers.end()) return unknown(wanted.quantizer, quantizers);
        found->second->byUser = wanted;
    }
    return {};
}

}  // namespace rf::quantization::placement
